"""Sentences about the headers of every answer."""

from pathlib import Path

from starlette.testclient import TestClient

from app.main import create_app
from app.web.wire import desk_of_app
from tests.web.conftest import scripted
from tests.web.visitors import ORIGIN, OWN, PORT, sign_in

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
STYLE = "/static/assets/site-1a2b3c4d.css"
ANSWERS = ["/", "/health", "/nowhere", "/api/calls", "/sign-in/x", "/static/none.js", STYLE]


def test_every_answer_says_what_a_page_may_do(browser: TestClient) -> None:
    for path in ANSWERS:
        headers = browser.get(path).headers
        assert headers["content-security-policy"] == POLICY, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert "microphone=(self)" in headers["permissions-policy"], path


def test_nothing_private_is_kept_by_a_browser(browser: TestClient) -> None:
    sign_in(browser)
    for path in ANSWERS:
        assert path == STYLE or browser.get(path).headers["cache-control"] == "no-store", path


def test_a_file_whose_name_has_its_hash_is_kept_for_ever(browser: TestClient) -> None:
    assert browser.get(STYLE).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert browser.get("/static/manifest.json").headers["cache-control"] == "no-cache"


def test_no_path_leads_out_of_the_built_page(browser: TestClient) -> None:
    for path in ("/static/../../main.py", "/static/%2e%2e/data/address", "/static//etc/passwd"):
        assert browser.get(path).status_code == 404, path


def test_a_request_that_is_too_large_is_refused(browser: TestClient) -> None:
    sign_in(browser)
    assert browser.post("/api/calls", content=b"x" * 70_000, headers=OWN).status_code == 413


def test_what_breaks_is_told_without_what_broke(tmp_path: Path, built: Path) -> None:
    app = create_app(scripted(tmp_path / "data"), PORT, built=built, scores=False)
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False, follow_redirects=False) as browser:
        sign_in(browser)
        desk_of_app(app).library = None  # type: ignore[assignment]
        for accept in ("text/html", "application/json"):
            answer = browser.get("/", headers={"Accept": accept})
            assert answer.status_code == 500
            assert "NoneType" not in answer.text
            assert answer.headers["content-security-policy"] == POLICY


def test_programs_get_their_errors_as_json(browser: TestClient) -> None:
    for path in ("/api/calls", "/api/nowhere"):
        assert set(browser.get(path).json()) == {"code", "message"}
    assert browser.get("/nowhere", headers={"Accept": "application/json"}).json()["code"] == "http"
