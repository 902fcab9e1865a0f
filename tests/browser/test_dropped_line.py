"""A line that is cut in mid-call is mended, and the call goes on."""

from playwright.sync_api import expect

from tests.browser.server import Served
from tests.browser.visit import Visit


def test_call_goes_on_after_its_line_was_cut(visit: Visit, server: Served) -> None:
    visit.call_typing()
    expect(visit.page.locator(".captions .line.customer").first).to_be_visible()
    server.relay.cut()
    expect(visit.floor).to_have_text("The line dropped. Trying to come back …")
    expect(visit.floor).not_to_have_text("The line dropped. Trying to come back …")
    visit.say("I am sorry about that. What happened?")
    expect(visit.captions("trainee").filter(has_text="I am sorry about that.")).to_be_visible()
    expect(visit.floor).to_have_text("Ruth Okafor is speaking")
    visit.until_heard()
    turns = visit.turns(visit.hang_up())
    expect(visit.page.get_by_text("you hung up")).to_be_visible()
    assert [turn["heard"] for turn in turns if turn["is_typed"]] == ["I am sorry about that. What happened?"]


def test_page_of_a_call_that_cannot_be_resumed_leaves_for_the_sign_in(visit: Visit, server: Served) -> None:
    visit.call_typing()
    visit.page.context.clear_cookies()
    server.relay.cut()
    expect(visit.page.get_by_role("heading", name="Please sign in")).to_be_visible()
