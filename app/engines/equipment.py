"""What a machine and its operator give the engines to work with."""

from dataclasses import dataclass, field
from pathlib import Path

from app.engines.model_servers import ModelServer, Waits
from app.models.installed import InstalledModel, installed_models
from app.models.known import Kind

MANY_CORES = 6
"""From so many cores on small.en keeps up with a call (two-core measurements, halved: 0.3 s for a short turn)."""
VERY_MANY_CORES = 16
JUDGE_WAITS = Waits(connect=2.0, first_token=10.0, next_token=5.0, reply=30.0)
"""Nobody waits for a judge."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """By default nothing but the packages."""

    models: Path | None = None
    """Folder of installed models; `None`: there is none."""
    whisper_model: str | None = None
    """The one that the operator named; `None`: the best of those that are there."""
    language: str = "en"
    """What trainees speak, for a recogniser that has to be told: two letters."""
    short_window: bool = True
    threads: int = 2
    cores: int = 2
    """Cores of the processor that this process may use."""
    words: tuple[ModelServer, ...] = ()
    """Servers that word the customer's lines, in the order in which they are asked."""
    waits: Waits = field(default_factory=Waits)
    judge: tuple[ModelServer, ...] = ()

    def installed(self, kind: Kind) -> tuple[InstalledModel, ...]:
        """Return the whole models of a kind; for recognisers, the one best suited to this machine first."""
        found = () if self.models is None else installed_models(self.models)
        whole = [model for model in found if model.kind is kind and not model.lacks]
        order = suited(self.cores, self.language)
        if kind is Kind.WHISPER:
            whole = [model for model in whole if can_hear(model.name, self.language)]
        return tuple(sorted(whole, key=lambda model: order.index(model.name) if model.name in order else len(order)))


BARE = Equipment()


def can_hear(model: str, language: str) -> bool:
    """Say whether a recogniser model of this name knows a language: those that end in `.en` know English alone."""
    return language == "en" or not model.endswith(".en")


def suited(cores: int, language: str = "en") -> tuple[str, ...]:
    """Return the known recogniser models, the best for a machine with so many cores first."""
    if cores >= VERY_MANY_CORES:
        order = ("small.en", "base.en", "large-v3-turbo", "small", "tiny.en")
    elif cores >= MANY_CORES:
        order = ("small.en", "base.en", "small", "tiny.en", "large-v3-turbo")
    elif cores > 1:
        order = ("base.en", "tiny.en", "small.en", "small", "large-v3-turbo")
    else:
        order = ("tiny.en", "base.en", "small.en", "small", "large-v3-turbo")
    return tuple(name for name in order if can_hear(name, language))
