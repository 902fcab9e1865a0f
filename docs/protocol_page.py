"""The page `PROTOCOL.md`: the call protocol for who writes a client; its tables are drawn from the messages."""
# ruff: noqa: E501 - lines are measured as they are printed: with the values in them they are shorter

from collections.abc import Iterable
from typing import Any, get_args

from app.session.clock import FASTEST, HEAD_START
from app.session.greeting import MICROPHONE_FRAME
from app.session.speaking import FLUSH_DEADLINE, REPORT_DEADLINE, SEND_AHEAD
from app.transports import rates
from app.transports.browser import LEAST_COST, Patience
from app.transports.close_codes import CloseCode
from app.transports.frames import HEADER, MAX_SAMPLES, MURMUR_BIT
from app.transports.messages import MAX_TYPED, PROTOCOL_VERSION, ClientMessage, Message, Resume, ServerMessage

PROSE = f"""\
# The call protocol, version {PROTOCOL_VERSION}

How a client (a page, `readyroom call`, a program of yours) holds a call. The tables are drawn from
`app/transports/messages.py`; change the protocol there, the prose in `docs/protocol_page.py`, and run `make docs`.

## A call from beginning to end
1. **Order.** `POST /api/calls` with `Authorization: Bearer TOKEN` and JSON such as
   `{{"persona": "ruth_billing", "difficulty": "normal", "seed": 7, "recorded": true}}`; all but `persona` may be left
   out. The answer (201) is `{{"ticket": "…", "expires_in": 30, "socket": "/ws"}}`. Errors are JSON with a `code` and a
   sentence in `message`: 401 no token, 404 no such persona, 422 the order cannot be read, 503 not now.
2. **Connect** a websocket to `/ws` of the same server. Nothing about you belongs in the address: what is in it is
   ignored. A browser's `Origin` must be one of the server's own, or the answer is close code 4403. A program sends none.
3. **Say hello** within {Patience().hello:.0f} seconds: `{{"type": "hello", "seq": 1, "ticket": "…"}}`. A ticket opens one connection,
   within its half minute, from the origin that it was ordered from (or from none, if it was ordered without one).
4. **`started`** is the first thing that you are told. It says at which rate to send and at which rate sound will come.
5. **Send sound from now on, without a break**, silence included: your microphone is the clock of the call. Sound and
   messages come. Report what is played, for what the customer has said is what you report as heard.
6. **The end.** Send `hang_up`, or be told `ended`; keep the connection open until the server closes it with 1000. By
   then the call is filed: `GET /api/calls/CALL` (record), `…/recording` (stereo WAV), `…/events` (event log).

## Frames
Text frames hold one JSON object each. Binary frames hold sound, both ways: an {HEADER.size}-byte header, little-endian, and then
PCM, 16 bits, little-endian, mono.

| bytes | meaning |
| --- | --- |
| 0-3 | u32: stream. Up: always 0, the microphone. Down: the number of a reply, or a murmur's (bit `0x{MURMUR_BIT:08X}` set) |
| 4-7 | u32: position of the first sample in the stream |
| 8- | samples, at least one, upwards at most {MAX_SAMPLES} (200 ms) |

A frame of either kind is at most 64 KiB (1009 otherwise, and the connection is over). There is no compression.

## The two clocks
- **The capture clock** counts the samples that you send, 16,000 a second; position 0 is the first sample of the call.
  Send frames of {MICROPHONE_FRAME} samples (20 ms). Every `at` in a message is a position on it: where your microphone stood at that
  moment. A position that you leave out becomes silence; one that was already sent is ignored; one that time cannot
  have reached (more than {FASTEST:g} times the age of the call and {HEAD_START:.0f} seconds) is ignored, and `error`
  `ahead-of-time` says so once. The clock goes on over reconnections: leave out what could not be sent. An `at` more
  than a second ahead of the last sound is taken as that second.
- **A stream's own clock** counts the samples of one reply at the `rate` named in `started`, from 0. Frames of a stream
  come in order and without gaps.

## Playing, and saying what was heard
The server sends a reply only {1000 * SEND_AHEAD:.0f} ms ahead of what you reported, so **no reports, no sound**. The transcript, the
customer's memory and the score hold what you reported and nothing else.

1. `play` announces a reply. Gather a cushion (60 ms is good), or its whole length if that is known and shorter.
2. At its **first sample**, send `heard` with `samples` 0 and `at` where the capture clock stood when it sounded.
3. **Every 100 ms** while it plays, send `heard` with the samples played so far.
4. At `pause`, stop at once, keep what you have, and report where you stand. At `resume`, report, and go on from the
   same sample at full level. At `duck`, play on 12 dB lower until `resume` (or the end). Send no reports while paused.
5. `play` with `samples` tells the length; frames may still come until it is reached. **When everything is played**,
   report `heard` with that number. If sound runs dry before, report once where you stand, and play on when more comes.
6. At `flush`, drop what you have of the reply, play nothing more of it, and answer `flushed` with the samples that were
   played (0 if it never began), within {FLUSH_DEADLINE:.0f} seconds: after that your last report stands. **Ignore every frame and every
   message of a flushed reply** that still comes. Reports need not be exact to the sample, but must never be too high.
7. A **murmur** ("Mm-hm") is a stream of its own, announced by `murmur`, ended by `play` with `samples`. Mix it in; do not
   report it; it is never flushed.

A client that has sound to play and reports nothing for {REPORT_DEADLINE:.0f} seconds is closed with 4408; the call waits for it.

## Numbers
Give each JSON message you send a `seq` one higher than the last, beginning at 1 with `hello`, and go on counting over
reconnections of the same call. A message whose `seq` is not higher than all before it was heard already and is
dropped, without a word. The number of a `hello` is not held against what follows it: what may have been lost is sent
again after `started`, with its old number, and before anything newer. The server numbers its messages the same way; numbers may be left out. `started`, and errors
about a frame or a message of yours, have `seq` 0: they belong to the connection, not to the call.

## Coming back
When the connection is lost the floor is `away`, and the call waits **20 seconds** (or as long as `started` says in `grace`).
Try at once, then after 0.3, 0.6, 1.2, 2.4 and 4.8 seconds:

1. `POST /api/calls/CALL/tickets` with your token; 404 says that the call is over.
2. Connect, and say hello with that ticket and `"resume": {{"call": CALL, "last_seq": N}}`: N is the highest number that you
   were told.
3. `started` comes with `resumed` true. **Drop every stream that you have**: that sound is lost, no flush will come for it,
   and the customer repeats what matters. Then comes what you missed, with its old numbers: captions, floor,
   errors, and `ended` if the call is over. Nothing about lost sound (`play`, `duck`, `pause`, `resume`, `flush`,
   `murmur`) is told again. Then the call goes on.

**The newest connection wins**: an older one that is still there is closed with 4409, and nothing it says is heard.

## One call each
A trainee has one live call. A `hello` for another is refused with an `error` that has `offer` `take_over`, and 4409.
Say hello again, with a new ticket and `"take_over": true`: the other call is ended (`ended` by `server`) and filed, and
yours begins.

## Limits
| what | limit | then |
| --- | --- | --- |
| first message | {Patience().hello:.0f} s | 4408 |
| nothing received at all | {Patience().silence:.0f} s | 4408, the call waits |
| your reading | one send may take {Patience().write:.0f} s | 4408, the call waits |
| sound | {rates.AUDIO_BYTES_PER_SECOND / 32_000:g} times real time and {rates.AUDIO_BURST / 32_000:.0f} s at once; a frame counts as {LEAST_COST} bytes at least (8 ms) | 4429, the call waits |
| messages | {rates.MESSAGES_PER_SECOND:.0f} a second and {rates.MESSAGE_BURST:.0f} at once; one that cannot be read counts for seven, a frame that cannot be read for six | 4429, the call waits |
| a typed turn | {MAX_TYPED:,} characters | `error` |
| a call | 30 minutes | `ended` by `server` |
| pings | the server pings every 5 s and waits 10 s for the answer | 1011, the call waits |

## Errors
An `error` without `fatal` is for your log: what it speaks of was skipped, and the call goes on. Errors never repeat
what you sent.

| code | fatal | meaning |
| --- | --- | --- |
| `bad-frame` | no | a binary frame that is none: header, length, stream |
| `bad-message` | no | a text frame that is no message of this protocol; unknown keys are refused too |
| `ahead-of-time` | no | sound for a time that has not come; told once |
| `too-much-text` | no | more typed than anybody can type; that message was dropped |
| `draining` | no | the server is about to stop; this call may go on to its end |
| `not-kept` | no | something could not be saved; the call goes on, its record says what is missing |
| `draining` | no | the server will stop; this call may go on to its end |
| `internal` | yes | the call broke; what was said is kept |
| `foreign-origin` | yes | 4403 |
| `no-hello` | yes | 4408 |
| `bad-hello`, `unknown-version`, `bad-ticket`, `call-over` | yes | 4401 |
| `already-on-a-call` | yes | 4409 |
| `language-not-heard`, `language-not-spoken` | yes | 4503: no part of the server hears, or speaks, the persona's language |
| `busy`, `draining`, `starting` and others | yes | 4503: no line is free, or no call can begin now |
"""

