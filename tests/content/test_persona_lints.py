"""What is said of a persona's file beyond its form: which mistakes refuse it, and what is only advised."""

from pathlib import Path

import pytest

from app.content.ending_lints import FEWEST_TURNS, MOST_CALM, MOST_TRUST
from app.content.line_lints import SAID
from app.customer import progress
from app.customer.dynamics import CLAMPS
from tests.content.authors_file import FRESH, advice, checked, faults, line_of

GOOD = FRESH[FRESH.index("      good:\n") : FRESH.index("\n  - id: you_call_her")]
PRESSURE = "at: {turn: 6}\n    seconds: 120"


def test_the_fresh_persona_has_no_fault_and_needs_no_advice() -> None:
    found = checked()
    assert (found.faults, found.advice) == ((), ())


def test_a_fault_names_its_file_line_and_key() -> None:
    [fault] = checked(("depot: [Riverside", "depots: [Riverside")).faults
    line = line_of(FRESH, '"It was at {depot}')
    sentence = "`{depot}` is not a slot; there are depots, said_amount, said_time"
    assert str(fault) == f"fresh.yaml:{line}:lines.vent.guarded[0]: {sentence}"


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        # Lines
        ("longest: 22", "longest: 12", "hidden_facts[0].lines[0]", "by its `speech.longest` it says at most 12"),
        ("never: [kindly", "never: [oven", "pressure[0].lines[2]", "`oven` stands in `speech.never`"),
        ('  ask: {any: ["So what happens now?", "What can you do about it?", "Okay, what\'s the plan?"]}', "  ask: {}",
         "lines", "there are no wordings for `ask`"),
        # Names
        ("id: who_pays_for_the_wait", "id: a_call", "accepts.terms[1].id", "the id of another one too"),
        ("id: other_courier", "id: goodbye", "pressure[1].id", "the name of a move"),
        ("pressure: [the_oven]", "pressure: [the_ovens]", "scenarios[1].pressure", "no pressure event `the_ovens`"),
        ("pressure: [the_oven]", "facts: [secret]", "scenarios[1].facts", "no hidden fact `secret`"),
        ("pressure: [the_oven]", "terms: [money]", "scenarios[1].terms", "no term `money`"),
        ("pressure: [the_oven]", "pressure: [the_oven, the_oven]", "scenarios[1].pressure", "stands here twice"),
        ("{to: a_time,", "{to: some_time,", "scenarios[0].rehearsals.expert[13].to", "neither a move nor an id"),
        # Gates
        ("{trust: 45, acts: [open_question, follow_up_question]}", "{trust: 45, acts: [insult, filler]}",
         "hidden_facts[0].needs.acts", "nobody who means well"),
        ("acts: [concrete_commitment]\n      words: \"today", "acts: [repetition]\n      words: \"today",
         "accepts.terms[0].acts", "nobody who means well"),
        ("{trust: 45, acts", "{trust: 95, acts", "hidden_facts[0].needs.trust", "never opens when hard: 95 + 8"),
        ("{trust: 45, acts", "{heard: [wedding_cake], trust: 45, acts", "hidden_facts[0].needs.heard", "never opens"),
        ("      trust: 38\n", "      trust: 45\n", "hidden_facts[0].hint.trust", "no earlier than the fact"),
        # Secrets
        ("settles_for: [A time", "settles_for: [A wedding, a time", "goals.settles_for[0]", "gives `wedding_cake`"),
        ("She has called twice.", "She has a wedding.", "scenarios[0].brief.situation", "gives `wedding_cake` away"),
        ("There's a lot more riding on that box", "That wedding is riding on that box", "hidden_facts[0].hint.lines[0]",
         "gives `wedding_cake` away"),
        ("Mill Street, number twelve. There's", "Mill Street, by the wedding shop. There's", "knows[1].lines[1]",
         "gives `wedding_cake` away"),
        ('gives_away: "wedding"', 'gives_away: "wedding cake"', "hidden_facts[0].lines[1]", "misses this line"),
        # Endings
        ("  trust: 56\n  tension: 44\n  objections: 2", "  trust: 56\n  tension: 44\n  objections: 3",
         "accepts.objections", "nobody could ever agree: 3 objections are wanted, there are 2 in `one_day_late`"),
        ("  trust: 56\n", "  trust: 99\n", "accepts.trust", "nobody could ever agree when hard"),
        ("start: {trust: 35, tension: 66, patience: 72}", "start: {trust: 35, tension: 98, patience: 72}",
         "scenarios[0].start", "hangs up at once"),
        ("start: {trust: 38, tension: 62, patience: 72}", "start: {trust: 38, tension: 62, patience: 0}",
         "scenarios[1].start", "the patience at the start"),
        # Pressure
        (PRESSURE, "at: {turn: 6}\n    seconds: 5", "pressure[0].seconds", "at least 20"),
        (PRESSURE, "at: {}\n    seconds: 120", "pressure[0].at", "never happens"),
        ("at: {tension: 82, turn: 8}", "at: {tension: 97}", "pressure[1].at.tension", "it has hung up"),
        ("at: {tension: 82, turn: 8}", "at: {patience: 0}", "pressure[1].at.patience", "it has hung up"),
        ("at: {tension: 82, turn: 8}", "at: {seconds: 600}", "pressure[1].at.seconds", "no more time"),
        ("at: {tension: 82, turn: 8}", "at: {turn: 8}\n    seconds: 4", "pressure[1].seconds", "has no length"),
        ("at: {tension: 82, turn: 8}", "at: {turn: 8}\n    intensity: 1", "pressure[1].intensity", "personal_attack"),
        ("kind: threaten_to_leave\n", "kind: silence\n", "pressure[1].seconds", "1 to 15"),
        # Patterns
        ('"late|yesterday', '"late||yesterday', "concerns[1]", "an empty group"),
        ('"late|yesterday', '"late|cannot|yesterday', "concerns[1]", "in plain words that is `can not`"),
        ('"late|yesterday', '"late|didnt come|yesterday', "concerns[1]", "short forms are written out"),
        ('"late|yesterday', '"late|.. come|yesterday', "concerns[1]", "a gap stands between two words"),
        ('"late|yesterday', '"late|y*day|yesterday', "concerns[1]", "`*` ends a stem"),
        ('words: "which driver', 'words: "!which driver', "does_not_know[0].words", "only what must not occur"),
        # Briefs
        ("She has called twice.", "She rang {depot}.", "scenarios[0].brief.situation", "no slots here"),
    ],
)  # fmt: skip
def test_a_mistake_refuses_the_file_with_its_key(old: str, new: str, key: str, part: str) -> None:
    found = faults((old, new))
    assert part in found.get(key, f"nothing; there is {found}")


