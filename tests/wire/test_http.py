"""The routes beside the websocket."""

import asyncio
import io
import json
import wave

import httpx2
import pytest

from tests.wire.client import FRAME, Message, connected, get, on_call, post
from tests.wire.server import ServeProcess, Trainee

NOBODYS = "01M824J4JWEX3XAR0K2G33Z5EM"


@pytest.fixture(scope="session")
def kept(process: ServeProcess) -> tuple[Trainee, str]:
    """A trainee and a call that is over and recorded."""

    async def hold() -> tuple[Trainee, str]:
        trainee = process.trainee()
        async with on_call(process.url, trainee.token) as client:
            await client.speak(50)
            await client.listen()
            await client.tell("hang_up")
            await client.closing()
        return trainee, client.call

    return asyncio.run(hold())


def is_a_sentence(answer: httpx2.Response, code: str) -> bool:
    """Say whether an answer is a code and a sentence for a person, and nothing else."""
    body = answer.json()
    return set(body) == {"code", "message"} and body["code"] == code and len(body["message"]) > 10


PATHS = ["", "/{call}", "/{call}/recording", "/{call}/events"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", [None, "x", "\xe9", "x" * 10_000])
async def test_nobody_gets_anything_without_a_token(
    server: ServeProcess, kept: tuple[Trainee, str], path: str, token: str | None
) -> None:
    headers = {} if token is None else {b"Authorization": f"Bearer {token}".encode("latin-1")}
    async with httpx2.AsyncClient(trust_env=False, verify=False) as client:
        answer = await client.get(f"{server.url}/api/calls{path.format(call=kept[1])}", headers=headers)
    assert answer.status_code == 401
    assert is_a_sentence(answer, "not-signed-in")


@pytest.mark.parametrize("path", ["/api/calls", "/api/calls/{call}", "/api/calls/{call}/recording"])
async def test_a_token_in_the_address_is_no_token(server: ServeProcess, kept: tuple[Trainee, str], path: str) -> None:
    token = kept[0].token
    address = f"{path.format(call=kept[1])}?token={token}&access_token={token}"
    assert (await get(server.url, None, address)).status_code == 401


@pytest.mark.parametrize("path", PATHS[1:])
async def test_a_call_of_another_trainee_is_not_found(
    server: ServeProcess, kept: tuple[Trainee, str], path: str
) -> None:
    mine = await get(server.url, kept[0].token, f"/api/calls{path.format(call=kept[1])}")
    theirs = await get(server.url, server.trainee().token, f"/api/calls{path.format(call=kept[1])}")
    nobodys = await get(server.url, kept[0].token, f"/api/calls{path.format(call=NOBODYS)}")
    assert mine.status_code == 200
    assert (theirs.status_code, theirs.json()) == (nobodys.status_code, nobodys.json())
    assert theirs.status_code == 404


async def test_one_lists_ones_own_calls(server: ServeProcess, kept: tuple[Trainee, str]) -> None:
    mine = (await get(server.url, kept[0].token, "/api/calls")).json()
    assert [each["call"] for each in mine] == [kept[1]]
    assert (await get(server.url, server.trainee().token, "/api/calls")).json() == []


MALFORMED = ["x", "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "a" * 3_000, "01m824j4jwex3xar0k2g33z5em", "%F0%9F"]


@pytest.mark.parametrize("call", MALFORMED)
@pytest.mark.parametrize("path", PATHS[1:])
async def test_what_is_no_id_of_a_call_is_not_found(
    server: ServeProcess, kept: tuple[Trainee, str], path: str, call: str
) -> None:
    answer = await get(server.url, kept[0].token, f"/api/calls{path.format(call=call)}")
    assert answer.status_code in (404, 405)


BROKEN = {
    "nothing": b"",
    "no JSON": b"{",
    "an array": b"[]",
    "no persona": b"{}",
    "an unknown key": b'{"persona":"ruth_billing","admin":true}',
    "a persona that is a number": b'{"persona":5}',
    "a persona that is NaN": b'{"persona":NaN}',
    "a seed that is NaN": b'{"persona":"ruth_billing","seed":NaN}',
    "a negative seed": b'{"persona":"ruth_billing","seed":-1}',
    "a huge seed": b'{"persona":"ruth_billing","seed":9223372036854775808}',
    "a difficulty of its own": b'{"persona":"ruth_billing","difficulty":"nightmare"}',
    "half a surrogate": b'{"persona":"\\ud800"}',
    "half a surrogate for a key": b'{"persona":"ruth_billing","\\ud800":1}',
    "no UTF-8": b'{"persona":"\xff\xfe"}',
    "deep nesting": b"[" * 20_000,
    "a very long persona": b'{"persona":"' + b"a" * 201 + b'"}',
}
UNREADABLE = ("no UTF-8", "deep nesting")


@pytest.mark.parametrize("kind", BROKEN)
async def test_a_broken_order_is_answered_with_a_sentence(
    server: ServeProcess, kept: tuple[Trainee, str], kind: str
) -> None:
    answer = await send(server, kept[0], BROKEN[kind])
    assert answer.status_code == (400 if kind in UNREADABLE else 422)
    assert is_a_sentence(answer, "http" if kind in UNREADABLE else "bad-request")
    assert len(answer.content) < 1_000


async def send(server: ServeProcess, trainee: Trainee, body: bytes) -> httpx2.Response:
    """Order with a body as it is."""
    headers = {"Authorization": f"Bearer {trainee.token}", "Content-Type": "application/json"}
    async with httpx2.AsyncClient(trust_env=False, verify=False, headers=headers) as client:
        return await client.post(f"{server.url}/api/calls", content=body)


@pytest.mark.parametrize("token", [None, "own"])
async def test_an_order_of_megabytes_is_not_read(
    server: ServeProcess, kept: tuple[Trainee, str], token: str | None
) -> None:
    headers = {"Authorization": f"Bearer {kept[0].token}"} if token else {}
    async with httpx2.AsyncClient(trust_env=False, verify=False, headers=headers) as client:
        answer = await client.post(f"{server.url}/api/calls", content=b" " * 5_000_000)
    assert answer.status_code == 413


async def test_an_order_of_megabytes_in_chunks_is_not_read_to_its_end(
    server: ServeProcess, kept: tuple[Trainee, str]
) -> None:
    async def chunks() -> object:
        for _ in range(100):
            yield b" " * 50_000

    async with httpx2.AsyncClient(trust_env=False, verify=False) as client:
        answer = await client.post(f"{server.url}/api/calls", content=chunks())  # type: ignore[arg-type]
    assert answer.status_code == 413


async def test_an_unknown_persona_is_answered_with_those_there_are(server: ServeProcess) -> None:
    answer = await post(server.url, server.trainee().token, "/api/calls", {"persona": "nobody"})
    assert answer.status_code == 404
    assert is_a_sentence(answer, "unknown-persona")
    assert "ruth_billing" in answer.json()["message"]


async def test_a_recording_is_a_stereo_file_for_its_owner_only(server: ServeProcess, kept: tuple[Trainee, str]) -> None:
    answer = await get(server.url, kept[0].token, f"/api/calls/{kept[1]}/recording")
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("audio/wav", "no-store")
    assert answer.headers["x-content-type-options"] == "nosniff"
    with wave.open(io.BytesIO(answer.content)) as file:
        assert file.getparams()[:3] == (2, 2, 16_000)
        assert file.getnframes() >= 50 * FRAME


RANGES: dict[str, tuple[int, int | None]] = {
    "bytes=0-99": (206, 100),
    "bytes=44-": (206, None),
    "bytes=-10": (206, 10),
    "bytes=-999999999999": (206, None),
    "bytes=999999999-": (416, None),
    "bytes=9-1": (400, None),
    "bytes=a-b": (400, None),
    "bytes=": (400, None),
    "seconds=1-2": (400, None),
}


@pytest.mark.parametrize("wanted", RANGES)
async def test_a_player_may_ask_for_a_part_of_a_recording(
    server: ServeProcess, kept: tuple[Trainee, str], wanted: str
) -> None:
    status, length = RANGES[wanted]
    answer = await get(server.url, kept[0].token, f"/api/calls/{kept[1]}/recording", Range=wanted)
    assert answer.status_code == status
    assert length is None or len(answer.content) == length


async def test_a_thousand_ranges_are_not_a_thousand_recordings(server: ServeProcess, kept: tuple[Trainee, str]) -> None:
    address = f"/api/calls/{kept[1]}/recording"
    whole = len((await get(server.url, kept[0].token, address)).content)
    answer = await get(server.url, kept[0].token, address, Range="bytes=" + ",".join(["0-"] * 1_000))
    assert len(answer.content) < 2 * whole


async def test_a_live_call_has_no_recording_yet(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        answer = await get(server.url, trainee.token, f"/api/calls/{client.call}/recording")
        assert (answer.status_code, answer.json()["code"]) == (404, "call-not-found")


async def test_the_event_log_of_a_live_call_can_be_read_while_it_grows(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as client:
        for number in range(80):
            await client.tell("say", text=f"I am sorry. {number}")
            if number % 4 == 0:
                answer = await get(server.url, trainee.token, f"/api/calls/{client.call}/events")
                assert [json.loads(line) for line in answer.text.splitlines()]


async def test_a_call_that_is_not_recorded_has_none(server: ServeProcess) -> None:
    trainee = server.trainee()
    form: Message = {"persona": "ruth_billing", "recorded": False}
    order = (await post(server.url, trainee.token, "/api/calls", form)).json()["ticket"]
    async with connected(server.url) as client:
        await client.tell("hello", ticket=order)
        started = await client.until("started")
        assert started["recorded"] is False
        await client.speak(50, 8_000)
        await client.tell("hang_up")
        await client.closing()
    assert (await get(server.url, trainee.token, f"/api/calls/{started['call']}/recording")).status_code == 404


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/redoc", "/api", "/ws", "/api/calls/x/y/z"])
async def test_there_is_nothing_where_nothing_should_be(server: ServeProcess, path: str) -> None:
    assert (await get(server.url, None, path)).status_code == 404


async def test_health_says_nothing_about_anybody(server: ServeProcess, kept: tuple[Trainee, str]) -> None:
    answer = await get(server.url, None, "/health")
    assert answer.json()["status"] == "ok"
    assert kept[0].name not in answer.text
    assert kept[1] not in answer.text
