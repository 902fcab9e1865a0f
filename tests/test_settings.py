"""Settings that would send a key or somebody's words to the wrong place stop the start."""

import pytest
from pydantic import ValidationError

from app.addresses import fault_of, is_loopback
from app.equipping import equipment_of
from app.settings import Settings

NEAR = ("http://127.0.0.1:11434/v1", "http://[::1]:8080/v1", "http://localhost/v1", "http://10.1.2.3/v1")
NAMED = ("http://ollama:11434/v1", "http://gpu.internal/v1", "http://gpu.lan:8000", "https://models.example/v1")


@pytest.mark.parametrize("url", [*NEAR, *NAMED])
def test_a_server_here_near_or_behind_tls_may_be_asked(url: str) -> None:
    assert fault_of(url, may_be_plain=False) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/v1",
        "https://169.254.169.254/v1",
        "http://2852039166/v1",
        "http://0xA9FEA9FE/v1",
        "http://[::ffff:169.254.169.254]/v1",
        "http://[fe80::1%25eth0]/v1",
        "http://[fd00:ec2::254]/v1",
        "http://100.100.100.200/v1",
        "http://metadata.google.internal/v1",
        "http://0.0.0.0:11434/v1",
    ],
)
def test_addresses_where_machines_tell_their_secrets_are_refused_whatever_was_accepted(url: str) -> None:
    assert "secrets" in (fault_of(url, may_be_plain=True) or "")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://models.example/v1", "Plain HTTP"),
        ("http://8.8.8.8/v1", "Plain HTTP"),
        ("https://me:pass@models.example/v1", "no name and no password"),
        ("https://models.example@evil.example/v1", "no name and no password"),
        ("https://models.example/v1?key=1", "ends with its path"),
        ("https://models.example/v1#", "ends with its path"),
        ("ftp://models.example/v1", "whole address"),
        ("models.example/v1", "whole address"),
        ("https:///v1", "whole address"),
        ("https://models.example:99999/v1", "whole address"),
        ("https://models.example\\@evil.example/v1", "whole address"),
        (" https://models.example/v1", "whole address"),
    ],
)
def test_other_unsafe_addresses_are_told_in_a_sentence(url: str, sentence: str) -> None:
    fault = fault_of(url, may_be_plain=False)
    assert fault is not None
    assert sentence in fault
    assert "pass" not in fault.replace("password", "")


@pytest.mark.parametrize("name", ["model_url", "model_fallback_url", "judge_url", "hub_url"])
def test_every_setting_that_names_a_server_is_looked_at(name: str) -> None:
    chosen = {"model_url": NEAR[0], "model_name": "m", "judge_name": "j", name: "http://169.254.169.254/v1"}
    with pytest.raises(ValidationError, match=f"READYROOM_{name.upper()}: .*secrets"):
        Settings(**chosen)  # type: ignore[arg-type]


def test_plain_http_elsewhere_may_be_accepted() -> None:
    Settings(insecure=True, model_url="http://models.example/v1", model_name="m")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"model_url": NEAR[0]}, "READYROOM_MODEL_NAME"),
        ({"judge_url": NEAR[0]}, "READYROOM_JUDGE_NAME"),
        ({"model_fallback_url": NEAR[0]}, "second server"),
    ],
)
def test_half_a_server_is_refused(chosen: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Settings(**chosen)  # type: ignore[arg-type]


def test_a_key_is_handed_on_and_never_shown() -> None:
    settings = Settings(
        model_url=NEAR[0],
        model_key="sk-secret",  # type: ignore[arg-type]
        model_name="m",
        model_fallback_url=NAMED[3],
        model_fallback_key="sk-secret",  # type: ignore[arg-type]
    )
    equipment = equipment_of(settings)
    assert [(each.key, each.model) for each in equipment.words] == [("sk-secret", "m"), ("sk-secret", "m")]
    assert "secret" not in repr(settings) + repr(equipment) + str(settings.model_dump())


def test_this_machine_is_known_in_every_way_of_writing_it() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "[::1]", "::ffff:127.0.0.1")] == [True] * 5
    assert [is_loopback(host) for host in ("0.0.0.0", "10.0.0.1", "example.com")] == [False] * 3
