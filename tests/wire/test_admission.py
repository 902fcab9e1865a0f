"""Who is let in to a call, and who is not."""

import json
import re

import pytest

from tests.wire.client import Client, connected, on_call, post, ticket
from tests.wire.server import ServeProcess


async def refusal(client: Client) -> tuple[str, int | None]:
    """Return the code of the error that was told, and the close code after it."""
    code = await client.closing()
    errors = client.told("error")
    assert all(error["fatal"] and error["message"] for error in errors)
    return (errors[-1]["code"] if errors else "", code)


def origins_of(url: str) -> dict[str, str]:
    """Return web origins that are not the server's own, however much they look like it."""
    host, port = re.fullmatch(r"http://(.+):(\d+)", url).groups()  # type: ignore[union-attr]
    return {
        "foreign": "https://evil.example",
        "null": "null",
        "empty": "",
        "suffix": f"http://{host}.evil.example:{port}",
        "prefix": f"http://evil-{host}:{port}",
        "other port": f"http://{host}:{int(port) + 1}",
        "no port": f"http://{host}",
        "other scheme": f"https://{host}:{port}",
        "with a path": f"{url}/",
        "with a name": f"http://somebody@{host}:{port}",
        "upper case": url.upper(),
        "two": f"{url} https://evil.example",
        "a wildcard": "*",
    }


@pytest.mark.parametrize("kind", origins_of("http://127.0.0.1:1"))
async def test_a_page_from_elsewhere_is_refused_before_it_can_show_a_ticket(server: ServeProcess, kind: str) -> None:
    async with connected(server.url, origins_of(server.url)[kind]) as client:
        assert await refusal(client) == ("foreign-origin", 4403)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
async def test_a_page_of_this_server_is_let_in(server: ServeProcess, host: str) -> None:
    origin = server.url.replace("127.0.0.1", host)
    order = await ticket(server.url, server.trainee().token, origin=origin)
    async with connected(server.url, origin) as client:
        await client.tell("hello", ticket=order)
        assert (await client.until("started"))["version"] == 1
        await client.tell("hang_up")


async def test_a_client_that_is_no_page_is_let_in(server: ServeProcess) -> None:
    async with on_call(server.url, server.trainee().token) as client:
        assert client.call


@pytest.mark.parametrize("ordered_from", [None, "http://localhost:1"])
async def test_a_ticket_is_good_only_where_it_was_ordered(server: ServeProcess, ordered_from: str | None) -> None:
    order = await ticket(server.url, server.trainee().token, origin=ordered_from)
    async with connected(server.url, server.url) as client:
        await client.tell("hello", ticket=order)
        assert await refusal(client) == ("bad-ticket", 4401)


async def test_a_ticket_opens_one_call(server: ServeProcess) -> None:
    order = await ticket(server.url, server.trainee().token)
    async with connected(server.url) as first, connected(server.url) as second:
        await first.tell("hello", ticket=order)
        await first.until("started")
        await second.tell("hello", ticket=order)
        assert await refusal(second) == ("bad-ticket", 4401)
        await first.tell("hang_up")
        await first.until("ended")


@pytest.mark.parametrize("invented", ["", "x", "A" * 43, "../../etc/passwd", "\x00", "'; drop table access; --"])
async def test_an_invented_ticket_opens_nothing(server: ServeProcess, invented: str) -> None:
    async with connected(server.url) as client:
        await client.tell("hello", ticket=invented)
        assert await refusal(client) == ("bad-ticket", 4401)


async def test_a_ticket_for_a_new_call_does_not_lead_back_to_another(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as live:
        order = await ticket(server.url, trainee.token)
        async with connected(server.url) as client:
            await client.tell("hello", ticket=order, resume={"call": live.call, "last_seq": 0})
            assert await refusal(client) == ("bad-ticket", 4401)


async def test_a_ticket_to_come_back_begins_no_new_call(server: ServeProcess) -> None:
    trainee = server.trainee()
    async with on_call(server.url, trainee.token) as live:
        order = (await post(server.url, trainee.token, f"/api/calls/{live.call}/tickets")).json()["ticket"]
        async with connected(server.url) as client:
            await client.tell("hello", ticket=order, take_over=True)
            assert await refusal(client) == ("bad-ticket", 4401)


FIRST_MESSAGES: dict[str, str | bytes] = {
    "nothing": "",
    "no JSON": "hello",
    "no object": "[]",
    "no ticket": json.dumps({"type": "hello", "seq": 1}),
    "no type": json.dumps({"ticket": "x"}),
    "another type": json.dumps({"type": "say", "seq": 1, "text": "let me in"}),
    "a number for a ticket": json.dumps({"type": "hello", "ticket": 7}),
    "a long ticket": json.dumps({"type": "hello", "ticket": "x" * 257}),
    "an extra key": json.dumps({"type": "hello", "ticket": "x", "admin": True}),
    "half a surrogate": '{"type":"hello","ticket":"\\ud800"}',
    "deep nesting": '{"type":"hello","ticket":' + "[" * 20_000 + "]" * 20_000 + "}",
    "sound": b"\x00" * 648,
    "an empty binary frame": b"",
}


@pytest.mark.parametrize("kind", FIRST_MESSAGES)
async def test_the_first_message_is_a_hello_or_the_last(server: ServeProcess, kind: str) -> None:
    async with connected(server.url) as client:
        await client.raw(FIRST_MESSAGES[kind])
        assert await refusal(client) == ("bad-hello", 4401)


async def test_another_version_of_the_protocol_is_told_which_one_is_spoken(server: ServeProcess) -> None:
    order = await ticket(server.url, server.trainee().token)
    async with connected(server.url) as client:
        await client.tell("hello", ticket=order, version=2)
        assert await refusal(client) == ("unknown-version", 4401)
        assert "version 1" in client.told("error")[0]["message"]


async def test_a_client_that_leaves_without_a_word_leaves_no_trace(server: ServeProcess) -> None:
    async with connected(server.url) as client:
        client.socket.transport.abort()
