"""Lints of a persona's lines: what nobody would say, what is missing, what would be heard twice."""

import re
from collections.abc import Iterator

from app.content.faults import Path, key_of
from app.content.persona_data import (
    Finding,
    Part,
    line_lists,
    mapping,
    number,
    parts,
    sequence,
    spoken_lines,
)
from app.content.strict_yaml import Value
from app.content.vocabulary import A_FEW_WORDS, FOUR_WORDINGS, LINED_IN_PARTS, Act, Move, Stance

MOST_WORDS = 25
"""Longest line a caller speaks in one breath, in words."""
MOST_SENTENCES = 4
WORDINGS_OFTEN = 4
"""Fewest wordings of what nearly every call speaks."""
SAID = frozenset({"said_amount", "said_time"})
"""Slots that echo what the trainee just said."""
SHORT = 4
"""Words of a line that may well come again."""
STANCED = (Move.VENT, Move.RESIST)
"""Moves whose wordings should differ by stance."""
ANSWERED = (
    Act.REPETITION, Act.APOLOGY, Act.ACKNOWLEDGE_GENERIC, Act.POLICY_QUOTE, Act.HONEST_NO, Act.GREETING,
    Act.PITCH_WITHOUT_NEED, Act.BOUNDARY,
)  # fmt: skip
"""Acts to which a customer should have a reply of its own."""

SLOT = re.compile(r"\{([^{}]*)\}")
_STAGE = re.compile(r"[\[\]()*_<>#~]")
_HELPING = re.compile(
    r"how (can|may) i help|can i help you|happy to help|let me (check|look) (that|into)|"
    r"anything else i can|i can help|assist you|thank(s| you) for (calling|asking|reaching)|great question|as an ai",
    re.IGNORECASE,
)


def bad_lines(root: Part) -> Iterator[Finding]:
    """Find lines that are too long, hold what is no speech, or that this person would not say."""
    slots = frozenset(mapping(root.get("slots"))) | SAID
    speech = mapping(root.get("speech"))
    longest = int(min(number(speech.get("longest"), MOST_WORDS), MOST_WORDS))
    never = [(each, _whole(each)) for each in sequence(speech.get("never")) if isinstance(each, str) and each.strip()]
    for path, line in spoken_lines(root):
        yield from ((path, sentence) for sentence in _faults_of(line, longest, slots))
        if not A_FEW_WORDS.isdisjoint(path) and len(line.split()) > SHORT:
            yield path, f"this only leads in another line: at most {SHORT} words"
        yield from ((path, f"`{each}` stands in `speech.never`") for each, whole in never if whole.search(line))
    for path, lines in line_lists(root):
        if lines and all("{said_" in str(line) for line in lines):
            yield path, "every wording echoes the trainee; at least one must do without `{said_...}`"


def _faults_of(line: str, longest: int, slots: frozenset[str]) -> Iterator[str]:
    if len(line.split()) > longest:
        whose = "a caller says" if longest == MOST_WORDS else "by its `speech.longest` it says"
        yield f"this line has {len(line.split())} words; {whose} at most {longest} at a time"
    if len(re.findall(r"[.?!]+(?=\s|$)", line)) > MOST_SENTENCES:
        yield f"this line has more than {MOST_SENTENCES} sentences"
    if _STAGE.search(SLOT.sub("", line)):
        yield "this would be spoken: no brackets, stars or stage directions in a line"
    if _HELPING.search(line):
        yield "a customer does not talk like the person who serves; no offers of help, no thanks without cause"
    for slot in SLOT.findall(line):
        if slot not in slots:
            yield f"`{{{slot}}}` is not a slot; there are {', '.join(sorted(slots))}"


def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


def missing_wordings(root: Part) -> Iterator[Finding]:
    """Find moves without wordings, with too few of them, or with wordings in the wrong place."""
    for path, move, pools in _pools(root):
        if move in LINED_IN_PARTS:
            yield path, "these lines stand beside what they are about, or in the language's file, and not here"
        elif move in FOUR_WORDINGS and pools and min(pools) < WORDINGS_OFTEN:
            yield path, f"`{move}` needs at least {WORDINGS_OFTEN} wordings, because nearly every call speaks one"
    present = {move for move, by_stance in mapping(root.get("lines")).items() if any(mapping(by_stance).values())}
    for each in Move:
        if each not in LINED_IN_PARTS and each not in present:
            yield ("lines",), f"there are no wordings for `{each}`"


def _pools(root: Part) -> Iterator[tuple[Path, Move, list[int]]]:
    """Yield each move's place, and how many wordings each of its stances can choose from."""
    holders: list[tuple[Path, Value]] = [(("lines",), root.get("lines"))]
    holders += [((*path, "lines"), scenario.get("lines")) for path, scenario in parts(root, "scenarios")]
    for path, lines in holders:
        for name, by_stance in mapping(lines).items():
            stances = mapping(by_stance)
            shared = len(sequence(stances.get("any")))
            pools = [shared + len(sequence(each)) for stance, each in stances.items() if stance != "any"]
            if name in frozenset(Move):
                yield (*path, name), Move(name), pools or [shared]


def said_twice(root: Part) -> Iterator[Finding]:
    """Find lines that stand twice among the lines of the moves: a call would repeat them."""
    first: dict[str, Path] = {}
    for path, line in spoken_lines(root):
        if path[0] == "lines" and line in first:
            yield path, f"this line stands in {key_of(first[line])} already; a call would repeat it"
        if path[0] == "lines":
            first[line] = path


def heard_again(root: Part) -> Iterator[Finding]:
    """Advise on longer lines that stand in two places: calls in a row would sound the same."""
    first: dict[str, Path] = {}
    for path, line in spoken_lines(root):
        earlier = first.setdefault(line, path)
        is_told = path[0] == earlier[0] == "lines"
        if earlier != path and not is_told and len(line.split()) > SHORT:
            yield path, "this line stands in another place too; calls in a row would sound the same"


def few_shades(root: Part) -> Iterator[Finding]:
    """Advise on moves that sound the same in every mood, and acts that get no answer of their own."""
    for move in STANCED:
        stances = mapping(mapping(root.get("lines")).get(move))
        absent = [stance for stance in Stance if stance not in stances and "any" not in stances]
        if stances and absent:
            yield ("lines", move), f"there are no wordings for {' or '.join(absent)}; others stand in for them"
    absent_acts = [act for act in ANSWERED if act not in mapping(root.get("replies"))]
    if absent_acts:
        yield ("replies",), f"it has no reply of its own to {', '.join(absent_acts)}"
