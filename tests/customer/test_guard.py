"""Sentences about what a customer never says."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.content.scenario_values import Scenario
from app.content.staging import staged
from app.content.values import Persona, Speech
from app.content.vocabulary import Difficulty, Move
from app.customer.customer import Decision, begin
from app.customer.guard import Forbidden, forbidden, learn
from app.customer.mind import Pending
from app.customer.play import Play, slots_of
from tests.customer.guard_lines import BAD, GOOD, MARTIN, RUTH
from tests.customer.rehearsal import library, play_of

ENDS = frozenset({Move.HANG_UP, Move.GIVE_UP, Move.GOODBYE, Move.TIME_UP})
OWN = "It doesn't change anything."


def decided(play: Play, move: Move, line: str = OWN, about: str = "") -> Decision:
    return Decision(begin(play), move, line, (), move in ENDS, about)


def judged(name: str, move: Move, piece: str, so_far: str = "", spoken: tuple[str, ...] = ()) -> Forbidden | None:
    play = play_of(name)
    return forbidden(play, decided(play, move), piece, so_far, spoken)


@pytest.mark.parametrize(("kind", "name", "move", "line"), BAD)
def test_what_no_customer_says_is_refused_for_what_it_is(kind: Forbidden, name: str, move: Move, line: str) -> None:
    assert judged(name, move, line) is kind


@pytest.mark.parametrize(("name", "move", "line"), GOOD)
def test_what_a_customer_says_is_let_through(name: str, move: Move, line: str) -> None:
    assert judged(name, move, line) is None


def test_the_sets_of_lines_are_large_enough_to_mean_something() -> None:
    assert len(BAD) >= 60
    assert len(GOOD) >= 60
    assert {kind for kind, *_ in BAD} == set(Forbidden) - {Forbidden.REPEATS_ITSELF}


def _own_lines(persona: Persona) -> Iterator[tuple[Move, str, str]]:
    lines = [(Move.DISCLOSE, each.id, each.lines) for each in persona.facts]
    lines += [(Move.HINT, each.id, each.hint.lines) for each in persona.facts if each.hint]
    lines += [(Move.OBJECT, each.id, each.lines) for each in persona.objections]
    lines += [(Move.ANSWER, each.id, each.lines) for each in persona.knows]
    lines += [(Move.ASK, each.id, each.asks) for each in persona.accepts.terms]
    lines += [(Move.RESIST, each.act.value, each.lines) for each in persona.replies]
    lines += [(Move.PRESSURE, each.id, each.lines) for each in persona.pressure]
    lines += [(each.move, "", each.lines) for each in persona.wordings]
    yield from ((move, about, line) for move, about, several in lines for line in several)


def _filled(play: Play, line: str) -> str:
    details = slots_of(play) | {"said_amount": "five percent", "said_time": "Tomorrow"}
    return re.sub(r"\{(\w+)\}", lambda slot: details.get(slot.group(1), "nine"), line)


def _refused(persona: Persona, scenario: Scenario) -> Iterator[str]:
    play = Play(persona, scenario, Difficulty.NORMAL, 1, 1, library().language_of(persona))
    for move, about, template in _own_lines(staged(persona, scenario)):
        line = _filled(play, template)
        if kind := forbidden(play, decided(play, move, line, about), line, "", ()):
            yield f"{persona.id} {move} {kind}: {line}"


@pytest.mark.parametrize("persona", [file.persona for file in library().files], ids=lambda persona: persona.id)
def test_every_own_line_of_every_shipped_persona_may_be_said(persona: Persona) -> None:
    assert [refused for scenario in persona.scenarios for refused in _refused(persona, scenario)] == []


def test_a_phrase_that_is_broken_over_two_pieces_is_found_with_the_second() -> None:
    assert judged(RUTH, Move.RESIST, "How can I") is None
    assert judged(RUTH, Move.RESIST, "help you with that?", so_far="How can I") is Forbidden.OFFERS_HELP


def test_a_fact_that_is_told_over_two_sentences_is_a_leak_with_the_second() -> None:
    play = play_of(RUTH)
    facts = tuple(replace(fact, gives_away="card + refused|turned down") for fact in play.persona.facts)
    play = replace(play, persona=replace(play.persona, facts=facts))
    first, second = "So there I stand with my card.", "And it gets refused."
    assert forbidden(play, decided(play, Move.VENT), first, "", ()) is None
    assert forbidden(play, decided(play, Move.VENT), second, "", ()) is None
    assert forbidden(play, decided(play, Move.VENT), second, first, ()) is Forbidden.LEAKS


def test_without_words_that_give_it_away_a_fact_is_known_by_its_own_lines() -> None:
    play = play_of(RUTH)
    facts = tuple(replace(fact, gives_away="") for fact in play.persona.facts)
    play = replace(play, persona=replace(play.persona, facts=facts))
    line = "I'd already asked another company for a price, to be honest."
    assert forbidden(play, decided(play, Move.VENT), line, "", ()) is Forbidden.LEAKS
    assert forbidden(play, decided(play, Move.VENT), "I asked for a price, to be honest.", "", ()) is None


def test_a_fact_whose_gate_is_open_may_be_told_and_told_again() -> None:
    play = play_of(RUTH)
    line = "My card was declined at the wholesaler's, in front of a client."
    telling = decided(play, Move.DISCLOSE, about="card_declined")
    assert forbidden(play, telling, line, "", ()) is None
    mind = replace(begin(play), disclosed=("card_declined",))
    assert forbidden(play, replace(decided(play, Move.VENT), mind=mind), line, "", ()) is None
    mind = replace(begin(play), pending=(Pending(3, Move.DISCLOSE, "card_declined", 12),))
    assert forbidden(play, replace(decided(play, Move.VENT), mind=mind), line, "", ()) is None


def test_a_hint_opens_no_gate() -> None:
    play = play_of(RUTH)
    hint = decided(play, Move.HINT, about="card_declined")
    line = "My card was declined at the wholesaler's, in front of a client."
    assert forbidden(play, hint, line, "", ()) is Forbidden.LEAKS


def test_words_that_give_a_fact_away_are_a_leak_however_few() -> None:
    play = play_of(RUTH)
    facts = tuple(replace(fact, gives_away="leav*|another company") for fact in play.persona.facts)
    play = replace(play, persona=replace(play.persona, facts=facts))
    assert forbidden(play, decided(play, Move.RESIST), "I'm leaving.", "", ()) is Forbidden.LEAKS


def test_once_it_was_agreed_a_yes_gives_nothing_away() -> None:
    play = play_of(MARTIN)
    agreed = replace(begin(play), accepted=True)
    line = "As I said, we have a deal."
    assert forbidden(play, replace(decided(play, Move.ANSWER), mind=agreed), line, "", ()) is None
    assert forbidden(play, decided(play, Move.ANSWER), line, "", ()) is Forbidden.GIVES_IN


def test_a_condition_makes_a_yes_harmless_only_where_the_customer_bargains() -> None:
    line = "If you take off ten percent, we have a deal."
    assert judged(MARTIN, Move.OBJECT, line) is None
    assert judged(MARTIN, Move.SOFTEN, line) is Forbidden.GIVES_IN


def test_what_the_own_line_of_this_moment_does_a_models_line_may_do() -> None:
    play = play_of(RUTH)
    answering = decided(play, Move.OPENING, "Hartwell Dental, how can I help?")
    assert forbidden(play, answering, "Hartwell Dental, how may I help you?", "", ()) is None


def test_what_this_persona_would_never_say_is_refused() -> None:
    play = play_of(RUTH)
    play = replace(play, persona=replace(play.persona, speech=Speech(never=("no worries",))))
    assert forbidden(play, decided(play, Move.RESIST), "No worries, it's only money.", "", ()) is Forbidden.BREAKS_ROLE


def test_a_line_heard_before_is_refused_even_with_a_word_changed() -> None:
    heard = ("I rang the same day. They said give it five days, so I did, and nothing came.",)
    again = "They said give it five days, so I did, but nothing came."
    assert judged(RUTH, Move.VENT, again, spoken=heard) is Forbidden.REPEATS_ITSELF
    assert judged(RUTH, Move.VENT, "Are you there?", spoken=("Hello? Are you there?",)) is None
    assert judged(RUTH, Move.NUDGE, "Are you there?", spoken=("Are you there?",)) is Forbidden.REPEATS_ITSELF


def test_a_reply_that_stammers_is_refused() -> None:
    assert judged(RUTH, Move.RESIST, "It's my money.", so_far="It's my money.") is Forbidden.REPEATS_ITSELF
    assert judged(RUTH, Move.RESIST, "It's my money. It's my money.") is Forbidden.REPEATS_ITSELF


def test_what_was_cut_off_may_be_said_again_when_the_customer_comes_back_to_it() -> None:
    play = play_of(RUTH)
    own = "Let me finish. My card was declined at the till, with a client behind me."
    back = decided(play, Move.DISCLOSE, own, "card_declined")
    spoken = ("My card was declined at the till, with a client behind me.",)
    assert forbidden(play, back, "My card was declined at the till, with a client behind me.", "", spoken) is None


def test_the_length_is_that_of_the_whole_reply() -> None:
    so_far = "I hear what you say about the price, but " * 3
    assert judged(MARTIN, Move.RESIST, "it is still far too much for us.", so_far=so_far) is Forbidden.TOO_LONG


def test_a_borrowed_word_a_name_and_a_short_piece_are_no_other_language() -> None:
    for piece in ("Okay, c'est la vie.", "Keller, Zürich.", "Voilà.", "Björn Ångström?", "Well,"):
        assert judged(MARTIN, Move.RESIST, piece) is None, piece


def test_learning_a_language_ahead_judges_nothing() -> None:
    learn(play_of(RUTH))
