"""Who may use a route. Each route says it by a dependency; a router with a route that says nothing is not included."""

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute

from app.web.visitor import trainee_of


def anyone() -> None:
    """Whoever can reach the server; such a route says nothing about any trainee."""


def ticket_holder() -> None:
    """Who shows a ticket in the first message; the route itself looks at it, and at the web origin."""


POLICIES = frozenset({anyone, ticket_holder, trainee_of})


def refuse_unguarded(router: APIRouter) -> None:
    """Stop the start of a server that has a route without a policy, or with two."""
    for route in router.routes:
        assert isinstance(route, APIRoute | APIWebSocketRoute), f"{route} is no route that can have a policy"
        found = POLICIES & _called(route.dependant)
        assert len(found) == 1, f"{route.path} needs one policy and has {len(found)}"


def _called(dependant: Dependant) -> set[object]:
    inner = (_called(each) for each in dependant.dependencies)
    return {dependant.call}.union(*inner)
