"""Ids of calls: made by the server only, sorted by time, not to be guessed (the ULID form)."""

import re
from datetime import datetime
from secrets import randbits

from app.errors import ReadyroomError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
CALL_ID = re.compile(f"[0-7][{ALPHABET}]{{25}}")


class CallNotFound(ReadyroomError):  # noqa: N818 - said as the product says it
    """There is no such call, or what was given is not a call's id at all."""

    code = "call-not-found"


def new_call_id(moment: datetime) -> str:
    """Return 26 characters: 48 bits of milliseconds since 1970, then 80 random bits."""
    return spell(int(moment.timestamp() * 1000), randbits(80))


def spell(milliseconds: int, chance: int) -> str:
    """Return the id of a time (48 bits) and a random number (80 bits)."""
    number = milliseconds << 80 | chance
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(26)))


def checked(call_id: str) -> str:
    """Return the id if it has the form of one; raise `CallNotFound` otherwise, so that it can never become a path."""
    if not CALL_ID.fullmatch(call_id):
        raise CallNotFound("There is no such call.")
    return call_id
