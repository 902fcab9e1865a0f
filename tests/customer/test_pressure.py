"""Pressure events: at their moment, once, one at a time, heard or said again, and never in place of a yes."""

from dataclasses import replace

import pytest

from app.content.pressure_values import PressureEvent, PressureKind, When
from app.content.values import Limits
from app.content.vocabulary import Act, Difficulty, Move
from app.customer.customer import (
    CallOpened,
    Decision,
    LineCut,
    LineHeard,
    MonologueRan,
    Play,
    SilenceFell,
    TimePassed,
    TurnTaken,
    begin,
    react,
)
from tests.customer.rehearsal import EXPERT_WITH_RUTH, Call, play_of, turn, with_temper
from tests.customer.tempers import event, lenient

LEAVE, LIMIT = PressureKind.THREATEN_TO_LEAVE, PressureKind.TIME_LIMIT
INTERRUPT, SILENCE, ATTACK = PressureKind.INTERRUPT, PressureKind.SILENCE, PressureKind.PERSONAL_ATTACK
WORDS = "The form has to be filled in by our other department first."


def play_with(*events: PressureEvent, difficulty: Difficulty = Difficulty.NORMAL, **changes: object) -> Play:
    return lenient(play_of("ruth_billing", difficulty), pressure=events, **changes)


def at(seconds: float, number: int, text: str = WORDS) -> TurnTaken:
    return replace(turn(number, text), at=seconds)


def call_with(*events: PressureEvent, turns: int = 1) -> Call:
    """Return a call in which the trainee has had so many turns that bring no event about."""
    call = Call(play_with(*events))
    call.happen(CallOpened())
    for number in range(turns):
        call.turns += 2
        call.happen(at(10.0 * (number + 1), call.turns, f"The number of the account is {number}."))
    return call


@pytest.mark.parametrize(
    ("when", "text", "seconds"),
    [
        (When(seconds=45), WORDS, 45.0),
        (When(turn=2), WORDS, 20.0),
        (When(tension=20), WORDS, 20.0),
        (When(patience=99), WORDS, 20.0),
        (When(acts=(Act.POLICY_QUOTE,)), "That is against our policy.", 20.0),
    ],
)
def test_an_event_comes_at_its_moment(when: When, text: str, seconds: float) -> None:
    call = call_with(replace(event("leaves", LEAVE), at=when))
    decision = call.happen(at(seconds, 4, text))
    assert (decision.move, decision.about, decision.event) == (Move.PRESSURE, "leaves", "leaves")
    assert decision.line in call.play.persona.pressure[0].lines
    assert call.mind.happened == ("leaves",)


@pytest.mark.parametrize(
    ("when", "seconds"),
    [
        (When(seconds=45), 44.9),
        (When(turn=3), 20.0),
        (When(tension=101), 20.0),
        (When(patience=-1), 20.0),
        (When(acts=(Act.INSULT,)), 20.0),
    ],
)
def test_and_not_before(when: When, seconds: float) -> None:
    assert call_with(replace(event("leaves", LEAVE), at=when)).happen(at(seconds, 4)).move is not Move.PRESSURE


def test_the_trainees_first_turn_is_spared() -> None:
    soon = event("leaves", LEAVE, tension=0, seconds=0)
    call = Call(play_with(soon))
    call.happen(CallOpened())
    assert call.happen(at(5.0, 2)).move is not Move.PRESSURE
    assert call.happen(at(9.0, 4)).move is Move.PRESSURE


def test_unless_the_persona_says_the_first_turn() -> None:
    call = Call(play_with(event("leaves", LEAVE, turn=1)))
    call.happen(CallOpened())
    assert call.happen(at(5.0, 2)).move is Move.PRESSURE


def test_an_event_happens_once_and_never_straight_after_another() -> None:
    call = call_with(event("one", LEAVE, turn=2), event("two", PressureKind.COMPETITOR_QUOTE, turn=2))
    texts = ("It is on the third page of the letter.", "There are two columns of numbers.", "The left one is yours.")
    events = [call.happen(at(20.0 + number, 4 + 2 * number, text)).event for number, text in enumerate(texts)]
    assert events == ["one", "", "two"]
    assert call.happen(at(40.0, 20, "The paper is white.")).event == ""


@pytest.mark.parametrize(
    ("difficulties", "intensity", "comes"),
    [((Difficulty.NORMAL,), 2, True), ((Difficulty.HARD,), 2, False), ((Difficulty.NORMAL,), 3, False)],
)
def test_only_events_of_this_difficulty_and_intensity_happen(
    difficulties: tuple[Difficulty, ...], intensity: int, comes: bool
) -> None:
    attack = replace(event("snide", ATTACK, turn=2, intensity=intensity), difficulties=difficulties)
    call = Call(play_with(attack, intensity=2))
    call.happen(CallOpened())
    call.happen(at(5.0, 2, "The number of the account is seven."))
    assert (call.happen(at(9.0, 4)).move is Move.PRESSURE) is comes


