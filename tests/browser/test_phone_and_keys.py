"""The whole flow on a phone's width, and by the keyboard alone."""

import re

from playwright.sync_api import expect

from tests.browser.microphone import Microphone
from tests.browser.visit import FROM_HOLD, Visit

A_FEW_WORDS = re.compile(r"^\s*You(\s+\S+){4}")
"""One word that is cut off at once may come to nothing."""
PHONE = {"width": 360, "height": 740}


def test_everything_fits_a_phone(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/")
    expect_no_sideways_scroll(visit)
    visit.check(FROM_HOLD)
    expect_no_sideways_scroll(visit)
    visit.button("Call Ruth Okafor").click()
    visit.expect_live()
    expect(visit.button("Hang up")).to_be_in_viewport(ratio=1)
    visit.button("Type").click()
    visit.say("Good morning, this is billing. What happened with your invoice?")
    expect(page.locator(".captions .line.customer").first).to_be_visible()
    page.get_by_text("Sound and keys").click()
    expect_no_sideways_scroll(visit)
    visit.hang_up()
    expect(visit.button("Play")).to_be_enabled()
    expect_no_sideways_scroll(visit)
    expect(page.locator("readyroom-replay h2")).to_have_text(["Your score", "What was said", "Delete this call?"])
    page.get_by_role("heading", name="What was said").evaluate("(each) => each.scrollIntoView()")
    expect(visit.button("Play")).to_be_in_viewport(ratio=1)
    visit.button("Delete my call").click()
    expect_no_sideways_scroll(visit)


def test_call_is_held_by_keyboard_with_push_to_talk(visit: Visit, microphone: Microphone) -> None:
    microphone.hears((4.0, "invoice_greeting"), again_every=3.5)
    page = visit.page
    page.goto(FROM_HOLD)
    tab_to(visit, "Fine")
    page.keyboard.press("Enter")
    expect(visit.button("Call Ruth Okafor")).to_be_enabled()
    tab_to(visit, "Call Ruth Okafor")
    page.keyboard.press("Enter")
    visit.expect_live()
    page.keyboard.press("p")
    talk = visit.button("Hold to talk")
    expect(talk).to_be_visible()
    page.keyboard.down(" ")
    expect(visit.button("Speak now")).to_be_visible()
    expect(page.locator(".captions .line.trainee").filter(has_text=A_FEW_WORDS).first).to_be_visible()
    page.keyboard.up(" ")
    expect(talk).to_be_visible()
    expect(visit.captions("trainee").first).to_be_visible()
    visit.until_heard()
    page.keyboard.press("Shift+H")
    call = visit.until_looking_back()
    assert [turn["side"] for turn in visit.turns(call)][:2] == ["trainee", "customer"]


def tab_to(visit: Visit, name: str) -> None:
    """Press the tab key until the button with this name has the focus."""
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.button(name).evaluate("(each) => each.getRootNode().activeElement === each"):
            return
    raise AssertionError(f"The tab key does not reach {name!r}.")


def expect_no_sideways_scroll(visit: Visit) -> None:
    """Nothing is wider than the window."""
    root = "document.documentElement"
    assert visit.page.evaluate(f"{root}.scrollWidth") <= visit.page.evaluate(f"{root}.clientWidth")
