"""Without a microphone the page says what to do, and offers to type."""

import socket

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.conftest import signed_in
from tests.browser.relay import Relay
from tests.browser.server import Served
from tests.browser.visit import ANGRY, Visit


def test_refused_microphone_tells_where_to_allow_it(visit: Visit) -> None:
    visit.allow_microphone(is_allowed=False)
    visit.check()
    fault = visit.page.locator("[data-fault=refused]")
    expect(fault).to_contain_text("allow the microphone, then choose Try again")
    expect(visit.button("Call Ruth Okafor")).to_be_disabled()
    visit.allow_microphone(is_allowed=True)
    visit.button("Try again").click()
    expect(fault).to_be_hidden()
    expect(visit.button("Call Ruth Okafor")).to_be_enabled()


def test_absent_microphone_tells_to_plug_one_in_and_the_call_can_be_typed(
    playwright: Playwright, server: Served
) -> None:
    browser = launch(playwright, None)
    context = signed_in(browser, server)
    context.grant_permissions(["microphone"])
    visit = Visit(context.new_page())
    visit.check()
    expect(visit.page.locator("[data-fault=absent]")).to_contain_text("Plug in a headset or a microphone")
    visit.button("Practise by typing").click()
    visit.expect_live()
    visit.hang_up()
    browser.close()


def test_page_on_an_insecure_address_tells_which_addresses_are_secure(chromium: Browser, server: Served) -> None:
    relay = Relay(_own_address())
    relay.forward_to(server.port)
    context = signed_in(chromium, server)
    context.add_cookies([{"name": "readyroom", "value": server.session(), "url": relay.url}])
    visit = Visit(context.new_page())
    visit.check(relay.url + ANGRY)
    expect(visit.page.locator("[data-fault=insecure]")).to_contain_text("http://localhost")
    context.close()
    relay.close()


def _own_address() -> str:
    """Return an address of this machine that other machines would use."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # no packet leaves: it only asks which address would be used
        except OSError:
            pytest.skip("this machine has no address but its own loopback")
        return str(probe.getsockname()[0])
