"""Lines worded by a model: what the guard lets through is heard, and the customer speaks whatever the model does."""

import json
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from app.content.vocabulary import Move
from app.core.transcript import Side, Turn
from app.engines.language import ModelError, ModelFailure, Speaker
from app.engines.scripted import Answer, Delay, ScriptedLanguageModel
from app.session.ports import MindStep
from tests.session.practice import Practice, practise, ruth, scripted
from tests.virtual_time import pass_time

FIRST = "You have taken my money twice."
REST = "Nobody has rung me back about it."
WORST = 3.0
"""Seconds after the end of a turn by which the customer speaks, whatever the model server does."""


async def stall() -> None:
    """Say nothing for a minute."""
    await pass_time(60.0)


def model(*answers: Answer) -> ScriptedLanguageModel:
    """Return a model that gives these answers, one a request."""
    return ScriptedLanguageModel(answers)


async def opened(practice: Practice) -> tuple[Turn, list[MindStep]]:
    """Hear the customer's opening whole; return it, and the steps of its mind."""
    await practice.client.until(lambda: practice.client.floor == "open" and bool(practice.client.started_at))
    await practice.client.live(0.1)
    (line,) = practice.journal.of(Side.CUSTOMER)
    return line, practice.journal.minds


async def opening(*answers: Answer) -> tuple[Turn, Sequence[MindStep], Practice]:
    """Hold a call up to the end of the opening that a model words with these answers."""
    async with practise(ruth(stays=True), scripted(words=model(*answers))) as practice:
        line, minds = await opened(practice)
    return line, minds, practice


async def own_line() -> str:
    """Return the persona's own opening."""
    async with practise(ruth(stays=True), scripted()) as practice:
        line, _ = await opened(practice)
    return line.text


async def test_what_the_model_says_is_spoken_and_recorded_as_its_words() -> None:
    line, minds, practice = await opening(f"{FIRST} {REST}")
    assert line.heard == f"{FIRST} {REST}"
    assert [(step.happening, step.worded_by, step.refused) for step in minds] == [
        ("CallOpened", "model", ()),
        ("LineHeard", "model", ()),
    ]
    assert minds[1].detail["words"] == f"{FIRST} {REST}"
    assert (practice.counts.words.requests, practice.counts.words.by_model) == (1, 1)


async def test_the_first_piece_is_spoken_while_the_rest_is_still_being_worded() -> None:
    words = model((f"{FIRST} Nobody ", lambda: pass_time(2.0), "has rung me back about it."))
    async with practise(ruth(stays=True), scripted(words=words)) as practice:
        await practice.client.until(lambda: bool(practice.client.started_at), within=1.0)
        line, _ = await opened(practice)
    assert line.heard == f"{FIRST} {REST}"


async def test_a_first_piece_that_is_refused_gives_the_own_line_and_says_why() -> None:
    line, minds, practice = await opening("Of course, I would be happy to help you with that.")
    assert line.heard == await own_line()
    assert minds[0].worded_by == "persona"
    assert len(minds[0].refused) == 1
    counts = practice.counts.words
    assert dict(counts.refused) == {minds[0].refused[0]: 1}
    assert (counts.requests, counts.by_persona, counts.resampled) == (1, 1, 0)


async def test_a_later_piece_that_is_refused_is_asked_for_once_more_with_what_was_said() -> None:
    words = model(f"{FIRST} As an AI language model I cannot say.", REST)
    async with practise(ruth(stays=True), scripted(words=words)) as practice:
        line, minds = await opened(practice)
    assert line.heard == f"{FIRST} {REST}"
    assert minds[1].happening == "LineHeard"
    assert [kind for step in minds for kind in step.refused] == ["names_itself_a_machine"]
    assert (practice.counts.words.requests, practice.counts.words.resampled, practice.counts.words.cut) == (2, 1, 0)
    said, note = words.prompts[1].messages[-2:]
    assert (said.speaker, said.text, note.speaker) == (Speaker.ASSISTANT, FIRST, Speaker.USER)
    assert words.prompts[1].messages[:-2] == words.prompts[0].messages


async def test_a_line_that_breaks_off_in_mid_sentence_is_begun_anew_in_the_personas_words() -> None:
    line, minds, practice = await opening("You know what, as an AI I cannot say.", "As an AI model I am lost.")
    assert line.heard == f"You know what, {await own_line()}"
    assert minds[1].happening == "LineHeard"
    assert practice.counts.words.cut == 1


async def test_a_rest_that_is_refused_twice_ends_the_line_where_it_is() -> None:
    line, minds, practice = await opening(f"{FIRST} As an AI model I am lost.", "As an AI model I am lost.", "Unasked.")
    assert (line.heard, line.cut) == (FIRST, False)
    assert (practice.counts.words.requests, practice.counts.words.cut) == (2, 1)
    assert minds[1].happening == "LineCut", "the customer has not said all that it meant to say"
    assert minds[1].detail["words"] == f"{FIRST} {await own_line()}"
    assert [kind for step in minds for kind in step.refused] == ["names_itself_a_machine"] * 2


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (ModelError("refused", ModelFailure.REFUSED), "refused"),
        (ModelError("limited", ModelFailure.LIMITED), "limited"),
        ("", "empty"),
        ((stall, FIRST), "late"),
        (("You ", stall), "late"),
        (("You ", ModelError("dropped", ModelFailure.DROPPED)), "dropped"),
    ],
)
async def test_a_model_that_gives_no_first_piece_in_time_is_counted_and_not_waited_for(
    answer: Answer, kind: str
) -> None:
    line, minds, practice = await opening(answer)
    assert line.heard == await own_line()
    assert line.start / 16_000 < WORST
    assert minds[0].worded_by == "persona"
    assert dict(practice.counts.words.failed) == {kind: 1}


