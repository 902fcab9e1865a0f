"""The page `SCORECARD.md`: a score in prose and as a JSON Schema, drawn from the models."""

from app.scorecard_record import scorecard_schema
from docs.schema_tables import schema_sections

PROSE = """\
# The record of a score: `scorecard/v1`

One form for a score: the scorer makes it, the server keeps it, the page shows it. This page is drawn from
`app/scorecard_record.py`; change it there, and run `make docs`. What a rubric may ask is in [RUBRICS.md](RUBRICS.md).

## How to read it
- **A criterion is `measured`, a `check` or `judged`.** Measured: a number in a unit, with the band that it lies in.
  Check: yes/no questions that rules decide. Judged: all its questions need a judge, of which there is none yet.
- **Unscored is not zero.** What could not be decided has no number and no level, and `unscored` says why: `no judge`,
  too little was said, no objection was heard, part of the call was not kept. It takes no part in the total.
- **A level is `level` of `of`.** 0 absent or harmful, 1 general, 2 competent, 3 holds under pressure. `of` below 3: the
  higher levels need a judge. `share` is what it adds, and its weight counts only as far as it could be decided.
- **Every quote is verified**: it stands word for word in the `heard` of one of the trainee's own turns, between `start`
  and `end` (samples of the capture clock, 16,000 a second), so that it can be played. A check whose quote is not
  found is unscored. A yes that rests on something *never* having been said has no quote; a no quotes what was said
  in its place.
- **Totals are computed by code.** `measured` and `checked` are 0 to 100 each; `score` weighs them as the rubric says,
  and is then held down by the lowest cap whose check was a no. `coverage` is the share of all weights that could be
  scored; below the rubric's `needs.coverage` there is no `score`.
- **Pins** are what a score can be derived from again: the call, the rubric's text and the transcript by SHA-256, the
  version of the rules. The same four give the same scorecard, byte for byte. `recogniser` is what wrote the words
  down: where it is a rough one, so are the checks.
- **Nothing about a voice.** The scorer reads words, numbers and times. Nothing is inferred about emotions.
- Nothing may be in the record that is not named here.

## Where it is kept
In the database, one row for each call, rubric and transcript; a row is added and never changed, and goes when the call
is deleted. Scoring is a durable job: killed at any point, it is finished once after the restart.
"""


def scorecard_page() -> str:
    """Return the page as Markdown."""
    return f"{PROSE}\n{schema_sections('The scorecard', scorecard_schema())}"