MEANINGS = {
    CloseCode.NORMAL: "The call is over and filed.",
    CloseCode.BAD_TICKET: "The hello was none, or its ticket is unknown, used, too old, or for something else. Order again.",
    CloseCode.FOREIGN_ORIGIN: "The page is not from this server. Trying again is no use.",
    CloseCode.TIMED_OUT: "No hello, nothing received, nothing read or nothing reported in time. Come back.",
    CloseCode.ALREADY_ON_A_CALL: "You have another live call, or this one went on over a newer connection. Do not come back.",
    CloseCode.TOO_FAST: "Too much sound or too many messages. Mend the client; the call waits.",
    CloseCode.BUSY: "No line is free, or the server is starting or stopping. Try again in a few minutes.",
}
"""What a close code tells a client to do."""


def protocol_page() -> str:
    """Return the page as Markdown."""
    codes = "\n".join(f"| {code.value} | {meaning} |" for code, meaning in MEANINGS.items())
    return "\n".join(
        [
            f"{PROSE}\n## Close codes\n| code | meaning |\n| --- | --- |\n{codes}",
            "| 1009 | A frame of more than 64 KiB. The call waits. |\n| 1012 | The server stops. |\n",
            "## Messages from the client\n",
            *_tables([*get_args(ClientMessage), Resume]),
            "## Messages from the server\n",
            *_tables(get_args(ServerMessage)),
        ]
    )


