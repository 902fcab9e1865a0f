"""The customer calls from somewhere: heard as over a telephone, with an office or a street behind the voice."""

import asyncio
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from app.content.voice_values import Background, BackgroundSound, Voice
from app.core import events
from app.core.events import SpokenWord
from app.core.transcript import CAPTURE_RATE, Side
from app.engines.scripted import ScriptedTextToSpeech
from app.session.speaking import SENTENCE_GAP
from app.session.surroundings import FADE, Surroundings
from tests.session.clicks import ClickingVoice, found
from tests.session.kept import MemoryTape
from tests.session.mouth import RATE, Mouth
from tests.session.practice import practise, ruth, scripted
from tests.virtual_time import pass_time

OFFICE = Voice(background=Background(BackgroundSound.OFFICE, level=-40.0))
STREET_BY_PHONE = Voice(background=Background(BackgroundSound.STREET, level=-45.0), telephone=True)
PHONE = Voice(telephone=True)
TAIL = round(FADE * RATE)
WORD = 4_410


async def said(sound: Voice) -> Mouth:
    made = Mouth(ScriptedTextToSpeech(), sound)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.speaking.run(), name="speaking")
        made.speaking.speak(1, 0, "one two three.")
        made.speaking.speak(1, 1, "four five.")
        made.speaking.end(1)
        await pass_time(0.1)
        await made.hear_all(1)
        made.speaking.close()
    return made


def voiced(made: Mouth) -> list[SpokenWord]:
    return [word for event in made.posted if isinstance(event, events.PieceVoiced) for word in event.words]


def dbfs(samples: object) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(np.asarray(samples, float)))) / 32_768))


@pytest.mark.parametrize("sound", [OFFICE, STREET_BY_PHONE])
async def test_the_words_lie_where_they_would_lie_in_silence_and_the_line_is_a_fade_longer(sound: Voice) -> None:
    plain, behind = await said(Voice()), await said(sound)
    assert behind.length(1) == behind.sent(1) == plain.sent(1) + TAIL
    assert voiced(plain) == voiced(behind)
    drained = behind.posted[-1]
    assert isinstance(drained, events.PlaybackDrained)
    assert drained.samples == behind.sent(1)


async def test_a_telephone_alone_makes_no_line_longer() -> None:
    plain, phone = await said(Voice()), await said(PHONE)
    assert phone.length(1) == plain.length(1)
    assert dbfs(phone.sound(1)) < dbfs(plain.sound(1)) - 6, "the tone of 220 Hz is mostly gone"


async def test_the_background_has_its_level_between_the_words_and_comes_and_goes_softly() -> None:
    line = (await said(OFFICE)).sound(1)
    gap = line[3 * WORD : 3 * WORD + round(SENTENCE_GAP * RATE)]
    assert -46 < dbfs(gap) < -35
    assert np.abs(line[-20:]).max() < 60
    assert -50 < dbfs(line[-TAIL : -TAIL // 2]) < -35
    assert dbfs(line[-TAIL // 8 :]) < -50


async def test_not_a_sample_is_sent_after_a_line_is_cut_off() -> None:
    made = Mouth(ScriptedTextToSpeech(), OFFICE)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.speaking.run(), name="speaking")
        made.speaking.speak(1, 0, "one two three four five.")
        await pass_time(0.1)
        made.speaking.on_heard(1, 0, 0)
        made.speaking.on_heard(1, 2_205, 1_600)
        sent = made.sent(1)
        made.speaking.cancel(1)
        made.speaking.end(1)
        made.speaking.on_flushed(1, 3_000, 2_177)
        await pass_time(1.0)
        made.speaking.close()
    assert made.sent(1) == sent
    assert made.posted[-1] == events.PlaybackFlushed(1, 3_000, 2_177)


async def test_the_tape_of_a_call_from_an_office_is_what_the_trainee_heard() -> None:
    play = ruth(stays=True)
    play = replace(play, persona=replace(play.persona, voice=replace(OFFICE, telephone=True)))
    engines = scripted(["What happened then?"] * 20, voice=ClickingVoice())
    async with practise(play, engines, tape=MemoryTape(), jitter=Random(5)) as practice:
        client = practice.client
        await client.until(lambda: bool(client.messages))
        while client.now < 60 * CAPTURE_RATE:
            client.say(0.9)
            await client.live(6.0)
    assert practice.tape is not None
    heard = found(client.loudspeaker, RATE)
    taped = found(practice.tape.channel(Side.CUSTOMER), CAPTURE_RATE)
    assert len(taped) > 40
    assert 0 <= len(heard) - len(taped) <= 1
    assert max(abs(one - other) for one, other in zip(heard, taped, strict=False)) < 0.02


def test_the_level_is_what_the_persona_says_over_the_telephone_too() -> None:
    for sound in (OFFICE, STREET_BY_PHONE):
        around = Surroundings(sound, RATE)
        around.make()
        assert sound.background is not None
        assert dbfs(around.behind(RATE * 20)) == pytest.approx(sound.background.level, abs=0.2)


def test_the_background_goes_on_from_line_to_line() -> None:
    around, other = Surroundings(OFFICE, RATE), Surroundings(OFFICE, RATE)
    around.make()
    other.make()
    first, second = around.line(), around.line()
    silence = np.zeros(RATE, np.int16)
    first.voice(silence)
    later = second.voice(silence)
    whole = other.line().voice(np.zeros(2 * RATE, np.int16))
    assert np.array_equal(later[TAIL + 1 :], whole[RATE + TAIL + 1 :])


def test_a_murmur_has_no_background_of_its_own() -> None:
    around = Surroundings(OFFICE, RATE)
    around.make()
    assert not around.line().murmur(np.zeros(500, np.int16)).any()


def test_a_loud_voice_over_a_loud_street_does_not_clip() -> None:
    around = Surroundings(Voice(telephone=True, background=Background(BackgroundSound.STREET, -20.0)), RATE)
    around.make()
    loud = (23_000 * np.sign(np.sin(np.arange(RATE) / 9))).astype(np.int16)
    assert np.abs(around.line().voice(loud)).max() <= 23_200
