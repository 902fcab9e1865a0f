"""Sentences about what the pages show."""

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.web.wire import desk_of_app
from tests.web.visitors import OWN, past_call, sign_in

PAGES = ("/", "/practise/ruth_billing/charged_twice")


def test_the_first_page_shows_every_customer_and_situation(browser: TestClient) -> None:
    shown = html.unescape(sign_in(browser).get("/").text)
    assert shown.count("<article ") == len(desk_of_app(browser.app).library.names)  # type: ignore[arg-type]
    for words in ("Ruth Okafor", "Owner of a hair salon", "Charged twice, third call", "de-escalation", "She is angry"):
        assert words in shown
    assert 'href="/practise/ruth_billing/charged_twice"' in shown
    assert shown.count("<h2>Ruth Okafor</h2>") == 1


def test_who_has_not_called_yet_is_told_what_will_be_here(browser: TestClient) -> None:
    assert "No calls yet." in sign_in(browser, "newcomer").get("/").text


def test_the_first_page_lists_ones_own_calls_only(browser: TestClient) -> None:
    call = past_call(browser)
    assert f'href="/calls/{call}"' in sign_in(browser).get("/").text
    assert call not in sign_in(browser, "grace").get("/").text


def test_the_brief_is_beside_the_call(browser: TestClient) -> None:
    shown = html.unescape(sign_in(browser).get("/practise/ruth_billing/charged_twice?difficulty=hard").text)
    tag = re.search(r"<readyroom-call ([^>]*)>", shown)
    assert tag is not None
    assert dict(re.findall(r'(\w+)="([^"]*)"', tag[1])) == {
        "persona": "ruth_billing",
        "scenario": "charged_twice",
        "customer": "Ruth Okafor",
        "opens": "customer",
        "difficulty": "hard",
        "stop": "stop the exercise",
        "speech": "0",
    }
    for words in ("Your brief", "Two payments of £84.50", "You may refund the second payment", "Put the payment right"):
        assert words in shown


def test_documents_of_the_brief_are_shown_as_they_are_set(browser: TestClient) -> None:
    shown = html.unescape(sign_in(browser).get("/practise/ruth_billing/charged_twice").text)
    assert re.search(r"<details [^>]*open[^>]*>\s*<summary>Payments on the account</summary>\s*<pre", shown)
    assert "3 May  84.50  collected\n3 May  84.50  collected (billing run 2, duplicate)" in shown
    assert '<p class="lines">Tue 3 May: customer reports double payment.' in shown


def test_what_one_can_choose_by_is_in_words(browser: TestClient) -> None:
    shown = html.unescape(sign_in(browser).get("/").text)
    for value, words in (("de_escalation", "De-escalation"), ("telecoms", "Telecoms"), ("de", "Deutsch")):
        assert f'<option value="{value}">{words}</option>' in shown
    assert not re.search(r">[^<]*[a-z]_[a-z][^<]*<", shown)


def test_without_a_script_the_first_page_is_a_plain_list(browser: TestClient) -> None:
    shown = sign_in(browser).get("/").text
    assert re.search(r'<form class="filters"[^>]* hidden>', shown)
    assert " hidden" not in shown.split('<ul class="customers">')[1]


def test_a_page_loads_what_the_build_made_and_nothing_else(browser: TestClient) -> None:
    shown = sign_in(browser).get("/practise/ruth_billing/charged_twice").text
    assert re.findall(r'<script type="module" src="([^"]+)"', shown) == ["/static/assets/call-1a2b3c4d.js"]
    assert re.findall(r'modulepreload" href="([^"]+)"', shown) == ["/static/assets/shared-1a2b3c4d.js"]
    styles = ["/static/assets/site-1a2b3c4d.css", "/static/assets/call-5e6f.css"]
    assert re.findall(r'stylesheet" href="([^"]+)"', shown) == styles


def test_a_past_call_is_shown_with_its_replay(browser: TestClient) -> None:
    call = past_call(browser)
    shown = sign_in(browser).get(f"/calls/{call}").text
    assert f'<readyroom-replay call="{call}" customer="mara">' in shown
    assert "you hung up" in shown
    assert "I am sorry to hear that." in shown


def test_a_call_that_is_still_on_is_not_replayed(browser: TestClient) -> None:
    shown = sign_in(browser).get(f"/calls/{past_call(browser, is_over=False)}").text
    assert "still on" in shown
    assert "readyroom-replay" not in shown


