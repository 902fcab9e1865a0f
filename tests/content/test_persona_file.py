"""What happens to a persona's file: read strictly, every fault named at once with file, line and key."""

from pathlib import Path
from random import Random

import pytest

from app.content.faults import Fault, PersonaFaults
from app.content.persona_data import spoken_lines
from app.content.strict_yaml import MOST_BYTES, read_yaml
from app.content.vocabulary import Act, Move, Stance
from app.content.yaml_persona import read_persona

PERSONAS = sorted((Path(__file__).parents[2] / "personas").glob("*.yaml"))
RUTH = next(path for path in PERSONAS if path.name == "ruth_billing.yaml").read_text()


def faults_of(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(PersonaFaults) as caught:
        read_persona("ruth.yaml", text.encode() if isinstance(text, str) else text)
    return caught.value.faults


def edited(old: str, new: str) -> tuple[str, int]:
    """Return Ruth's file with one edit, and the line on which it stands."""
    assert old in RUTH
    return RUTH.replace(old, new, 1), RUTH[: RUTH.index(old)].count("\n") + 1


FEW_GOODBYES = RUTH[RUTH.index('      - "Okay then. Bye."') : RUTH.index("  rebuke:")]
"""All but one of her goodbyes."""


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_a_shipped_persona_is_whole(path: Path) -> None:
    persona = read_persona(path.name, path.read_bytes())
    assert persona.id == path.stem
    assert len(persona.objections) >= 3
    assert len(persona.facts) >= 2
    assert len(persona.scenarios) >= 2
    assert all(scenario.rehearsals.expert and scenario.rehearsals.good for scenario in persona.scenarios)
    assert len({event.kind for event in persona.pressure}) >= 2


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_no_shipped_line_offers_help_or_tires_the_ear(path: Path) -> None:
    data = read_yaml(path.read_bytes()).data
    assert isinstance(data, dict)
    lines = [line for _, line in spoken_lines(data)]
    assert len(lines) > 100
    for line in lines:
        assert len(line.split()) <= 25
        assert line[0] not in "([*"
        assert not any(phrase in line.lower() for phrase in ("help you", "happy to help", "assist", "great question"))


def test_what_is_in_the_file_is_in_the_persona() -> None:
    persona = read_persona("ruth.yaml", RUTH.encode())
    assert (persona.name, persona.age, persona.voice.espeak.variant, persona.voice.espeak.accent) == (
        "Ruth Okafor",
        52,
        "f2",
        "en-gb",
    )
    assert persona.manners.nudge_after == 6.0
    assert persona.facts[0].acts == (Act.OPEN_QUESTION, Act.FOLLOW_UP_QUESTION)
    closed = [each for each in persona.wordings if each.move is Move.VENT and each.stance is Stance.CLOSED]
    assert len(closed) == 1
    assert len(closed[0].lines) >= 4


def test_every_fault_of_a_broken_file_is_named_at_once_with_its_line() -> None:
    text = RUTH
    wanted = {}
    for key, old, new in (
        ("identity.age", "age: 52", "age: fifty"),
        ("identity.shoes", "role: owner of a hair salon with four chairs", "role: owner\n  shoes: 39"),
        ("voice.espeak.pitch", "pitch: 46", "pitch: 460"),
        ("start.tension", "tension: 70, patience: 70", "tension: 70, tension: 71, patience: 70"),
        ("accepts.terms[0].acts[0]", "acts: [concrete_commitment]", "acts: [concrete_comitment]"),
        ("hidden_facts[0].needs.trust", "needs: {trust: 40, acts: [open_question,", "needs: {acts: [open_question,"),
        ("lines.vent.furious", "  vent:\n    closed:", "  vent:\n    furious:"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
        wanted[key] = new
    found = {fault.key: fault for fault in faults_of(text)}
    assert set(found) == set(wanted)
    lines = text.split("\n")
    for key, fault in found.items():
        assert fault.file == "ruth.yaml"
        assert any(part in lines[fault.line - 1] for part in wanted[key].split("\n")), f"{fault}"
        assert str(fault) == f"ruth.yaml:{fault.line}:{key}: {fault.sentence}"


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        ("skills:", "skils:", "skils", "is `skills` meant?"),
        ("  age: 52\n", "", "identity.age", "`age` is missing"),
        ("age: 52", "age: true", "identity.age", "whole number"),
        ("pace: 1.08", "pace: 3", "voice.pace", "at most 1.5"),
        ("persona/v1", "persona/v2", "schema", "persona/v1"),
        ('- "Okay then. Bye."', '- "Bye. How can I help you today?"', "lines.goodbye.any[1]", "does not talk like"),
        ('- "Okay then. Bye."', '- "Okay then (sighs). Bye."', "lines.goodbye.any[1]", "would be spoken"),
        ('- "Okay then. Bye."', '- "Okay {bye}."', "lines.goodbye.any[1]", "is not a slot"),
        ('- "Okay then. Bye."', '- "' + "bye " * 30 + '"', "lines.goodbye.any[1]", "30 words"),
        ('- "Okay then. Bye."', '- "Right you are. Bye-bye."', "lines.goodbye.any[3]", "already"),
        (FEW_GOODBYES, "", "lines.goodbye", "at least 4 wordings"),
        ("  goodbye:\n", "  bye:\n", "lines", "no wordings for `goodbye`"),
        ("  objections: 2\n", "  objections: 5\n", "accepts.objections", "nobody could ever agree"),
        ("[will_it_happen_again, heard", "[again, heard", "scenarios[1].objections", "`again`"),
        ("{trust: 40, acts: [", "{heard: [x], trust: 40, acts: [", "hidden_facts[0].needs.heard", "never opens"),
        ("  - id: takes_too_long", "  - id: heard_it_before", "objections[1].id", "another one"),
        ("  - id: heard_it_before", "  - id: Heard It", "objections[0].id", "must be an id"),
    ],
)  # fmt: skip
def test_one_mistake_is_told_with_its_key(old: str, new: str, key: str, part: str) -> None:
    text, _ = edited(old, new)
    found = [fault for fault in faults_of(text) if fault.key == key]
    assert found
    assert any(part in fault.sentence for fault in found), found


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("schema: &v persona/v1\nid: *v\n", 1, "anchors"),
        ("schema: persona/v1\nid: !!str x\n", 2, "tags"),
        ("a: 1\n---\nb: 2\n", 2, "one document"),
        ("%YAML 1.1\n---\na: 1\n", 2, "directives"),
        ("a: [1, 2\nb: 3\n", 2, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ("", 1, "empty"),
        ("# nothing\n", 1, "empty"),
        ("a: " + "[" * 40 + "]" * 40, 1, "deeper than 32"),
        (b"a: 1\nb: \xff\xfe\n", 2, "UTF-8"),
        (b"a" * (MOST_BYTES + 1), 1, "larger"),
        ("just words", 1, "mapping"),
        ("? [a, b]\n: 1\n", 1, "plain text"),
        ("a: 1\na: 2\n", 2, "the first is on line 1"),
        ("a: \x00\n", 1, "not YAML"),
    ],
)  # fmt: skip
def test_what_this_yaml_does_without_is_refused(text: str | bytes, line: int, part: str) -> None:
    found = faults_of(text)
    assert any(fault.line == line and part in fault.sentence for fault in found), found


def test_yes_and_no_are_words_and_not_truth_values() -> None:
    assert read_yaml(b"[yes, no, on, off, 012, 1:30]").data == ["yes", "no", "on", "off", 12, "1:30"]


def test_no_damage_to_a_file_ends_in_anything_but_faults() -> None:
    chance = Random(20261122)
    short = RUTH[: RUTH.index("\nlines:")]
    for _ in range(40):
        at = chance.randrange(len(short))
        damaged = short[:at] + chance.choice(
            ["", "\x07", "{", "]", ": ", "\n", "- ", "&a ", "!x ", "\u2028", '"', "null"]
        )
        assert faults_of(damaged + short[at + chance.randrange(9) :])
