"""An interruption silences the customer, and the record holds what was heard."""

import numpy as np
from playwright.sync_api import expect

from app.engines.tts_espeak import EspeakVoice
from tests.browser import tap
from tests.browser.microphone import Microphone
from tests.browser.server import in_a_thread
from tests.browser.visit import Visit
from tests.customer.rehearsal import library

INTO_THE_LINE = 1.5
"""Seconds of the call after which the trainee breaks in; the customer has begun to speak after some tenths."""
BEGIN = "window.readyroomTap.orders.find((each) => each.order === 'begin').at"
TOLERANCE = 1
"""Words between what the record says and what the loudspeaker played."""


def test_interruption_silences_the_customer_and_keeps_what_was_heard(visit: Visit, microphone: Microphone) -> None:
    microphone.hears((3.5, "wait_stop_slt"), again_every=2.7)
    visit.call()
    page = visit.page
    visit.button("Mute").click()
    visit.until_heard()
    tap.until(page, f"window.readyroomTap.sound().length > {INTO_THE_LINE} * window.readyroomTap.rate + {BEGIN}")
    visit.button("Muted").click()
    tap.until(page, "window.readyroomTap.orders.some((each) => each.order === 'flush')")
    expect(visit.captions("customer").first).to_be_visible()
    heard = tap.read(page)
    call = visit.hang_up()
    flush = heard.order("flush")
    cut = next(turn for turn in visit.turns(call) if turn["cut"])
    played = _played_words(heard, flush["at"], str(cut["text"]))
    assert abs(played - len(str(cut["heard"]).split())) <= TOLERANCE, (cut["heard"], played)
    assert _is_silent_after(heard, flush["at"])
    page.goto(f"/calls/{call}")
    expect(page.locator(".cut-mark").first).to_be_visible()


def _played_words(heard: tap.Heard, flush: int, text: str) -> int:
    """Return how many words of the line the loudspeaker played, by the voice's own times of a line spoken whole."""
    audible = heard.audible[(heard.audible > heard.order("begin")["at"]) & (heard.audible < flush + heard.rate // 10)]
    seconds = (audible[-1] - audible[0] - _held(heard, audible[-1])) / heard.rate
    return sum(end <= seconds for end in in_a_thread(_word_ends(text)))


def _held(heard: tap.Heard, until: int) -> int:
    """Return for how many samples the line stood still before it was heard last."""
    held, paused_at = 0, None
    for order in heard.orders:
        if order["order"] == "pause":
            paused_at = order["at"]
        elif order["order"] == "resume" and paused_at is not None and order["at"] < until:
            held += order["at"] - paused_at
    return held


async def _word_ends(text: str) -> list[float]:
    """Return where each word of a line of Ruth's ends, in seconds from the line's first sample."""
    voice, engine = library().find("ruth_billing")[0].voice, EspeakVoice()
    await engine.start()
    chunks = [chunk async for chunk in engine.speak(text, voice)]
    return [word.end / engine.rate for chunk in chunks for word in chunk.words]


def _is_silent_after(heard: tap.Heard, flush: int) -> bool:
    """Whether nothing more of the line was played, but for the block that was under way."""
    until = next((order["at"] for order in heard.orders if order["at"] > flush and order["order"] == "announce"), None)
    after = heard.sound[flush + heard.rate // 10 : until]
    return bool(np.all(np.abs(after) < tap.AUDIBLE))