@pytest.mark.parametrize("path", ["/calls/" + "0" * 26, "/calls/..%2f..%2fetc", "/practise/nobody/none", "/nowhere"])
def test_what_is_not_there_is_a_page_that_says_so(browser: TestClient, path: str) -> None:
    answer = sign_in(browser).get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_anothers_call_is_not_there(browser: TestClient) -> None:
    call = past_call(browser)
    grace = sign_in(browser, "grace")
    none = grace.get("/calls/" + "0" * 26)
    assert (grace.get(f"/calls/{call}").status_code, grace.get(f"/calls/{call}").text) == (404, none.text)


def test_a_difficulty_that_does_not_exist_is_refused_without_repeating_it(browser: TestClient) -> None:
    answer = sign_in(browser).get("/practise/ruth_billing/charged_twice?difficulty=<b>cruel</b>")
    assert answer.status_code == 422
    assert "cruel" not in answer.text


def test_what_people_are_called_is_text_and_never_markup(browser: TestClient) -> None:
    shown = sign_in(browser, "<img src=x onerror=alert(1)>").get("/").text
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


@pytest.mark.parametrize("path", PAGES)
def test_without_the_built_page_one_is_told_how_to_build_it(browser: TestClient, built: Path, path: str) -> None:
    away = (built / "manifest.json").rename(built / "away.json")
    answer = sign_in(browser).get(path)
    away.rename(built / "manifest.json")
    assert answer.status_code == 503
    assert "make run" in answer.text


def test_a_build_that_comes_later_is_seen(browser: TestClient, built: Path) -> None:
    sign_in(browser)
    away = (built / "manifest.json").rename(built / "away.json")
    assert browser.get("/").status_code == 503
    away.rename(built / "manifest.json")
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/sign-in/x"])
def test_every_page_has_its_landmarks_and_one_heading(browser: TestClient, path: str) -> None:
    shown = sign_in(browser).get(path).text
    assert '<html lang="en">' in shown
    for once in ("<main", "<h1", "<header", "<footer", "<title", 'class="skip"'):
        assert shown.count(once) == 1, once
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    for named in re.findall(r'(?:labelledby|describedby|label for|href)="#?([^"/]+)"', shown):
        assert named in ids or ":" in named, named


@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_a_page_is_a_script_a_style_or_from_elsewhere(browser: TestClient, path: str) -> None:
    shown = sign_in(browser).get(path).text
    assert "style=" not in shown
    assert "<style" not in shown
    assert not re.search(r"<script(?![^>]* src=)", shown)
    assert not re.search(r"\son\w+=", shown)
    assert not re.search(r'(?:src|href|action)="(?!/|#|data:,)', shown)


def test_deleting_a_call_takes_it_from_the_list(browser: TestClient) -> None:
    call = past_call(browser)
    sign_in(browser)
    assert browser.delete(f"/api/calls/{call}", headers=OWN).status_code == 204
    assert call not in browser.get("/").text
    assert browser.get(f"/calls/{call}").status_code == 404


def test_a_live_call_is_not_deleted(browser: TestClient) -> None:
    call = past_call(browser, is_over=False)
    answer = sign_in(browser).delete(f"/api/calls/{call}", headers=OWN)
    assert (answer.status_code, answer.json()["code"]) == (409, "call-is-live")


def test_nobody_deletes_anothers_call(browser: TestClient) -> None:
    call = past_call(browser)
    assert sign_in(browser, "grace").delete(f"/api/calls/{call}", headers=OWN).status_code == 404
    assert sign_in(browser).get(f"/api/calls/{call}").status_code == 200


def test_where_nobody_scores_the_scorecard_is_unavailable(browser: TestClient) -> None:
    call = past_call(browser)
    answer = sign_in(browser).get(f"/api/calls/{call}/scorecard")
    assert answer.json() == {"status": "unavailable"}
    assert sign_in(browser, "grace").get(f"/api/calls/{call}/scorecard").status_code == 404


def test_a_part_of_a_recording_can_be_fetched(browser: TestClient) -> None:
    call = past_call(browser)
    answer = sign_in(browser).get(f"/api/calls/{call}/recording", headers={"Range": "bytes=44-143"})
    assert answer.status_code == 206
    assert len(answer.content) == 100
    assert answer.headers["cache-control"] == "no-store"
