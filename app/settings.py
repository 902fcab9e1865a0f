"""What a deployment may choose: `READYROOM_*` in the environment, read once, refused if unsafe."""

import re
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.addresses import fault_of, is_loopback

HTTP_PORT = 80
EVERYWHERE = frozenset({"0.0.0.0", "::", "[::]"})  # noqa: S104 - named, not bound
ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?")
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
    """Folder of rubric files; every call is scored by those that its persona names, or by each of them."""
    languages: Path = PROJECT / "languages"
    """Folder of language files."""
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
    recogniser: str = "auto"
    """Recogniser: whisper, pocketsphinx, or auto: the best that is installed."""
    voice: str = "auto"
    """Voice: piper, espeak, or auto: the best that is installed."""
    models: Path | None = None
    """Folder of installed models; unset: `models` in the data folder."""
    hub_url: str | None = None
    """Address of a mirror that `readyroom models pull` takes models from; unset: the hub of their publishers."""
    whisper_model: str | None = None
    """Which installed faster-whisper model to use; unset: the best of them for this machine."""
    whisper_language: str = Field(default="en", pattern=r"^[a-z]{2}$")
    """What trainees speak, in two letters: Whisper is told, for guessing takes time and is wrong on short turns."""
    whisper_short_window: bool = True
    """Let Whisper look at 10 s and more instead of always 30 s, which is three times faster; results are checked."""
    engine_threads: int = Field(default=2, ge=1, le=64)
    """Threads that a recogniser or a voice may use for one piece of work."""
    model_url: str | None = None
    """Address of an OpenAI-compatible model server that words the customer's lines; unset: the persona's own lines."""
    model_key: SecretStr | None = None
    """Key of the model server, where it wants one."""
    model_name: str | None = None
    """Which of the server's models."""
    model_fallback_url: str | None = None
    """A second model server, asked when the first fails."""
    model_fallback_key: SecretStr | None = None
    """Key of the second server."""
    model_fallback_name: str | None = None
    """Which of the second server's models; unset: `model_name`."""
    model_connect_seconds: float = Field(default=0.5, gt=0, le=10)
    """How long connecting to a model server may take."""
    model_first_token_seconds: float = Field(default=1.2, gt=0, le=30)
    """How long the first word of an answer may take; then the persona's own line is spoken."""
    model_next_token_seconds: float = Field(default=1.0, gt=0, le=30)
    """How long an answer may pause in its middle."""
    model_reply_seconds: float = Field(default=8.0, gt=0, le=60)
    """How long a whole answer may take."""
    judge_url: str | None = None
    """Address of the model server that reads turns a second time; unset: the one that words the customer's lines."""
    judge_key: SecretStr | None = None
    """Key of the judge's server."""
    judge_name: str | None = None
    """Which of its models; better not the one that words the customer."""

    @field_validator("origins")
    @classmethod
    def _refuse_what_no_browser_sends(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin} is not a web origin: write scheme and host, and a port only if it is not the usual one, "
                    "without a slash at the end, such as https://practice.example."
                )
        return origins

    @property
    def models_folder(self) -> Path:
        """Where installed models lie."""
        return self.models if self.models is not None else self.data / "models"

    def address(self, port: int) -> str:
        """Return where people reach a server on this port: the first origin named, or this machine's own."""
        if self.origins:
            return self.origins[0]
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return origin_of(host, port)

    def own_origins(self, port: int) -> set[str]:
        """Return every web origin whose pages may open calls on a server on this port."""
        local = {origin_of(host, port) for host in ("127.0.0.1", "localhost", "::1")}
        return local | {self.address(port), *self.origins}

    @model_validator(mode="after")
    def _refuse_public_address_without_consent(self) -> Self:
        if not self.insecure and not is_loopback(self.host):
            raise ValueError(
                f"{self.host} can be reached from other machines, and this server speaks plain HTTP: voices and tokens "
                "could be read on the way. Listen on 127.0.0.1 behind a proxy with TLS, or accept it with --insecure."
            )
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_servers(self) -> Self:
        """Refuse addresses that a key or a trainee's words must not be sent to; no sentence repeats one."""
        named = {"HUB": self.hub_url, "MODEL": self.model_url, "MODEL_FALLBACK": self.model_fallback_url}
        for name, url in (named | {"JUDGE": self.judge_url}).items():
            fault = None if url is None else fault_of(url, may_be_plain=self.insecure)
            if fault is not None:
                raise ValueError(f"READYROOM_{name}_URL: {fault}")
        return self

    @model_validator(mode="after")
    def _refuse_half_a_server(self) -> Self:
        """Refuse a server without the name of a model, and a second server without a first."""
        if self.model_fallback_url is not None and self.model_url is None:
            raise ValueError(
                "READYROOM_MODEL_FALLBACK_URL is the second server: name the first in READYROOM_MODEL_URL."
            )
        for name, url, model in (
            ("MODEL", self.model_url, self.model_name),
            ("JUDGE", self.judge_url, self.judge_name),
        ):
            if url is not None and not model:
                raise ValueError(f"READYROOM_{name}_URL needs READYROOM_{name}_NAME: which of the server's models.")
        return self


def origin_of(host: str, port: int) -> str:
    """Return the origin that a browser names for plain HTTP on this host and port: port 80 goes without saying."""
    bracketed = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{bracketed}" if port == HTTP_PORT else f"http://{bracketed}:{port}"