def test_a_fact_that_waits_for_what_a_scenario_leaves_out_never_opens_there() -> None:
    found = faults(
        ("{trust: 45, acts", "{heard: [said_that_yesterday], trust: 45, acts"),
        ("objections: [who_pays_for_the_wait, said_that_yesterday]", "objections: [who_pays_for_the_wait]"),
    )
    assert "waits for `said_that_yesterday`" in found["scenarios[1].objections"]


def test_a_time_limit_that_is_over_before_anyone_could_win_is_a_fault() -> None:
    found = faults((PRESSURE, "at: {seconds: 5}\n    seconds: 20"))
    assert "leaves before anyone could win it over: that takes 32 s" in found["pressure[0].seconds"]


def test_a_drain_that_empties_the_patience_before_a_yes_is_a_fault() -> None:
    drained = ("minutes: 9}", "minutes: 9}\ndifficulty: {hard: {drain: 10, caution: 20}}")
    found = faults(drained, ("tension: 66, patience: 72}", "tension: 66, patience: 30}"))
    assert "the patience is gone before a yes when hard: it takes 6 turns" in found["accepts.trust"]


def test_the_bar_of_a_scenario_is_what_counts_there() -> None:
    found = faults(
        ("accepts: {trust: 56, tension: 44, objections: 1}", "accepts: {trust: 99, tension: 44, objections: 3}")
    )
    assert set(found) == {"scenarios[1].accepts.objections", "scenarios[1].accepts.trust"}


def test_a_rubric_that_does_not_exist_is_named_with_those_that_do() -> None:
    named = ("# rubrics: [objection_handling]", "rubrics: [objection_handlin]")
    [fault] = checked(named).faults
    assert (fault.key, fault.sentence) == (
        "rubrics[0]",
        "there is no rubric `objection_handlin`; there are objection_handling",
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        (GOOD, "", "scenarios[0].rehearsals.good", "cannot be certified"),
        ("You waited for your delivery all day", "Your wedding is on Saturday, and you waited all day",
         "scenarios[0].rehearsals.expert[0]", "the trainee says `wedding_cake` before it is told"),
        ("baseline: 58, drift: 5, relief: 12", "baseline: 80, drift: 5, relief: 12", "accepts.tension", "drifts above"),
        ("  policy_quote: [", "  insult: [", "replies", "no reply of its own to policy_quote"),
        ("She has called twice.", "So " * 130, "scenarios[0].brief", "a minute's reading"),
        ("kind: threaten_to_leave\n", "kind: personal_attack\n    intensity: 2\n", "pressure[1].intensity",
         "`safety.intensity` is 1"),
        ('"I don\'t mind late. I mind not knowing."', '"How would I know? I never saw one."', "lines.vent.guarded[2]",
         "stands in another place too"),
        ("    - id: a_time\n      acts: [concrete_commitment]\n      words: \"today",
         "    - id: a_time\n      acts: [concrete_commitment]\n      words: \"voucher|gift + today",
         "scenarios[0].rehearsals.expert", "nothing the expert says has the words of `a_time`"),
        ("    pressure: [the_oven]\n", "    pressure: []\n", "scenarios[1].rehearsals.expert[14].to",
         "does not come up in this scenario"),
    ],
)  # fmt: skip
def test_what_is_only_advised_refuses_nothing(old: str, new: str, key: str, part: str) -> None:
    found = advice((old, new))
    assert part in found.get(key, f"nothing; there is {found}")


def test_what_never_comes_up_is_advised_on() -> None:
    told = ("    opens: customer\n", "    opens: customer\n    pressure: [the_oven]\n")
    found = advice(told, ("at {depot} yesterday", "at the depot yesterday"))
    assert "never comes up" in found["pressure[1].id"]
    assert found["slots.depot"] == "no line has `{depot}`"


def test_a_move_that_sounds_the_same_in_every_mood_is_advised_on() -> None:
    start, end = (
        FRESH.index("    closed:\n      - \"No. That's not"),
        FRESH.index("    guarded:\n      - \"Maybe. I've"),
    )
    assert "no wordings for closed" in advice((FRESH[start:end], ""))["lines.resist"]


def test_the_lints_reckon_with_what_the_mind_reckons_with() -> None:
    assert (CLAMPS["trust"][1], -CLAMPS["tension"][0]) == (MOST_TRUST, MOST_CALM)
    assert progress.FEWEST_TURNS == FEWEST_TURNS


def test_the_slots_that_echo_the_trainee_are_those_that_are_filled() -> None:
    figures = (Path(__file__).parents[2] / "app" / "customer" / "figures.py").read_text(encoding="utf-8")
    assert all(f'"{slot}"' in figures for slot in SAID)
