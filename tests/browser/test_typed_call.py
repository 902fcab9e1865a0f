"""A call that is typed, and one that is not recorded."""

from playwright.sync_api import expect

from tests.browser.visit import FROM_HOLD, Visit


def test_typed_call_without_recording_keeps_the_words_and_no_sound(visit: Visit) -> None:
    visit.call_typing(FROM_HOLD, recorded=False)
    page = visit.page
    expect(page.get_by_text("Not recorded")).to_be_visible()
    visit.say("Good morning, this is billing.")
    expect(visit.captions("trainee")).to_have_text("You Good morning, this is billing.")
    visit.until_heard()
    call = visit.hang_up()
    expect(page.get_by_text("This call was not recorded: there is no sound to hear.")).to_be_visible()
    expect(page.locator(".turn.trainee")).to_contain_text("Good morning, this is billing.")
    expect(page.locator(".turn.trainee")).to_contain_text("typed")
    assert page.request.get(f"/api/calls/{call}/recording").status == 404
