"""What a caller is told when there is no Readyroom at the address."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from app.caller.connection import CallRefusedError, Order, Server


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Some other program's server, which is friendly to all."""

    answers = (b"<html>Welcome!</html>", b"{}", b"[]", b"7", b"")
    asked = 0

    def do_POST(self) -> None:
        """Answer with the next thing that is no ticket."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answers[Elsewhere.asked % len(self.answers)])
        Elsewhere.asked += 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of another program's server."""
    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("address", ["", "nonsense", "http://", "ftp://127.0.0.1", "http://[::1", "http://127.0.0.1:9"])
async def test_an_address_without_a_server_is_said_in_a_sentence(address: str) -> None:
    with pytest.raises(CallRefusedError, match="There is no Readyroom server at"):
        await Server(address, "token").order(Order("ruth_billing"))
    with pytest.raises(CallRefusedError, match="There is no Readyroom server at"):
        await Server(address, "token").open_line()


async def test_another_programs_server_is_recognised_as_such(elsewhere: str) -> None:
    server = Server(elsewhere, "token")
    for _ in Elsewhere.answers:
        with pytest.raises(CallRefusedError, match="another program"):
            await server.order(Order("ruth_billing"))
    with pytest.raises(CallRefusedError, match="There is no Readyroom server at"):
        await server.open_line()