async def test_a_model_that_is_granted_more_time_is_waited_for() -> None:
    async def late() -> None:
        await pass_time(4.0)

    words = ScriptedLanguageModel([(late, f"{FIRST} ")], patience=5.0)
    async with practise(ruth(stays=True), scripted(words=words)) as practice:
        line, minds = await opened(practice)
    assert minds[0].worded_by == "model"
    assert line.heard == FIRST


@pytest.mark.parametrize(
    ("failure", "kind"), [(stall, "stalled"), (ModelError("dropped", ModelFailure.DROPPED), "dropped")]
)
async def test_a_model_that_fails_in_mid_line_ends_it_at_the_last_piece_and_nothing_is_said_twice(
    failure: ModelError | Delay, kind: str
) -> None:
    line, minds, practice = await opening((f"{FIRST} Nobody has ", failure))
    assert (line.heard, line.cut) == (FIRST, False)
    assert dict(practice.counts.words.failed) == {kind: 1}
    assert (practice.counts.words.requests, practice.counts.words.cut) == (1, 1)
    assert minds[1].happening == "LineCut"


class BrokenModel(ScriptedLanguageModel):
    """A model whose adapter has a fault of its own."""

    async def words(self, prompt: object):  # type: ignore[no-untyped-def]  # noqa: ANN201
        """Break with something that was said."""
        raise ValueError("the trainee said: kumquat")
        yield ""


async def test_a_fault_in_the_adapter_costs_neither_the_call_nor_the_line_and_no_word_is_logged() -> None:
    with capture_logs() as logs:
        async with practise(ruth(stays=True), scripted(words=BrokenModel())) as practice:
            line, _ = await opened(practice)
    assert line.heard == await own_line()
    assert dict(practice.counts.words.failed) == {"broken": 1}
    assert [entry["error"] for entry in logs] == ["ValueError"]
    assert "kumquat" not in str(logs)


async def test_the_transcript_of_an_interrupted_line_is_what_was_heard_of_the_models_words() -> None:
    words = model((f"{FIRST} {REST} I am a hairdresser, not a bank, and that money is gone for ", stall))
    async with practise(ruth(stays=True), scripted(["wait I have to stop you there"], words=words)) as practice:
        client = practice.client
        await client.until_next_line()
        await client.live(0.9)
        client.say(1.3)
        await client.until(lambda: client.floor == "paused")
        await client.live(0.2)
        line = practice.journal.of(Side.CUSTOMER)[0]
    assert line.cut
    assert FIRST.startswith(line.heard)
    assert line.heard
    cut = practice.journal.minds[1]
    assert (cut.happening, cut.detail["heard"]) == ("LineCut", line.heard)
    assert str(cut.detail["words"]).startswith(FIRST)


async def test_a_reply_that_is_taken_back_ends_its_request() -> None:
    words = model(FIRST, (FIRST, stall), "No.", "Nobody has called me back about it.")
    async with practise(ruth(stays=True), scripted(["I was", "not finished yet."], words=words)) as practice:
        client = practice.client
        await opened(practice)
        client.say(0.5)
        await client.until(lambda: len(words.prompts) == 2)
        client.say(0.5)
        await client.until(lambda: words.left_early == 1)
        await client.until(lambda: len(words.prompts) == 3)
    assert practice.counts.words.requests == len(words.prompts)


async def test_the_model_is_told_what_was_heard_and_the_turn_that_it_answers() -> None:
    words = model(f"{FIRST} {REST}", "And what will you do about that?")
    async with practise(ruth(stays=True), scripted(["I am sorry about that."], words=words)) as practice:
        await opened(practice)
        practice.client.say(1.0)
        await practice.client.until_next_line()
    told = words.prompts[1].messages
    assert f"{FIRST} {REST}" in [message.text for message in told if message.speaker is Speaker.ASSISTANT]
    assert "I am sorry about that." in told[-1].text


async def test_a_line_said_again_is_said_in_the_same_words_without_a_model() -> None:
    words = model(f"{FIRST} {REST}")
    async with practise(
        ruth(stays=True), scripted(["Sorry, could you say that again please?"], words=words)
    ) as practice:
        await opened(practice)
        practice.client.say(1.5)
        await practice.client.until_next_line()
        await practice.client.until(lambda: practice.client.floor == "open")
        again = practice.journal.of(Side.CUSTOMER)[1]
    assert [step.move for step in practice.journal.minds if step.move] == [Move.OPENING, Move.SAY_AGAIN]
    assert again.heard.endswith(f"{FIRST} {REST}")
    assert practice.counts.words.requests == 1


async def test_what_was_refused_and_what_failed_is_told_by_number_and_kind_and_without_a_word() -> None:
    _, _, practice = await opening("Of course, how can I help you?")
    told = json.loads(json.dumps(practice.counts.as_json()))
    assert told["words"] | {"refused": None} == {
        "requests": 1, "by_model": 0, "by_persona": 1, "resampled": 0, "cut": 0, "refused": None, "failed": {},
    }  # fmt: skip
    assert told["words"]["refused"] == {"offers_help": 1}
    assert told["tags"]["requests"] == 0
