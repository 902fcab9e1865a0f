"""Sign in from a browser: a link that is good once, from the operator to a trainee; it opens a session."""

from app.errors import ContentError
from app.store import Store

LONGEST_NAME = 80
"""Characters of a trainee's name."""
OPERATOR = "trainee"
"""Who signs in by a link for nobody in particular: the one person of a machine of one's own."""


class BadNameError(ContentError):
    """What was given cannot be a trainee's name."""

    code = "bad-name"


async def make_link(store: Store, address: str, name: str = OPERATOR, *, alone: bool = False) -> str:
    """Return a link below `address` that signs `name` in, once, within a quarter of an hour.

    `alone`: every link handed out before is void. Raises `BadNameError`, `KeepingError`.
    """
    trainee = name.strip()
    if not trainee.isprintable() or not 1 <= len(trainee) <= LONGEST_NAME:
        raise BadNameError(f"A trainee's name has 1 to {LONGEST_NAME} printable characters.")
    return f"{address}/sign-in/{await store.sign_ins.issue_link(trainee, alone=alone)}"


async def use_link(store: Store, link: str, former: str | None) -> str | None:
    """Return the secret of the session that a link opens, used up by it; None if it is not good.

    `former`: the browser's session until now, ended by a new one; None if it had none. Raises `KeepingError`.
    """
    session = await store.sign_ins.open_session(link)
    if session is not None and former is not None:
        await store.sign_ins.end_session(former)
    return session
