"""A certificate as a table, as JSON, and as a picture."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from app.certification.certify import Certificate
from app.certification.tally import Tally
from app.certification.trainees import Trainee
from app.content.vocabulary import Difficulty

PLOTTED = (Trainee.EXPERT, Trainee.GOOD, Trainee.MIXED, Trainee.BAD)


def table_of(certificate: Certificate) -> Table:
    """Return how the calls ended: for each trainee and difficulty resolved / hung up on, and the median turns."""
    title = f"{certificate.name} ({certificate.seeds} calls each): % resolved, % left by the customer, median turns"
    table = Table(title=title, title_justify="left")
    table.add_column("trainee", no_wrap=True)
    for difficulty in Difficulty:
        table.add_column(difficulty.value, justify="right", no_wrap=True)
    for trainee in Trainee:
        table.add_row(trainee.value, *(_cell(_find(certificate, trainee, difficulty)) for difficulty in Difficulty))
    return table


def json_of(certificates: list[Certificate]) -> str:
    """Return the certificates as one JSON document."""
    return json.dumps([asdict(certificate) for certificate in certificates], indent=1)


def plot(certificate: Certificate, folder: Path) -> Path:
    """Draw trust and tension turn by turn at normal difficulty; return the SVG file."""
    import pygal
    from pygal.style import CleanStyle

    chart = pygal.Line(
        style=CleanStyle,
        width=900,
        height=420,
        range=(0, 100),
        dots_size=2,
        disable_xml_declaration=True,
        title=f"{certificate.name}, normal: trust (full) and tension (dashed), medians by turn",
        js=[],
    )
    tallies = [_find(certificate, trainee, Difficulty.NORMAL) for trainee in PLOTTED]
    chart.x_labels = [str(turn) for turn in range(max(len(each.trust) for each in tallies))]
    for each in tallies:
        chart.add(f"{each.trainee}: trust", list(each.trust))
        chart.add(f"{each.trainee}: tension", list(each.tension), stroke_style={"dasharray": "4, 4"})
    path = folder / f"{certificate.persona}.{certificate.scenario}.svg"
    path.write_text(chart.render(is_unicode=True), "utf-8")
    return path


def _find(certificate: Certificate, trainee: Trainee, difficulty: Difficulty) -> Tally:
    return next(each for each in certificate.tallies if (each.trainee, each.difficulty) == (trainee, difficulty))


def _cell(tally: Tally) -> str:
    return f"{100 * tally.resolved:3.0f} {100 * tally.left:4.0f} {tally.turns:4.0f}"
