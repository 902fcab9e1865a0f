"""Sentences about signing in and out in a browser."""

import pytest
from starlette.testclient import TestClient

from app.web.sign_in import STALE
from tests.web.visitors import ORIGIN, OWN, link_for, past_call, sign_in, store_of


def test_looking_at_a_link_does_not_use_it_up(browser: TestClient) -> None:
    link = link_for(browser, "ada")
    for _ in range(3):
        shown = browser.get(link)
        assert shown.status_code == 200
        assert "Sign in" in shown.text
        assert "ada" in shown.text
        assert "set-cookie" not in shown.headers
    assert browser.post(link, headers=OWN).status_code == 303


def test_a_link_signs_in_once(browser: TestClient) -> None:
    link = link_for(browser, "ada")
    first = browser.post(link, headers=OWN)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert browser.get("/").status_code == 200
    second = browser.post(link, headers=OWN)
    assert second.status_code == 403
    assert "set-cookie" not in second.headers


def test_a_used_link_and_an_invented_one_get_the_same_answer(browser: TestClient) -> None:
    link = link_for(browser, "ada")
    browser.post(link, headers=OWN)
    answers = [browser.get(path) for path in (link, "/sign-in/invented", "/sign-in/%C3%A9")]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.text for answer in answers}) == 1
    assert STALE.split("`", maxsplit=1)[0] in answers[0].text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: TestClient) -> None:
    cookie = browser.post(link_for(browser, "ada"), headers=OWN).headers["set-cookie"]
    assert cookie.startswith("readyroom=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/;" in cookie
    assert f"Max-Age={30 * 24 * 3600}" in cookie
    assert "Domain" not in cookie
    assert "Secure" not in cookie


def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(browser: TestClient) -> None:
    browser.app.state.origins.add("https://practice.example")  # type: ignore[attr-defined]
    browser.base_url = "https://practice.example"
    cookie = browser.post(link_for(browser, "ada"), headers={"Origin": "https://practice.example"}).headers[
        "set-cookie"
    ]
    assert cookie.startswith("__Host-readyroom=")
    assert "Secure" in cookie
    assert "Path=/;" in cookie
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", f"{ORIGIN}.evil.example", f"{ORIGIN}/", ""])
def test_a_page_from_elsewhere_signs_nobody_in(browser: TestClient, origin: str | None) -> None:
    link = link_for(browser, "mallory")
    answer = browser.post(link, headers={} if origin is None else {"Origin": origin})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert browser.post(link, headers=OWN).status_code == 303


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", f"{ORIGIN}.evil.example"])
def test_a_page_from_elsewhere_changes_nothing_with_the_cookie(browser: TestClient, origin: str | None) -> None:
    sign_in(browser)
    call = past_call(browser)
    headers = {"Accept": "*/*"} | ({} if origin is None else {"Origin": origin})
    for method, path in (("POST", "/api/calls"), ("DELETE", f"/api/calls/{call}"), ("POST", "/sign-out")):
        answer = browser.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-origin"), path
    assert browser.get(f"/api/calls/{call}").status_code == 200


def test_the_cookie_opens_the_routes_of_a_program_too(browser: TestClient) -> None:
    sign_in(browser)
    ordered = browser.post("/api/calls", json={"persona": "ruth_billing"}, headers=OWN)
    assert ordered.status_code == 201
    assert ordered.json()["ticket"]


def test_a_token_needs_no_origin_and_sees_the_pages_too(browser: TestClient) -> None:
    assert browser.portal is not None
    token = browser.portal.call(store_of(browser).issue_token, "ada")
    bearer = {"Authorization": f"Bearer {token}"}
    assert browser.post("/api/calls", json={"persona": "ruth_billing"}, headers=bearer).status_code == 201
    assert browser.get("/", headers=bearer).status_code == 200


def test_a_bad_token_is_not_mended_by_a_good_cookie(browser: TestClient) -> None:
    sign_in(browser)
    assert browser.get("/", headers={"Authorization": "Bearer invented"}).status_code == 401


def test_who_signs_out_is_out_even_with_a_copy_of_the_cookie(browser: TestClient) -> None:
    sign_in(browser)
    copy = browser.cookies["readyroom"]
    left = browser.post("/sign-out", headers=OWN)
    assert left.status_code == 200
    assert "readyroom=" in left.headers["set-cookie"]
    assert "Max-Age=0" in left.headers["set-cookie"]
    assert browser.get("/", headers={"Cookie": f"readyroom={copy}"}).status_code == 401


def test_signing_in_again_ends_the_session_before(browser: TestClient) -> None:
    sign_in(browser)
    before = browser.cookies["readyroom"]
    sign_in(browser, "grace")
    assert "grace" in browser.get("/").text
    browser.cookies.clear()
    assert browser.get("/", headers={"Cookie": f"readyroom={before}"}).status_code == 401


def test_who_is_not_signed_in_is_told_how(browser: TestClient) -> None:
    answer = browser.get("/")
    assert answer.status_code == 401
    assert "readyroom link" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
