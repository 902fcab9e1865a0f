"""What every command shares: where it tells, from which level it logs, which settings it takes."""

import logging
import sys
from typing import TYPE_CHECKING

import structlog
from rich.console import Console

if TYPE_CHECKING:
    from app.settings import Settings

told = Console(stderr=True, highlight=False)


def log_from(level: int) -> None:
    """Log what is at least as weighty as `level` (of `logging`)."""
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def settings_of(**chosen: object) -> "Settings":
    """Return the settings of the environment, with what was chosen on the command line (None: not chosen)."""
    from app.settings import Settings

    return Settings.model_validate({**Settings().model_dump(), **{k: v for k, v in chosen.items() if v is not None}})


def quiet() -> None:
    """Log warnings only: the command's result is what it prints."""
    log_from(logging.WARNING)
