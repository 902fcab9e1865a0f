"""A call that is typed, one that is not recorded, and one that the trainee stops."""

from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.visit import ANGRY, FROM_HOLD, Visit


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


def test_exercise_is_stopped_with_the_words_that_the_page_tells_and_is_retold_in_plain_words(visit: Visit) -> None:
    page = visit.page
    page.goto(ANGRY)
    page.get_by_label("Difficulty").select_option("hard")
    expect(page.get_by_text("A score needs about 5 seconds of your own speech")).to_be_visible()
    visit.button("Fine").click()
    visit.button("Practise by typing").click()
    visit.expect_live()
    expect(page.get_by_text("say “stop the exercise”, or hang up")).to_be_visible()
    expect(visit.captions("customer").first).to_be_visible()
    visit.say("Hello Mrs Okafor, this is Sam. What has this been like for you?")
    expect(visit.captions("customer").nth(1)).to_be_visible()
    visit.say("Please stop the exercise.")
    visit.until_looking_back()
    expect(page.get_by_text("difficulty hard")).to_be_visible()
    page.locator(".mind summary").first.click()
    told = page.locator(".mind").first
    expect(told).to_contain_text("Ruth Okafor told you what happened: you asked an open question.")
    expect(
        page.locator(".mind", has_text="Ruth Okafor ended the exercise: you asked to stop the exercise")
    ).to_have_count(1)
    assert all("_" not in text for text in page.locator(".turn").all_text_contents())
    assert faults(page) == []
