"""What a plain word means by YAML 1.2, whoever scans it, and what nobody can see in an editor."""

import pytest

from app.content.strict_yaml import Value, read_yaml


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("~", None), ("null", None), ("", None), ("''", ""), ("'null'", "null"), ("true", True), ("FALSE", False),
        ("yes", "yes"), ("off", "off"), ("12", 12), ("-1_000", -1000), ("012", 12), ("0x1F", 31), ("0o17", 15),
        ("_1", "_1"), ("'12'", "12"), ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), ("1:30", "1:30"),
        ("2026-01-02", "2026-01-02"), ("1.2.3", "1.2.3"), ("=", "="), ("<<", "<<"), ("-", [None]),
    ],
)  # fmt: skip
def test_a_plain_word_means_what_yaml_1_2_says(text: str, meant: Value) -> None:
    document = read_yaml(f"a:\n  {text}\nb: 1\n".encode())
    assert document.faults == []
    assert document.data == {"a": meant, "b": 1}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: one\u2028two\n", 2, "unseen line break"),
        ("a: 1\nb: 'one\x85two'\n", 2, "unseen line break"),
        ("a: one\ttwo\n", 1, "there is a tab"),
        ("a: 1\nb: [1\n", 3, "not YAML"),
        ("a: 1\nb: [1", 2, "not YAML"),
        ("---\na: 1\n---\nb: 1\n", 3, "one document"),
    ],
)
def test_what_cannot_be_seen_and_what_does_not_end_is_refused_where_it_stands(text: str, line: int, part: str) -> None:
    ((found, _, sentence),) = read_yaml(text.encode()).faults
    assert (found, part in sentence) == (line, True), sentence


def test_a_tab_within_quotes_is_a_text_like_any_other() -> None:
    assert read_yaml(b'a: "one\ttwo"').data == {"a": "one\ttwo"}
