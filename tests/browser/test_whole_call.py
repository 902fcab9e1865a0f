"""A whole call: from the sign-in link to the score and the recording."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser import tap
from tests.browser.microphone import Microphone
from tests.browser.server import Served
from tests.browser.visit import CALL_PAGE, Visit

SCORED_WITHIN = 5.0
"""Seconds from hanging up to the measured part of the score."""


def test_newcomer_signs_in_calls_and_looks_back(newcomer: Visit, server: Served, microphone: Microphone) -> None:
    microphone.hears((4.0, "invoice_greeting"), (14.0, "invoice_apology"), (24.0, "invoice_money_back"))
    page = newcomer.page
    page.goto(server.link)
    newcomer.button("Sign in").click()
    expect(page.get_by_text("No calls yet.")).to_be_visible()
    page.get_by_role("article").filter(has_text="Put through by a colleague").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Your brief")).to_be_visible()
    newcomer.button("Fine").click()
    newcomer.button("Call Ruth Okafor").click()
    newcomer.expect_live()
    expect(newcomer.captions("trainee").nth(0)).to_be_visible()
    newcomer.until_heard()
    expect(newcomer.captions("trainee").nth(1)).to_be_visible()
    expect(newcomer.captions("customer").nth(0)).to_be_visible()
    expect(newcomer.captions("trainee").nth(2)).to_be_visible()
    heard = tap.read(page)
    assert len(heard.audible) > heard.rate / 2, "half a second of sound at least was played"
    began = time.monotonic()
    newcomer.hang_up()
    share = page.locator(".criterion").filter(has_text="Share of the talking")
    expect(share).to_contain_text(re.compile(r"\d+ %"))
    took = time.monotonic() - began
    assert took < SCORED_WITHIN
    _look_back(newcomer)


def _look_back(visit: Visit) -> None:
    page = visit.page
    expect(page).to_have_url(CALL_PAGE)
    expect(visit.button("Play")).to_be_enabled()
    assert page.locator(".waveform canvas").count() >= 2, "a drawing for each channel"
    turns = page.locator(".turn")
    expect(turns.filter(has_text="Ruth Okafor").first).to_be_visible()
    page.locator(".mind summary").first.click()
    expect(page.locator(".mind li").first).to_be_visible()
    page.locator(".turn.trainee .listen").first.click()
    expect(visit.button("Pause")).to_be_visible()
    expect(page.locator(".turn.trainee .now")).to_be_visible()
    page.locator("button.quote").first.click()
    expect(page.locator(".turn.current")).to_contain_text(_quoted(page))


def _quoted(page: Page) -> str:
    found = re.search("“(.+)”", page.locator("button.quote").first.inner_text())
    assert found
    return found[1]
