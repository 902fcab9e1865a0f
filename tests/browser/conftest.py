"""One server and one browser for all of these tests; a fresh trainee with a fresh page for each."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.browser import tap
from tests.browser.chromium import chromium_path, launch
from tests.browser.microphone import Microphone
from tests.browser.server import Served, serving, short_rubrics
from tests.browser.visit import Visit

PATIENCE = 20_000
"""How long anything on a page may take, in milliseconds; two busy cores need a small part of it."""
DESKTOP = (1280, 800)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on the parts of a bare machine."""
    chromium_path()
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder, short_rubrics(folder / "rubrics")) as server:
        yield server


@pytest.fixture(scope="package")
def playwright(server: Served) -> Iterator[Playwright]:
    """The driver of browsers."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Microphone:
    """What the browser's microphone hears."""
    return Microphone(tmp_path_factory.mktemp("microphone") / "microphone.wav")


@pytest.fixture(scope="package")
def chromium(playwright: Playwright, microphone: Microphone) -> Iterator[Browser]:
    """A browser with a microphone."""
    browser = launch(playwright, microphone.path)
    yield browser
    browser.close()


@pytest.fixture
def newcomer(chromium: Browser, server: Served, microphone: Microphone) -> Iterator[Visit]:
    """Somebody who is not signed in."""
    microphone.hears()
    yield from visiting(chromium.new_context(base_url=server.url), server)


@pytest.fixture
def visit(chromium: Browser, server: Served, microphone: Microphone) -> Iterator[Visit]:
    """A trainee who is signed in and has not called yet."""
    microphone.hears()
    yield from visiting(signed_in(chromium, server), server)


def signed_in(
    browser: Browser, server: Served, size: tuple[int, int] = DESKTOP, *, scripts: bool = True
) -> BrowserContext:
    """Return a browser of a trainee who has not called yet, and who allows the microphone."""
    width, height = size
    context = browser.new_context(
        base_url=server.url, viewport={"width": width, "height": height}, java_script_enabled=scripts
    )
    context.add_cookies([{"name": "readyroom", "value": server.session(), "url": server.url}])
    return context


def visiting(context: BrowserContext, server: Served) -> Iterator[Visit]:
    """Open a page; at the end see that its policy held, that it asked nobody else, and that no script broke."""
    context.grant_permissions(["microphone"])
    context.add_init_script(tap.OFFER)
    context.set_default_timeout(PATIENCE)
    trouble: list[str] = []
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on("console", lambda said: trouble.append(said.text) if "Content Security Policy" in said.text else None)
    context.on("page", lambda page: page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc)))
    yield Visit(context.new_page())
    context.close()
    assert trouble == []
    assert hosts <= {urlsplit(server.url).netloc, ""}
    assert server.trouble == [], server.log[-8000:]