@pytest.mark.parametrize("kind", [LEAVE, PressureKind.COMPETITOR_QUOTE, ATTACK])
def test_what_it_says_moves_no_number_by_itself(kind: PressureKind) -> None:
    calls = [call_with(), call_with(event("it", kind, turn=2))]
    minds = [call.happen(at(20.0, 4)).mind for call in calls]
    assert calls[1].mind.happened == ("it",)
    assert [(mind.trust, mind.tension, mind.patience) for mind in minds] == [
        (minds[0].trust, minds[0].tension, minds[0].patience)
    ] * 2


def test_cut_off_early_it_is_owed_and_said_again_in_other_words() -> None:
    call = call_with(event("leaves", LEAVE, turn=2))
    said = call.react_only(at(20.0, 4))
    cut = call.react_only(LineCut(said.mind.line, "This", said.line))
    assert cut.mind.happened == ()
    again = call.happen(at(25.0, 6, "It is a long form."))
    assert (again.move, again.event) == (Move.PRESSURE, "leaves")
    assert said.line not in again.line
    assert call.mind.happened == ("leaves",)


def test_it_never_comes_in_the_turn_of_the_yes() -> None:
    plain, moves = play_with(), [Move.OPENING]
    call = Call(plain)
    call.happen(CallOpened())
    for text in EXPERT_WITH_RUTH:
        moves.append(call.say(text).move or Move.OPENING)
    yes = moves.index(Move.ACCEPT)
    pressed = Call(play_with(event("leaves", LEAVE, turn=yes)))
    pressed.happen(CallOpened())
    for text in EXPERT_WITH_RUTH[:yes]:
        pressed.say(text)
    assert pressed.moves[yes] is Move.ACCEPT
    assert pressed.mind.happened == ()


def test_nor_in_the_turn_in_which_it_hangs_up() -> None:
    call = call_with(event("leaves", LEAVE, turn=2))
    call.mind = replace(call.mind, patience=1)
    assert call.happen(at(20.0, 4)).move is Move.HANG_UP


def test_an_insult_is_rebuked_first_unless_the_event_is_set_for_it() -> None:
    set_for_it, by_turn = event("goes", LEAVE, acts=(Act.INSULT,)), event("goes", LEAVE, turn=2)
    assert call_with(by_turn).happen(at(20.0, 4, "Oh shut up.")).move is Move.REBUKE
    assert call_with(set_for_it).happen(at(20.0, 4, "Oh shut up.")).move is Move.PRESSURE


def test_a_silence_is_kept_before_its_line() -> None:
    decision = call_with(event("quiet", SILENCE, turn=2)).happen(at(20.0, 4))
    assert decision.hold == 4.0


def test_an_event_by_time_may_fill_a_silence_but_a_silence_may_not() -> None:
    leaves, quiet = event("leaves", LEAVE, tension=0), event("quiet", SILENCE, tension=0)
    assert call_with(leaves).happen(SilenceFell(1, at=20.0)).event == "leaves"
    assert call_with(quiet).happen(SilenceFell(1, at=20.0)).move is Move.NUDGE


class TestCuttingIn:
    """An interruption wakes the customer, who cuts in on the trainee."""

    def woken(self, call: Call, seconds: float, number: int = 0) -> Decision:
        return call.react_only(TimePassed(seconds, number, WORDS if number else "", 4.0 if number else 0.0))

    def test_it_asks_to_be_woken_at_its_time_and_may_barge(self) -> None:
        decision = call_with(event("stops", INTERRUPT, seconds=45)).decisions[-1]
        assert (decision.wake_at, decision.wake_barges) == (45.0, True)

    def test_it_cuts_into_the_trainees_turn_which_moves_the_mind_once(self) -> None:
        call = call_with(event("stops", INTERRUPT, seconds=45))
        decision = self.woken(call, 45.0, 4)
        assert (decision.move, decision.event, decision.mind.turn) == (Move.PRESSURE, "stops", 4)
        assert call.react_only(at(50.0, 4, f"{WORDS} And then some.")).reasons[0] == "this turn was counted before"

    def test_while_nobody_speaks_it_speaks_up(self) -> None:
        assert self.woken(call_with(event("stops", INTERRUPT, seconds=45)), 45.0).event == "stops"

    def test_set_for_a_turn_it_lets_that_turn_begin(self) -> None:
        call = call_with(event("stops", INTERRUPT, turn=2))
        decision = call.decisions[-1]
        assert decision.wake_barges
        assert decision.wake_at is not None
        assert decision.wake_at >= 10.0 + 5.0
        assert self.woken(call, decision.wake_at, 4).event == "stops"

    def test_woken_for_nothing_it_does_nothing_and_asks_again_later(self) -> None:
        call = call_with(event("stops", INTERRUPT, turn=2))
        before = call.mind
        decision = self.woken(call, 15.0)
        assert (decision.move, decision.mind) == (None, before)
        assert decision.wake_at is not None
        assert decision.wake_at > 15.0

    def test_it_does_not_cut_into_the_words_that_bring_the_yes(self) -> None:
        call = call_with(event("stops", INTERRUPT, seconds=45))
        accepts = replace(call.play.persona.accepts, trust=0, tension=100, objections=0, terms=())
        call.play = replace(call.play, persona=replace(call.play.persona, accepts=accepts))
        texts = (
            "What happened then?",
            "I understand that you were charged twice.",
            "Why is that important to you?",
            "It must be awful to see your money gone.",
            "I will email you today.",
        )
        for number, text in enumerate(texts):
            call.react_only(at(20.0 + number, 4 + 2 * number, text))
        call.mind = replace(call.mind, pending=())
        assert self.woken(call, 45.0, 12).move is None

    def test_its_line_stands_for_the_ordinary_interruption_of_a_monologue(self) -> None:
        call = call_with(event("stops", INTERRUPT, turn=2))
        assert call.happen(MonologueRan(4, WORDS, 22.0, at=40.0)).event == "stops"


