"""A trainee in front of the page: what they press and what they see."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import tap

ANGRY = "/practise/ruth_billing/charged_twice"
"""The customer speaks first."""
FROM_HOLD = "/practise/ruth_billing/back_from_hold"
"""The trainee speaks first."""
CALL_PAGE = re.compile(r"/calls/[^/]+$")


class Visit:
    """One page in a browser of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def button(self, name: str) -> Locator:
        """Return the button with this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def check(self, scenario: str = ANGRY, *, recorded: bool = True) -> None:
        """Go to a scenario, agree, and stand at the microphone check."""
        self.page.goto(scenario)
        self.button("Fine" if recorded else "Practise without recording").click()
        expect(self.page.get_by_role("heading", name="Your microphone")).to_be_visible()

    def call(self, scenario: str = ANGRY, *, recorded: bool = True) -> None:
        """Begin a call with an open microphone; return when it is live."""
        self.check(scenario, recorded=recorded)
        self.button("Call Ruth Okafor").click()
        self.expect_live()

    def call_typing(self, scenario: str = ANGRY, *, recorded: bool = True) -> None:
        """Begin a call without a microphone; return when it is live."""
        self.check(scenario, recorded=recorded)
        self.button("Practise by typing").click()
        self.expect_live()

    def allow_microphone(self, *, is_allowed: bool) -> None:
        """Answer the browser's question for the microphone."""
        context = self.page.context
        context.clear_permissions()
        context.grant_permissions(["microphone"] if is_allowed else [])

    def say(self, text: str) -> None:
        """Type a turn."""
        self.page.get_by_label("What you say").fill(text)
        self.button("Say it").click()

    def expect_live(self) -> None:
        """Wait until the call is answered."""
        expect(self.button("Hang up")).to_be_visible()

    @property
    def floor(self) -> Locator:
        """Who may speak."""
        return self.page.locator(".floor")

    def captions(self, side: str) -> Locator:
        """Return the lines of a side (`trainee` or `customer`) that are whole."""
        return self.page.locator(f".captions .line.{side}.whole")

    def until_heard(self) -> None:
        """Wait until the customer is heard."""
        tap.until_audible(self.page)

    def hang_up(self) -> str:
        """Hang up, wait for the call's own page, and return the call's id."""
        self.button("Hang up").click()
        return self.until_looking_back()

    def until_looking_back(self) -> str:
        """Wait for the call's own page; return the call's id."""
        self.page.wait_for_url(CALL_PAGE, wait_until="load")
        return self.page.url.rsplit("/", 1)[1]

    def turns(self, call: str) -> list[dict[str, object]]:
        """Return the turns in the record of a call, as the page gets it."""
        answer = self.page.request.get(f"/api/calls/{call}")
        assert answer.ok, answer.text()
        turns: list[dict[str, object]] = answer.json()["turns"]
        return turns
