"""The websocket of a call: who may open it, and what it leads to."""

import asyncio
import time

from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from app.errors import ReadyroomError, TransportError
from app.practice.desk import Desk
from app.practice.drain import refuse_while_draining
from app.practice.hold_call import begin_call, end_other_call
from app.practice.tickets import CallOrder
from app.transports.browser import BrowserLine, Patience
from app.transports.close_codes import CloseCode
from app.transports.messages import CLIENT_MESSAGE, PROTOCOL_VERSION, ErrorTold, Hello
from app.web.policies import ticket_holder
from app.web.wire import desk_of

router = APIRouter(dependencies=[Depends(ticket_holder)])


class AlreadyOnACallError(TransportError):
    """The trainee has another live call."""

    code = "already-on-a-call"


class BusyError(TransportError):
    """There is no room for another call."""

    code = "busy"


@router.websocket("/ws")
async def line(socket: WebSocket) -> None:
    """Let one trainee in, and carry their call until the connection ends."""
    await socket.accept()
    origin = socket.headers.get("origin")
    if origin is not None and origin not in socket.app.state.origins:
        await _refuse(socket, CloseCode.FOREIGN_ORIGIN, "foreign-origin", "This page may not open calls here.")
        return
    hello = await _hello(socket, _patience(socket).hello)
    if hello is None:
        return
    desk = desk_of(socket)
    order = desk.tickets.redeem(hello.ticket, origin, time.monotonic())
    if order is None or (hello.resume.call if hello.resume else None) != order.resumes:
        await _refuse(socket, CloseCode.BAD_TICKET, "bad-ticket", "The ticket was used, is too old, or is for another.")
        return
    await _carry(socket, desk, order, hello)


def _patience(socket: WebSocket) -> Patience:
    patience = socket.app.state.patience
    assert isinstance(patience, Patience)
    return patience


async def _hello(socket: WebSocket, deadline: float) -> Hello | None:
    """Return the first message; None if there was none in time or none that could be read, and the socket is closed."""
    try:
        async with asyncio.timeout(deadline):
            received = await socket.receive()
            message = CLIENT_MESSAGE.validate_json(received.get("text") or "") if "text" in received else None
    except TimeoutError:
        await _refuse(socket, CloseCode.TIMED_OUT, "no-hello", "No hello came in time.")
        return None
    except (ValidationError, WebSocketDisconnect):
        message = None
    if not isinstance(message, Hello):
        await _refuse(socket, CloseCode.BAD_TICKET, "bad-hello", "The first message is a hello with a ticket.")
        return None
    if message.version != PROTOCOL_VERSION:
        text = f"This server speaks version {PROTOCOL_VERSION} of the call protocol."
        await _refuse(socket, CloseCode.BAD_TICKET, "unknown-version", text)
        return None
    return message


async def _carry(socket: WebSocket, desk: Desk, order: CallOrder, hello: Hello) -> None:
    own = desk.live.get(order.trainee)
    browser = BrowserLine(socket, time.monotonic, _patience(socket))
    if hello.resume is not None:
        if own is None or own.call is None or own.call.id != hello.resume.call:
            await _refuse(socket, CloseCode.BAD_TICKET, "call-over", "That call is over.")
            return
        async with asyncio.TaskGroup() as both:
            both.create_task(browser.run(), name="writing to a line that came back")
            await own.call.attach(browser, hello.resume.last_seq)
        return
    try:
        refuse_while_draining(desk)
        await desk.parts.wait()
        await _begin(desk, order, browser, take_over=hello.take_over)
    except AlreadyOnACallError as error:
        await _refuse(socket, CloseCode.ALREADY_ON_A_CALL, error.code, str(error), offer=True)
        return
    except ReadyroomError as error:
        await _refuse(socket, CloseCode.BUSY, error.code, str(error))
        return
    await browser.run()


async def _begin(desk: Desk, order: CallOrder, browser: BrowserLine, *, take_over: bool) -> None:
    if take_over:
        await end_other_call(desk, order.trainee)
    if order.trainee in desk.live:
        raise AlreadyOnACallError("You are on another call. Take over, and that call ends.")
    if desk.is_full:
        raise BusyError("All lines are taken. Try again in a few minutes.")
    refuse_while_draining(desk)
    await begin_call(desk, order, browser)


async def _refuse(socket: WebSocket, code: CloseCode, name: str, text: str, *, offer: bool = False) -> None:
    message = ErrorTold(code=name, message=text, fatal=True, offer="take_over" if offer else None)
    try:
        await socket.send_text(message.model_dump_json(exclude_none=True))
        await socket.close(code, name)
    except (WebSocketDisconnect, RuntimeError, OSError):
        return  # it left before it could be told