def _tables(models: Iterable[type[Message] | type[Resume]]) -> Iterable[str]:
    for model in models:
        rows = [_row(name, field) for name, field in _properties(model).items() if name not in ("type", "seq")]
        head = "\n| key | value | meaning |\n| --- | --- | --- |\n" if rows else ""
        yield f"### {_title(model)}\n{' '.join((model.__doc__ or '').split())}\n{head}" + "".join(rows)


def _title(model: type[Message] | type[Resume]) -> str:
    kind = _properties(model).get("type")
    return f"`{kind['const']}`" if kind else "`resume` within `hello`"


def _properties(model: type[Message] | type[Resume]) -> dict[str, Any]:
    properties: dict[str, Any] = model.model_json_schema()["properties"]
    return properties


def _row(name: str, field: dict[str, Any]) -> str:
    absent = " May be left out." if "default" in field else ""
    return f"| `{name}` | {_kind(field)} | {field.get('description', '').replace(chr(10), ' ')}{absent} |\n"


def _kind(field: dict[str, Any]) -> str:
    """Return what a value may be, in a few words."""
    if "anyOf" in field:
        return " or ".join(_kind(choice) for choice in field["anyOf"] if choice.get("type") != "null")
    if "enum" in field or "const" in field:
        return " / ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    if "$ref" in field:
        return "object"
    names = {
        "integer": "whole number",
        "number": "number",
        "string": "text",
        "boolean": "true / false",
        "object": "names to texts",
    }
    return names[field["type"]]
