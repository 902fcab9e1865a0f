"""Sentences about who may use a route."""

import pytest
from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.testclient import TestClient

from app.web import calls, deletion, health, line, pages, parts, retelling, scorecards, sign_in
from app.web.policies import anyone, refuse_unguarded, ticket_holder
from app.web.visitor import trainee_of

ROUTERS = (
    health.router,
    sign_in.router,
    pages.router,
    parts.router,
    calls.router,
    scorecards.router,
    retelling.router,
    deletion.router,
    line.router,
)
OPEN = {"/health", "/sign-in/{link}", "/ws"}
PRIVATE = sorted(
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and route.path not in OPEN
    for method in route.methods or ()
)


def nothing() -> None:
    """A route without a policy."""


def test_a_route_without_a_policy_stops_the_start() -> None:
    router = APIRouter()
    router.get("/secret")(nothing)
    with pytest.raises(AssertionError, match="/secret needs one policy and has 0"):
        refuse_unguarded(router)


def test_a_route_with_two_policies_stops_the_start() -> None:
    router = APIRouter(dependencies=[Depends(anyone)])
    router.get("/secret", dependencies=[Depends(trainee_of)])(nothing)
    with pytest.raises(AssertionError, match="has 2"):
        refuse_unguarded(router)


def test_a_websocket_without_a_policy_stops_the_start() -> None:
    router = APIRouter()
    router.websocket("/secret")(nothing)
    with pytest.raises(AssertionError, match="has 0"):
        refuse_unguarded(router)


def test_every_route_of_the_product_has_one_policy_and_few_are_open() -> None:
    for router in ROUTERS:
        refuse_unguarded(router)
    routes = [route for router in ROUTERS for route in router.routes]
    assert all(isinstance(route, APIRoute | APIWebSocketRoute) for route in routes)
    assert {route.path for route in routes if not _is_private(route)} == OPEN  # type: ignore[attr-defined]
    assert len(PRIVATE) >= 10


def _is_private(route: object) -> bool:
    assert isinstance(route, APIRoute | APIWebSocketRoute)
    called = {each.call for each in route.dependant.dependencies}
    return not called & {anyone, ticket_holder}


def test_the_application_has_no_route_that_no_router_brought(browser: TestClient) -> None:
    own = [route for route in browser.app.routes if not hasattr(route, "original_router")]  # type: ignore[attr-defined]
    assert [route.path for route in own] == ["/static"]
    brought = [route.original_router for route in browser.app.routes if hasattr(route, "original_router")]  # type: ignore[attr-defined]
    assert set(map(id, brought)) == set(map(id, ROUTERS))


def test_nobody_gets_in_unasked(browser: TestClient) -> None:
    strangers: tuple[dict[str, str], ...] = (
        {},
        {"Authorization": "Bearer invented"},
        {"Authorization": "Basic YTpi"},
        {"Cookie": "readyroom=x"},
    )
    for method, path in PRIVATE:
        call = path.replace("{call_id}", "0" * 26).replace("{persona_id}", "ruth_billing").replace("{scenario_id}", "x")
        for headers in strangers:
            answer = browser.request(method, call, headers={"Accept": "*/*"} | headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in"), (method, path, headers)
