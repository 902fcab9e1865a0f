"""What holds for every page and state: axe-core finds nothing, and the policy allows nothing inline."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.server import Served
from tests.browser.visit import FROM_HOLD, Visit


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_call(visit: Visit, scheme: str) -> None:
    page = visit.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/")
    expect_no_faults(visit)
    page.goto(FROM_HOLD)
    expect_no_faults(visit)
    visit.allow_microphone(is_allowed=False)
    visit.button("Fine").click()
    expect(page.locator("[data-fault=refused]")).to_be_visible()
    expect_no_faults(visit)
    visit.allow_microphone(is_allowed=True)
    visit.button("Try again").click()
    expect(visit.button("Call Ruth Okafor")).to_be_enabled()
    expect_no_faults(visit)
    visit.button("Call Ruth Okafor").click()
    expect(page.get_by_role("heading", name="Calling Ruth Okafor …")).to_be_visible()
    expect_no_faults(visit)
    visit.expect_live()
    page.get_by_text("Sound and keys").click()
    visit.button("Type").click()
    visit.button("Push-to-talk").click()
    visit.say("Good morning, this is billing.")
    expect(visit.captions("trainee").first).to_be_visible()
    visit.until_heard()
    expect_no_faults(visit)
    visit.hang_up()
    expect(visit.button("Play")).to_be_enabled()
    expect(page.get_by_text("Objection handling", exact=True)).to_be_visible()
    expect_no_faults(visit)
    page.locator(".mind summary").first.click()
    visit.button("Delete my call").click()
    expect_no_faults(visit)
    page.goto("/")
    expect_no_faults(visit)
    page.get_by_role("link", name="What this server runs on").click()
    expect(page.get_by_role("heading", name="What this server runs on")).to_be_visible()
    expect_no_faults(visit)


@pytest.mark.parametrize("address", ["/", "/sign-in/nobody", "/nothing-here"])
def test_axe_finds_nothing_on_pages_for_strangers(newcomer: Visit, address: str) -> None:
    newcomer.page.goto(address)
    expect_no_faults(newcomer)


def test_axe_finds_nothing_on_signing_in_out_and_astray(newcomer: Visit, visit: Visit, server: Served) -> None:
    newcomer.page.goto(server.new_link())
    expect_no_faults(newcomer)
    for address in ("/nothing-here", "/calls/nobody", "/practise/nobody/nothing"):
        visit.page.goto(address)
        expect(visit.page.get_by_role("heading", name="There is nothing here")).to_be_visible()
        expect_no_faults(visit)
    visit.page.goto("/")
    visit.button("Sign out").click()
    expect(visit.page.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect_no_faults(visit)


@pytest.mark.parametrize("address", ["/", FROM_HOLD, "/parts", "/sign-in/nobody", "/nothing-here"])
def test_policy_allows_nothing_inline(visit: Visit, address: str) -> None:
    answer = visit.page.goto(address)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


def expect_no_faults(visit: Visit) -> None:
    """Nothing on the page as it is now keeps anybody out."""
    assert faults(visit.page) == []