class TestTimeIsUp:
    """A time limit, and the length of a call at which the customer has no more time."""

    def limited(self) -> Call:
        call = call_with(event("two_minutes", LIMIT, turn=2))
        call.happen(at(20.0, 4))
        return call

    def test_the_limit_runs_from_when_it_was_heard_and_stands_in_the_mind(self) -> None:
        call = call_with(event("two_minutes", LIMIT, turn=2))
        said = call.react_only(at(20.0, 4))
        assert said.mind.leaves_at is None
        heard = call.react_only(LineHeard(said.mind.line, said.line))
        seconds = 20.0 + len(said.line.split()) * 0.4 + 60.0
        assert heard.mind.leaves_at == round(seconds * 1000)
        assert (heard.wake_at, heard.wake_barges) == (seconds, False)
        assert f"it leaves at {seconds:.0f} s unless something is agreed" in heard.reasons

    def test_when_it_is_over_the_customer_leaves(self) -> None:
        call = self.limited()
        leaves = (call.mind.leaves_at or 0) / 1000
        woken = call.react_only(TimePassed(leaves))
        assert (woken.move, woken.ends_call, woken.wake_at) == (Move.TIME_UP, True, None)

    def test_at_the_end_of_a_turn_that_ran_over_it_or_in_a_silence_too(self) -> None:
        assert self.limited().happen(at(200.0, 6, "It is a long form.")).move is Move.TIME_UP
        assert self.limited().happen(SilenceFell(1, at=200.0)).move is Move.TIME_UP

    def test_but_not_before(self) -> None:
        assert self.limited().happen(at(60.0, 6, "It is a long form.")).move is not Move.TIME_UP

    def test_not_once_it_has_agreed(self) -> None:
        call = self.limited()
        call.mind = replace(call.mind, accepted=True)
        assert call.happen(SilenceFell(1, at=200.0)).move is Move.GOODBYE

    def test_every_call_has_a_length_at_which_there_is_no_more_time(self) -> None:
        call = Call(play_with(limits=Limits(minutes=2)))
        opened = call.happen(CallOpened())
        assert (opened.wake_at, opened.wake_barges) == (120.0, False)
        call.happen(at(119.0, 2))
        assert call.happen(at(120.0, 4, "The number of the account is seven.")).move is Move.TIME_UP

    def test_a_yes_in_the_turn_that_ran_over_still_counts(self) -> None:
        call = Call(play_with())
        call.happen(CallOpened())
        for number, text in enumerate(EXPERT_WITH_RUTH):
            decision = react(call.play, call.mind, at(9999.0, 2 * number + 2, text))
            if decision.move is Move.ACCEPT:
                return
            assert decision.move is Move.TIME_UP
            call.say(text)
        pytest.fail("nothing was agreed")


def test_a_scenario_leaves_out_the_events_it_does_not_name() -> None:
    play = play_with(event("leaves", LEAVE, turn=2))
    play = replace(play, scenario=replace(play.scenario, pressure=()))
    mind = begin(play)
    for number in (2, 4, 6):
        decision = react(play, mind, at(number * 10.0, number, f"The number of the account is {number}."))
        mind = decision.mind
        assert decision.move is not Move.PRESSURE


def test_an_event_without_any_condition_never_comes() -> None:
    call = call_with(PressureEvent("never", LEAVE, When(), ("One.", "Two.", "Three.", "Four.")))
    with_temper(call, trust=0, tension=90)
    assert call.happen(at(500.0, 4)).move is not Move.PRESSURE
