"""Every misbehaviour of a model server in real calls, over real HTTP: nothing forbidden is heard, the call goes on."""

import asyncio
from pathlib import Path

import pytest

from app.call_record import EndedBy
from tests.faults.server import serving, tokens
from tests.models.server.answers import SIGN
from tests.models.server.behaviours import SAYS, TURNED, Behaviour
from tests.models.server.stand_in import StandIn
from tests.wording.typed_answer import TypedCall, hold

PROMISE = 3.0
"""Seconds after a turn within which the customer speaks, whatever the model server does."""
BUSY = 2.0
"""Seconds that the tests beside this one may cost it. The bound itself is held in invented time
(tests/session/test_wording_by_model.py); here a stalled model is waited for 1.8 s, and nothing else takes time."""
ONE_BREATH = 25
"""Words; the longest line that this customer ever speaks."""

ON_THE_WIRE = {
    Behaviour.REFUSES: "dropped",  # the connection of the turn before is still there, and is hung up
    Behaviour.REDIRECTS: "refused",
    Behaviour.BUSY: "limited",
    Behaviour.BROKEN: "failed",
    Behaviour.UNAUTHORISED: "failed",
    Behaviour.STALLS_FIRST: "no_first_token",
    Behaviour.STALLS_AFTER_HEADERS: "no_first_token",
    Behaviour.STALLS_IN_MIDDLE: "stalled",
    Behaviour.DROPS: "dropped",
    Behaviour.ENDS_EARLY: "dropped",
    Behaviour.EMPTY: "empty",
    Behaviour.NOT_UTF8: "unreadable",
    Behaviour.HALF_A_CHARACTER: "unreadable",
    Behaviour.MALFORMED: "unreadable",
    Behaviour.OTHER_SHAPE: "unreadable",
    Behaviour.NESTED: "unreadable",
    Behaviour.PLAIN_TEXT: "unreadable",
    Behaviour.PACKED: "unreadable",
    Behaviour.HUGE: "unreadable",
    Behaviour.HUGE_ERROR: "unreadable",
}
"""Behaviour -> the counter of failures that it raises by one."""
IN_WORDS = {
    Behaviour.GIVES_IN: ("gives_in", ("convinced", "deal", "let's do it")),
    Behaviour.PRAISES: ("praises", ("helpful", "wonderful", "understand me")),
    Behaviour.BREAKS_ROLE: ("breaks_role", ("check that for you", "account number")),
    Behaviour.LEAKS: ("leaks", ("declined", "wholesaler", "installation")),
    Behaviour.NARRATES: ("narrates", ("*", "sighs", "customer:")),
    Behaviour.OTHER_LANGUAGE: ("wrong_language", ("das ist", "gut genug", "zweimal")),
    Behaviour.THANKS: ("thanks", ("thank", "appreciate")),
    Behaviour.OFFERS_HELP: ("offers_help", ("help you",)),
    Behaviour.NAMES_ITSELF: ("names_itself_a_machine", ("as an ai", "language model")),
    Behaviour.REPEATS_ITSELF: ("repeats_itself", ("before. i have already",)),
    Behaviour.HANGS_UP: ("hangs_up_unasked", ("goodbye", "nice day")),
    Behaviour.TALKS_TOO_MUCH: ("too_long", ("for a long while, i hear",)),
    Behaviour.TURNS_BAD: ("gives_in", ("convinced", "deal", "let's do it")),
    Behaviour.ENDLESS: ("too_long", ("thing and another thing and another thing",)),
}
"""Behaviour -> the counter of refusals that it raises, and what must never be heard of it."""
HARMLESS = (Behaviour.GOOD, Behaviour.NO_MAX_TOKENS)
TROUBLE = ("Traceback", "broke", "never retrieved", "called us", "there's somebody")
"""What the operator's log must not hold: faults of our own, and words of either side."""
MISBEHAVIOURS = (*ON_THE_WIRE, *IN_WORDS)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> dict[Behaviour, TypedCall]:
    """A call for each misbehaviour, on two servers: those on the wire beside those in words."""
    return asyncio.run(_calls(tmp_path_factory.mktemp("wire"), tmp_path_factory.mktemp("words")))


