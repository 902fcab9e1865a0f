"""Which model servers there are, as the operator names them, and how long each part of an answer may take."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.errors import EngineError


@dataclass(frozen=True, slots=True)
class ModelServer:
    """One OpenAI-compatible server."""

    url: str
    """Its base address, such as `http://127.0.0.1:11434/v1`. Nothing is asked of any other host."""
    key: str | None = field(repr=False)
    """`None`: it wants none."""
    model: str
    """Which of its models."""

    def __post_init__(self) -> None:
        """Refuse an address that is not one of a server. Raises `EngineError`."""
        _check(self.url)

    @property
    def host(self) -> str:
        """Host and port, for telling people and for counting; never the key."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Waits:
    """How long to wait, in seconds."""

    connect: float = 0.5
    first_token: float = 1.2
    """From asking the first server to its first word, a second try included; a fallback has 45 percent of this more."""
    next_token: float = 1.0
    """Between two pieces of text."""
    reply: float = 8.0
    """From asking to the end of the answer."""


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EngineError(f"A model server needs a whole address such as http://127.0.0.1:11434/v1, and not “{url}”.")
    if "@" in parts.netloc:
        raise EngineError("A model server's address holds no name and no password; its key is a setting of its own.")
    if parts.query or parts.fragment:
        raise EngineError(f"A model server's address ends with its path, such as /v1; “{url}” goes on after it.")
    if _is_link_local(parts.hostname):
        raise EngineError(f"{parts.hostname} is no model server: at such addresses machines tell their own secrets.")


def _is_link_local(host: str) -> bool:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_link_local
