"""Who plays the customer in a call: the role, who words it, its alarm clock, and who tags the turns beside it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from app.core.events import Event
from app.customer.play import Play
from app.engines.catalogue import Engines
from app.session.clock import CallClock
from app.session.keeping import Keepsake
from app.session.role import Listeners, Role
from app.session.tagging import TaggableTurn, Tagging
from app.session.waking import Waking
from app.session.wording import Wording
from app.session.wording_by_model import WordingByModel
from app.session.wording_counts import ModelCounts


@dataclass(frozen=True, slots=True)
class Backstage:
    """What a call lends to who plays in it."""

    tasks: asyncio.TaskGroup
    clock: CallClock
    post: Callable[[Event], None]
    keep: Callable[[Keepsake], None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays."""

    role: Role
    waking: Waking
    tagging: Tagging | None

    def stop(self) -> None:
        """The call is over: nobody is woken, nothing more is tagged."""
        self.waking.stop()
        if self.tagging is not None:
            self.tagging.stop()


def cast(play: Play, engines: Engines, counts: ModelCounts, backstage: Backstage) -> Cast:
    """Return who plays in a call on these engines."""
    waking = Waking(backstage.clock, backstage.post)
    judge = engines.judge or engines.words
    tagging = Tagging(judge, counts.tags, backstage.tasks, backstage.keep) if judge is not None else None
    by_model = WordingByModel(play, engines.words, counts.words, backstage.tasks) if engines.words is not None else None
    listeners = Listeners(
        backstage.post,
        backstage.keep,
        wake=lambda at, barges: waking.set(at, barges=barges),
        tag=tagging.tag if tagging is not None else _leave,
    )
    return Cast(Role(play, Wording(by_model), listeners), waking, tagging)


def _leave(turn: TaggableTurn) -> None:
    """Leave a turn untagged."""
