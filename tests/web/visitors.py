"""What people do before a sentence about the pages: get a link, sign in, have called."""

from starlette.testclient import TestClient

from app.practice.file_call import file_call
from app.practice.sign_in import make_link
from app.store import Store
from app.web.wire import desk_of_app
from tests.store.sample_calls import live_call

PORT = 8000
ORIGIN = f"http://127.0.0.1:{PORT}"
OWN = {"Origin": ORIGIN}


def store_of(browser: TestClient) -> Store:
    """Return the store of the server that the browser talks to."""
    return desk_of_app(browser.app).store  # type: ignore[arg-type]


def link_for(browser: TestClient, name: str) -> str:
    """Return the path of a new sign-in link."""
    assert browser.portal is not None
    return browser.portal.call(make_link, store_of(browser), "", name)


def sign_in(browser: TestClient, name: str = "ada") -> TestClient:
    """Return the browser, signed in."""
    assert browser.post(link_for(browser, name), headers=OWN).status_code == 303
    return browser


def past_call(browser: TestClient, *, is_over: bool = True) -> str:
    """Return the id of a call of ada's."""
    assert browser.portal is not None
    store = store_of(browser)
    call_id = browser.portal.call(live_call, store)
    if is_over:
        browser.portal.call(file_call, store, call_id, "trainee")
    return call_id
