"""One's calls: deleted at one's word, and one at a time."""

from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.visit import FROM_HOLD, Visit


def test_deleted_call_is_gone_after_a_second_question(visit: Visit) -> None:
    visit.call_typing(FROM_HOLD)
    call = visit.hang_up()
    page = visit.page
    visit.button("Delete my call").click()
    visit.button("Keep it").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    visit.button("Delete my call").click()
    visit.button("Delete for good").click()
    expect(page.get_by_text("No calls yet.")).to_be_visible()
    answer = page.goto(f"/calls/{call}")
    assert answer is not None
    assert answer.status == 404


def test_second_tab_takes_over_after_asking(visit: Visit) -> None:
    visit.call_typing(FROM_HOLD)
    second = Visit(visit.page.context.new_page())
    second.check(FROM_HOLD)
    second.button("Practise by typing").click()
    take_over = second.button("End that call and begin this one")
    expect(take_over).to_be_visible()
    assert faults(second.page) == []
    take_over.click()
    second.expect_live()
    visit.until_looking_back()
    expect(visit.page.get_by_text("ended by the server")).to_be_visible()
    second.hang_up()
