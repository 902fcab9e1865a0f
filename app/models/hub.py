"""Where models are downloaded from: the hub that their publishers use, or a mirror of it."""

from urllib.parse import quote, urlsplit

import httpx2

from app.errors import EngineError
from app.models.known import KnownFile, KnownModel

WAITS = httpx2.Timeout(connect=10.0, read=30.0, write=30.0, pool=10.0)
"""Seconds to connect, and between two pieces."""


class HubError(EngineError):
    """The hub cannot be used."""

    code = "hub"


def hub_address(mirror: str | None) -> str:
    """Return the address below which repositories lie; `mirror`: another than the publishers' own."""
    if mirror is not None:
        return mirror.rstrip("/")
    from huggingface_hub.constants import ENDPOINT

    return str(ENDPOINT)


def address_of(hub: str, model: KnownModel, file: KnownFile) -> str:
    """Return the address of one file of a pinned commit."""
    return f"{hub}/{model.repository}/resolve/{model.revision}/{quote(file.path)}"


def host_of(address: str) -> str:
    """Return the host, and the port if it is an unusual one, for telling people."""
    return urlsplit(address).netloc.rpartition("@")[2]


def hub_client() -> httpx2.Client:
    """Return a client that waits in bounds and follows nothing by itself; it honours the environment's proxies."""
    return httpx2.Client(timeout=WAITS, follow_redirects=False, headers={"Accept-Encoding": "identity"})
