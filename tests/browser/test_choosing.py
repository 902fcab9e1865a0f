"""Finding a situation among many: searched and filtered on a phone, and read without any script."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import signed_in
from tests.browser.server import Served
from tests.browser.test_phone_and_keys import PHONE, expect_no_sideways_scroll
from tests.browser.visit import Visit


def test_a_situation_is_found_on_a_phone_and_found_again_on_coming_back(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/")
    status, shown = page.locator(".found [role=status]"), page.get_by_role("article")
    expect(status).to_have_text(re.compile(r"^\d+ situations$"))
    whole = shown.count()
    page.get_by_label("Search").fill("HAIR salon")
    expect(shown).to_have_count(2)
    page.get_by_label("Who speaks first").select_option(label="You")
    expect(shown).to_have_count(1)
    expect(status).to_have_text(f"1 of {whole} situations")
    expect_no_sideways_scroll(visit)
    assert faults(page) == []
    page.get_by_role("link", name="Read the brief").click()
    expect(page.get_by_role("heading", name="Put through by a colleague")).to_be_visible()
    page.go_back()
    expect(shown).to_have_count(1)
    expect(page.get_by_label("Search")).to_have_value("HAIR salon")
    page.get_by_label("Industry").select_option("banking")
    expect(status).to_have_text(re.compile("^Nothing fits"))
    assert faults(page) == []
    visit.button("Show all").click()
    expect(shown).to_have_count(whole)
    expect(page.get_by_label("Search")).to_be_focused()


def test_skills_are_in_words_and_a_language_that_is_not_known_has_its_reason(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    page.get_by_label("Skill").select_option(label="De-escalation")
    expect(page.get_by_role("heading", name="Ruth Okafor")).to_be_visible()
    expect(page.get_by_role("heading", name="Edith Pargeter")).to_be_hidden()
    page.get_by_label("Language").select_option(label="Deutsch")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_text("this server does not understand that language yet")).to_be_visible()
    expect(page.get_by_role("link", name="Read the brief")).to_have_count(0)
    page.goto("/practise/sabine_strom/nachzahlung")
    expect(page.get_by_text("this server does not understand that language yet")).to_be_visible()
    expect(page.locator("readyroom-call")).to_have_count(0)
    assert faults(page) == []


def test_without_scripts_everybody_is_in_a_plain_list(chromium: Browser, server: Served) -> None:
    context = signed_in(chromium, server, scripts=False)
    page = context.new_page()
    page.goto("/")
    assert page.get_by_role("article").count() > 4
    expect(page.get_by_label("Search")).to_be_hidden()
    page.get_by_role("article").filter(has_text="Charged twice, third call").get_by_role("link").click()
    expect(page.get_by_text("Two payments of £84.50")).to_be_visible()
    context.close()
