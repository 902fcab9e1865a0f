"""What routes share: the desk of the server that they belong to."""

from fastapi import FastAPI
from starlette.requests import HTTPConnection

from app.practice.desk import Desk


def desk_of_app(app: FastAPI) -> Desk:
    """Return the desk of a started application."""
    desk = app.state.desk
    assert isinstance(desk, Desk)
    return desk


def desk_of(connection: HTTPConnection) -> Desk:
    """Return the desk of the server that a connection came to."""
    return desk_of_app(connection.app)
