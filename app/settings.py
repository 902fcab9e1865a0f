"""What a deployment may choose: `READYROOM_*` in the environment, read once, refused if unsafe."""

from ipaddress import ip_address
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every choice has a default that works on a bare machine."""

    model_config = SettingsConfigDict(env_prefix="READYROOM_", extra="forbid", use_attribute_docstrings=True)

    host: str = "127.0.0.1"
    """Address to listen on. Others than this machine's own need `insecure`, or TLS in front."""
    port: int = Field(default=8000, ge=0, le=65535)
    """Port to listen on; 0 takes a free one."""
    data: Path = Path("data")
    """Folder of the database and the recordings."""
    personas: Path = PROJECT / "personas"
    """Folder of persona files."""
    rubrics: Path = PROJECT / "rubrics"
    """Folder of rubric files; every call is scored by each of them."""
    database_url: str | None = None
    """SQLAlchemy address of another database than the SQLite file in the data folder."""
    origins: tuple[str, ...] = ()
    """Web origins that may open a call besides this server's own on localhost, such as `https://practice.example`."""
    insecure: bool = False
    """Listen beyond this machine without TLS: voices and tokens are then readable on the network."""
    max_calls: int = Field(default=4, ge=1, le=1000)
    """Live calls at a time; further ones are refused as busy. Two cores hold about four on the embedded parts."""
    drain_seconds: float = Field(default=1800.0, ge=0)
    """How long live calls may go on after the server was told to stop; a second signal ends them at once."""
    vad: str = "silero"
    """Speech detector: silero."""
    recogniser: str = "pocketsphinx"
    """Recogniser: pocketsphinx."""
    voice: str = "espeak"
    """Voice: espeak."""

    @model_validator(mode="after")
    def _refuse_public_address_without_consent(self) -> Self:
        if not self.insecure and not _is_loopback(self.host):
            raise ValueError(
                f"{self.host} can be reached from other machines, and this server speaks plain HTTP: voices and tokens "
                "could be read on the way. Listen on 127.0.0.1 behind a proxy with TLS, or accept it with --insecure."
            )
        return self


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
