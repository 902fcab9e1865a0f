"""Sentences about what becomes of a misbehaving model's words, cut into pieces as for a voice."""

import pytest

from app.content.vocabulary import Move
from app.core.sentences import SentenceSplitter
from app.customer.guard import Forbidden, forbidden
from tests.customer.golden_instructions import decided
from tests.customer.guard_lines import MARTIN, RUTH
from tests.customer.rehearsal import play_of
from tests.models.server.behaviours import SAYS, TURNED, Behaviour

KINDS = {
    Behaviour.GIVES_IN: {Forbidden.GIVES_IN},
    Behaviour.PRAISES: {Forbidden.PRAISES},
    Behaviour.BREAKS_ROLE: {Forbidden.BREAKS_ROLE},
    Behaviour.LEAKS: {Forbidden.LEAKS},
    Behaviour.NARRATES: {Forbidden.NARRATES},
    Behaviour.OTHER_LANGUAGE: {Forbidden.WRONG_LANGUAGE},
    Behaviour.THANKS: {Forbidden.THANKS},
    Behaviour.OFFERS_HELP: {Forbidden.OFFERS_HELP},
    Behaviour.NAMES_ITSELF: {Forbidden.NAMES_ITSELF_A_MACHINE},
    Behaviour.REPEATS_ITSELF: {Forbidden.REPEATS_ITSELF},
    Behaviour.HANGS_UP: {Forbidden.HANGS_UP_UNASKED},
    Behaviour.TALKS_TOO_MUCH: {Forbidden.TOO_LONG, Forbidden.REPEATS_ITSELF},
}
MOVES = (Move.RESIST, Move.VENT, Move.ASK, Move.OBJECT, Move.ANSWER)


def let_through(name: str, move: Move, words: str) -> tuple[str, Forbidden | None]:
    """Return what a voice would have spoken of these words, and why it stopped."""
    play, splitter = play_of(name), SentenceSplitter()
    spoken = ""
    for piece in (*splitter.feed(words), *splitter.finish()):
        kind = forbidden(play, decided(play, move, "No. That changes nothing."), piece, spoken, ())
        if kind is not None:
            return spoken, kind
        spoken = f"{spoken} {piece}".strip()
    return spoken, None


def test_every_way_to_misbehave_in_words_is_known() -> None:
    assert set(KINDS) == set(SAYS)


@pytest.mark.parametrize("move", MOVES, ids=str)
@pytest.mark.parametrize("name", [RUTH, MARTIN])
@pytest.mark.parametrize("behaviour", list(SAYS), ids=str)
def test_a_misbehaving_model_is_stopped_for_what_it_does(behaviour: Behaviour, name: str, move: Move) -> None:
    _, kind = let_through(name, move, SAYS[behaviour])
    assert kind in KINDS[behaviour]


def test_a_model_that_turns_bad_is_heard_until_it_does() -> None:
    spoken, kind = let_through(MARTIN, Move.RESIST, "It is still too much for me." + TURNED)
    assert spoken.startswith("It is still too much for me.")
    assert "deal" not in spoken
    assert kind is Forbidden.GIVES_IN