async def _calls(wire: Path, words: Path) -> dict[Behaviour, TypedCall]:
    rows = ((HARMLESS[0], *ON_THE_WIRE), (HARMLESS[1], *IN_WORDS))
    held = [await tokens(folder, len(row)) for folder, row in zip((wire, words), rows, strict=True)]
    first, second = await asyncio.gather(_row(wire, held[0], rows[0]), _row(words, held[1], rows[1]))
    return first | second


async def _row(data: Path, held: list[str], behaviours: tuple[Behaviour, ...]) -> dict[Behaviour, TypedCall]:
    """Hold a call for each, one after the other: a server's breaker and its counters are shared by all calls."""
    async with StandIn() as stand_in, serving(data, **_environment(data, stand_in)) as server:
        await server.until_ready("words")
        found = {}
        for behaviour, token in zip(behaviours, held, strict=True):
            found[behaviour] = await hold(server.url, token, stand_in, behaviour)
        assert [line for line in server.log if any(sign in line for sign in TROUBLE)] == []
        return found


def _environment(data: Path, stand_in: StandIn) -> dict[str, str]:
    """Return parts on which a typed call takes no longer than it must; the model's deadlines are the usual ones."""
    (data / "no rubrics").mkdir()
    parts = {f"READYROOM_{part}": "scripted" for part in ("VAD", "RECOGNISER", "VOICE")}
    model = {"READYROOM_MODEL_URL": stand_in.url, "READYROOM_MODEL_NAME": "stand-in"}
    return parts | model | {"READYROOM_RUBRICS": str(data / "no rubrics")}


def test_every_misbehaviour_is_tried() -> None:
    assert set(MISBEHAVIOURS) == set(Behaviour) - set(HARMLESS)
    assert set(SAYS) <= set(IN_WORDS)
    for behaviour, words in {**SAYS, Behaviour.TURNS_BAD: TURNED}.items():
        assert all(each in words.lower() for each in IN_WORDS[behaviour][1])


@pytest.mark.parametrize("behaviour", HARMLESS, ids=str)
def test_a_model_that_behaves_words_the_line_and_raises_no_counter(
    calls: dict[Behaviour, TypedCall], behaviour: Behaviour
) -> None:
    call = calls[behaviour]
    assert call.heard[0].startswith(SIGN)
    assert call.counted == {"failed": {}, "refused": {}, "lines": {"by_model": 1}}


@pytest.mark.parametrize("behaviour", MISBEHAVIOURS, ids=str)
def test_the_customer_speaks_in_time_and_the_call_goes_on(
    calls: dict[Behaviour, TypedCall], behaviour: Behaviour
) -> None:
    call = calls[behaviour]
    assert len(call.waits) == 2
    assert max(call.waits) < PROMISE + BUSY
    assert call.captions == call.heard
    answer, then = call.heard
    assert answer
    assert len(answer.split()) <= ONE_BREATH
    assert then.startswith(SIGN), "the model words the next line"
    assert (call.record.ended_by, call.record.not_saved) == (EndedBy.TRAINEE, ())
    assert not any(turn.cut for turn in call.record.turns)


@pytest.mark.parametrize("behaviour", ON_THE_WIRE, ids=str)
def test_each_failure_on_the_wire_raises_one_counter_by_one(
    calls: dict[Behaviour, TypedCall], behaviour: Behaviour
) -> None:
    call = calls[behaviour]
    assert call.counted["failed"] == {ON_THE_WIRE[behaviour]: 1}
    assert call.counted["refused"] == {}
    assert call.counted["lines"] == ({"by_persona": 1} if call.worded_by[0] == "persona" else {"by_model": 1, "cut": 1})


@pytest.mark.parametrize("behaviour", IN_WORDS, ids=str)
def test_nothing_forbidden_is_shown_or_heard_and_what_was_refused_is_counted_and_recorded(
    calls: dict[Behaviour, TypedCall], behaviour: Behaviour
) -> None:
    call = calls[behaviour]
    kind, never = IN_WORDS[behaviour]
    told = " | ".join((*call.shown, call.heard[0], *(turn.text for turn in call.record.turns[:2]))).lower()
    assert [each for each in never if each in told] == []
    assert kind in call.counted["refused"]
    assert set(call.counted["refused"].values()) == {1} or set(call.counted["refused"]) == {kind}
    assert kind in [refused for step in call.record.mind for refused in step.refused]
    assert call.counted["failed"] == {}
