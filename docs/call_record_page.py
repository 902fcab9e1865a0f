"""The page `CALL_RECORD.md`: the record of a call in prose and as a JSON Schema, drawn from the models."""

from app.call_record import json_schema
from docs.schema_tables import schema_sections

PROSE = """\
# The record of a call: `call/v1`

One form for everything that is said about a call: the command `readyroom call` writes it (`call.json`), the server
keeps it, the replay shows it, the scorer reads it. This page is drawn from `app/call_record.py`; change it there, and
run `make docs`.

## How to read it
- **Positions are samples** on the capture clock: 16,000 a second, counted from the first sample of the trainee's
  microphone. `start` is the first sample, `end` is one past the last, so that `end - start` is a length.
- **Times of day** are UTC, ISO 8601 with microseconds: `2026-11-22T16:52:21.000000Z`. Only `started_at` and
  `ended_at` are.
- **`heard` is the truth.** `text` of a customer's turn is what it set out to say; `heard` is what reached the
  trainee's ear by the player's own report, cut at the last fully heard word. Scores and timers read `heard`.
- **A turn is kept again** when the trainee goes on after a pause, or when the end of a line becomes known: same
  `number`, higher `revision`. Only the highest revision is in the record.
- **Events happened when their words were heard**, at `heard_end`. One `interruption` stands for each turn with `cut`;
  it is read off the turns.
- **The mind** holds whole numbers only, so the same call gives the same mind, bit for bit.
- **Pins** are what an old call can be derived from again: the persona's, its language's and the rubrics' YAML by
  SHA-256 (the store keeps the texts), the engines with their versions, the seed, the difficulty and which attempt it
  was. `engines.customer` names the rules that decided for the customer.
- **`detail`** of a step of the mind is what happened, with all its facts. From the pins and the details alone every
  step comes out again, bit for bit: `readyroom calls trace ID` does it and says whether it did.
- **`worded_by`** says whose words a line was. Who words a line decides nothing: `refused` names the kinds of words that
  a model offered and that were not spoken.
- **`tags`** are a model's second opinion on the trainee's turns, given beside the call. They moved nothing in it.
- **A retry** names the call that it tries again (`parent_call`) and the turn from which it goes on (`parent_turn`).
- **`not_saved`** names what could not be kept while the call went on (the disk was full, the database was locked).
  Empty: the call is whole. A server that dies takes this list with it; what it kept until then is kept.
- **`recording`** is `recording.wav`: 16 kHz, 16 bits, stereo, trainee left, customer right, sample 0 = sample 0 of
  the capture clock. What nobody said is silence. While the call is live there are two raw files instead, and
  `complete` is false.
- Nothing may be in the record that is not named here.

## Who ended it
`trainee` and `customer` hung up; `connection`: the line dropped and did not come back in time; `server`: the server
was shut down or took the call away; `failure`: a part that the call cannot do without failed; `interrupted`: the
server died during the call, which was closed and repaired at the next start (`ended_at` is then the last sample or
word kept).

## Where it is kept
Turns, mind, events and pinned texts are in the database, each as JSON in this form beside the columns that are
searched by. A turn is committed (`synchronous=FULL`) before it is answered. Under the data folder, `calls/ID/` holds
the recording and `events.jsonl`, the event log; both are written without a buffer, so that `kill -9` loses neither.
Files are readable by their owner only.
"""


def call_record_page() -> str:
    """Return the page as Markdown."""
    return f"{PROSE}\n{schema_sections('The call', json_schema())}"
