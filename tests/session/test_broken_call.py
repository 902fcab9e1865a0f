"""What breaks during a call: the disk, an engine, the longest time a call may take."""

from collections.abc import AsyncGenerator

import structlog

from app.call_record import EndedBy
from app.content.voice_values import Voice
from app.core.manners import Manners
from app.core.transcript import Side
from app.engines.hearing import Transcript
from app.engines.scripted import ScriptedSpeechToText, ScriptedTextToSpeech
from app.engines.speaking import VoicedChunk
from app.session.call import LONGEST_CALL
from app.transports import messages
from tests.session.kept import MemoryJournal
from tests.session.practice import Practice, practise, ruth, scripted
from tests.virtual_time import pass_time

SECRET = "my card number is four four two one"


class BrokenRecogniser(ScriptedSpeechToText):
    """Breaks in a way nobody foresaw."""

    async def transcribe(self, samples: int) -> Transcript:
        raise ZeroDivisionError(SECRET)


class BrokenVoice(ScriptedTextToSpeech):
    """Says three words of each text, and breaks in a way nobody foresaw."""

    async def speak(self, text: str, voice: Voice) -> AsyncGenerator[VoicedChunk, None]:
        async for chunk in super().speak(" ".join(text.split()[:3]), voice):
            yield chunk
            await pass_time(0.3)
        raise ZeroDivisionError(SECRET)


async def say_something(practice: Practice) -> None:
    """Hear the customer out, and say something."""
    client = practice.client
    await client.until(lambda: client.floor == "open" and bool(client.started_at))
    client.say(0.5)


async def test_a_journal_that_fails_is_told_once_and_the_call_goes_on() -> None:
    journal = MemoryJournal(fails=True)
    async with practise(ruth(), scripted(["Hello, this is Sam.", "Hello?"]), journal=journal) as practice:
        client = practice.client
        for _ in range(2):
            await say_something(practice)
            await client.until_next_line()
        client.hang_up()
        await client.until(lambda: client.is_over)
    assert practice.holding.result() is EndedBy.TRAINEE
    assert [message.code for message in client.told(messages.ErrorTold)] == ["not-kept"]
    assert not journal.turns


async def test_a_part_that_breaks_ends_the_call_and_the_trainee_is_told() -> None:
    async with practise(ruth(), scripted(recogniser=BrokenRecogniser())) as practice:
        await say_something(practice)
        await practice.client.live(2.0)
        assert practice.holding.done()
    assert practice.holding.result() is EndedBy.FAILURE
    (told,) = practice.client.told(messages.ErrorTold)
    assert told.code == "internal"
    assert told.fatal
    assert [turn.side for turn in practice.journal.transcript][:1] == [Side.CUSTOMER]


async def test_the_log_says_where_a_call_broke_and_not_a_word_of_what_was_said() -> None:
    with structlog.testing.capture_logs() as logged:
        async with practise(ruth(), scripted(recogniser=BrokenRecogniser())) as practice:
            await say_something(practice)
            await practice.client.live(2.0)
    (entry,) = [each for each in logged if each["event"] == "call_broke"]
    assert entry["error"] == "ZeroDivisionError"
    assert entry["where"].startswith("engines/scripted.py:"), "the last line of ours on the way"
    assert SECRET not in str(logged)
    assert SECRET not in str(practice.client.messages)


async def test_what_was_heard_of_a_line_is_kept_when_the_call_breaks_in_the_middle_of_it() -> None:
    async with practise(ruth(), scripted(voice=BrokenVoice())) as practice:
        await practice.client.live(3.0)
    assert practice.holding.result() is EndedBy.FAILURE
    (line,) = practice.journal.transcript
    assert line.cut
    assert len(line.heard.split()) in {2, 3}


async def test_what_was_being_written_when_the_call_broke_is_written() -> None:
    journal = MemoryJournal(delay=0.7)
    async with practise(ruth(), scripted(recogniser=BrokenRecogniser()), journal=journal) as practice:
        await say_something(practice)
        await practice.client.live(3.0)
    assert practice.holding.result() is EndedBy.FAILURE
    assert [turn.cut for turn in journal.of(Side.CUSTOMER)] == [False]
    assert len(journal.minds) == 2


async def test_a_voice_that_hangs_holds_up_no_call() -> None:
    voice = ScriptedTextToSpeech(delay=lambda: pass_time(1_000_000))
    async with practise(ruth(), scripted(voice=voice)) as practice:
        client = practice.client
        await client.live(1.0)
        client.hang_up()
        await client.live(10.0)
        assert practice.holding.done()
    assert practice.holding.result() is EndedBy.TRAINEE


async def test_a_call_may_not_last_for_ever() -> None:
    play = ruth("back_from_hold", stays=True, manners=Manners(nudge_after=10 * LONGEST_CALL))
    async with practise(play, scripted()) as practice:
        await pass_time(LONGEST_CALL - 1)
        assert not practice.holding.done()
        await pass_time(1.1)
        assert practice.holding.done()
        await practice.client.tick()
    assert practice.holding.result() is EndedBy.SERVER
    assert practice.client.told(messages.Ended)[0].by == "server"
