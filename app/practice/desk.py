"""The desk where calls are ordered and held: what every use case here works with."""

import asyncio
from dataclasses import dataclass, field

from app.content.library import Library
from app.content.shelf import Shelf
from app.content.yaml_rubric import RubricFile
from app.engines.catalogue import Engines
from app.practice.scorecards import NoScorecards, Scorecards
from app.practice.start_parts import Parts
from app.practice.tickets import Tickets
from app.session.call import Call
from app.session.wording_counts import ModelCounts
from app.store import Store


@dataclass(slots=True)
class LiveCall:
    """A place for a call that is begun or held, and whose it is."""

    trainee: str
    call: Call | None = None
    """None while it is being begun."""
    is_over: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the call is over and filed."""


@dataclass(slots=True)
class Desk:
    """One server's parts and its live calls."""

    store: Store
    library: Library
    """As its files were when they were last looked at; `fresh_library` looks again."""
    engines: Engines
    max_calls: int
    tasks: asyncio.TaskGroup
    """Where calls live, so that they outlast the connection that began them."""
    tickets: Tickets = field(default_factory=Tickets)
    live: dict[str, LiveCall] = field(default_factory=dict)
    """By trainee: each has one live call at most."""
    parts: Parts = field(default_factory=lambda: Parts(ready=True))
    """How far the engines are."""
    scorecards: Scorecards = field(default_factory=NoScorecards)
    rubrics: tuple[RubricFile, ...] = ()
    """What calls are scored by; each call is pinned to those that suit its persona, word for word."""
    counts: ModelCounts = field(default_factory=ModelCounts)
    """What the language models did in this server's calls."""
    shelf: Shelf | None = None
    """Where the library's files are looked at; `None`: it stays as it is."""
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while they are looked at, so that each change is read and told once."""
    is_draining: bool = False
    """No new call may begin; the live ones may end."""

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another call."""
        return len(self.live) >= self.max_calls
