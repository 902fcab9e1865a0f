"""Draws docs/screenshots/*.png: every page at desktop and phone width, from a real call over the fixtures.

`make screenshots` runs it; `python -m docs.screenshots FOLDER --whole` draws whole pages somewhere else, to look at.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from app.caller.caller import Caller
from app.caller.connection import Order, Server
from app.caller.script import Utterance
from tests.audio_fixtures import fixture
from tests.browser.chromium import launch
from tests.browser.microphone import Microphone
from tests.browser.server import Served, serving
from tests.browser.visit import FROM_HOLD, Visit

FOLDER = Path(__file__).parent / "screenshots"
NAMES = ("Ada", "Ben", "Cleo")
"""Who looks back on a call; and a newcomer for each size."""
LARGEST = 300_000
"""Bytes of a picture."""
SIZES = {"desktop": (1280, 800), "phone": (360, 740)}
SCRIPT = (
    "invoice_greeting invoice_charged_twice invoice_apology invoice_open_question invoice_understands "
    "invoice_commitment invoice_money_back invoice_number invoice_other_office invoice_closing"
).split()
"""What the trainee of the demonstration says."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes pictures of one size."""

    size: str
    folder: Path
    whole: bool
    """The whole page instead of what a window shows of it."""

    def take(self, visit: Visit, name: str) -> None:
        """Take a picture of the page as it is."""
        visit.page.wait_for_load_state("networkidle")
        path = self.folder / f"{name}-{self.size}.png"
        visit.page.screenshot(path=path, full_page=self.whole, animations="disabled")
        assert self.whole or path.stat().st_size < LARGEST, f"{path} is too large"


def main() -> None:
    """Hold a call, then take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--whole", action="store_true", help="whole pages, not what a window shows")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="readyroom-") as name, serving(Path(name), names=NAMES) as server:
        call = asyncio.run(_call(server))
        microphone = Microphone(Path(name) / "microphone.wav")
        with sync_playwright() as playwright:
            browser = launch(playwright, microphone.path)
            cookie = server.session()
            for size in SIZES:
                microphone.hears((4.0, "invoice_greeting"))
                _draw(browser, server, cookie, call, Camera(size, chosen.folder, chosen.whole))
            browser.close()


async def _call(server: Served) -> str:
    """Hold the call of the demonstration; return its id."""
    script = [Utterance.read(fixture(name).path) for name in SCRIPT]
    order = Order("ruth_billing/charged_twice", "normal", 7)
    return (await Caller(Server(f"http://127.0.0.1:{server.port}", server.token(NAMES[0])), order, script).call()).call


def _draw(browser: Browser, server: Served, cookie: str, call: str, camera: Camera) -> None:
    with _visit(browser, server, camera.size, "") as visit:
        _strangers(visit, server, camera)
    with _visit(browser, server, camera.size, cookie) as visit:
        visit.page.goto("/")
        camera.take(visit, "choose")
        visit.page.get_by_label("Search").fill("charged")
        camera.take(visit, "choose-search")
        _looking_back(visit, call, camera)
        _taking_a_call(visit, camera)
        visit.page.goto("/calls/nothing-here")
        camera.take(visit, "not-found")
    with _visit(browser, server, camera.size, server.session()) as visit:
        visit.page.goto("/")
        camera.take(visit, "choose-newcomer")


def _strangers(visit: Visit, server: Served, camera: Camera) -> None:
    visit.page.goto("/")
    camera.take(visit, "sign-in-needed")
    visit.page.goto(server.new_link().replace(server.url, ""))
    camera.take(visit, "sign-in")
    visit.page.goto("/sign-in/used")
    camera.take(visit, "sign-in-stale")


def _taking_a_call(visit: Visit, camera: Camera) -> None:
    page = visit.page
    page.goto(FROM_HOLD)
    camera.take(visit, "consent")
    visit.allow_microphone(is_allowed=False)
    visit.button("Fine").click()
    expect(page.locator("[data-fault=refused]")).to_be_visible()
    camera.take(visit, "microphone-refused")
    visit.allow_microphone(is_allowed=True)
    visit.button("Try again").click()
    expect(visit.button("Call Ruth Okafor")).to_be_enabled()
    camera.take(visit, "microphone-check")
    visit.button("Call Ruth Okafor").click()
    visit.expect_live()
    visit.until_heard()
    expect(page.locator(".captions .line.customer").first).to_contain_text(" ")
    camera.take(visit, "call")
    visit.button("Type").click()
    page.get_by_text("Sound and keys").click()
    visit.button("Push-to-talk").click()
    camera.take(visit, "call-controls")
    visit.hang_up()
    expect(page.get_by_text("Objection handling", exact=True)).to_be_visible()
    expect(visit.button("Play")).to_be_enabled()
    camera.take(visit, "look-back-short-call")
    visit.button("Delete my call").click()
    camera.take(visit, "delete")
    visit.button("Delete for good").click()
    expect(page.get_by_role("heading", name="Who would you like to talk to?")).to_be_visible()


def _looking_back(visit: Visit, call: str, camera: Camera) -> None:
    page = visit.page
    page.goto(f"/calls/{call}")
    expect(page.get_by_text("Objection handling", exact=True)).to_be_visible()
    expect(visit.button("Play")).to_be_enabled()
    camera.take(visit, "look-back")
    page.locator(".mind summary").nth(1).click()
    page.locator(".turn").nth(2).scroll_into_view_if_needed()
    camera.take(visit, "look-back-mind")
    page.get_by_role("heading", name="Your score").scroll_into_view_if_needed()
    page.get_by_role("heading", name="Your score").evaluate("(each) => each.scrollIntoView()")
    camera.take(visit, "look-back-score")


@contextmanager
def _visit(browser: Browser, server: Served, size: str, cookie: str) -> Iterator[Visit]:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=server.url, viewport={"width": width, "height": height}, is_mobile=size == "phone"
    )
    context.grant_permissions(["microphone"])
    context.add_init_script("window.readyroomTap = {}")
    if cookie:
        context.add_cookies([{"name": "readyroom", "value": cookie, "url": server.url}])
    yield Visit(context.new_page())
    context.close()


if __name__ == "__main__":
    main()
