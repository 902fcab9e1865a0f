"""Brings a database to the tables of this program, and refuses one that is ahead of it."""

import threading

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from app.store.unusable import StoreUnusable

MIGRATIONS = "app.store:migrations"

_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps what it works on in a global of the process."""


class NewerDatabase(StoreUnusable):
    """The database was written by a later version of the program."""

    code = "newer-database"


def upgrade(engine: Engine) -> None:
    """Run the missing migrations in one transaction, which a second program waits for. Raises `NewerDatabase`."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    scripts = ScriptDirectory.from_config(config)
    with _ONE_AT_A_TIME, engine.begin() as connection:
        present = set(MigrationContext.configure(connection).get_current_heads())
        _refuse_newer(present, scripts)
        if present != set(scripts.get_heads()):
            _run(config, connection)


def _refuse_newer(present: set[str], scripts: ScriptDirectory) -> None:
    unknown = present - {script.revision for script in scripts.walk_revisions()}
    if unknown:
        raise NewerDatabase(
            f"This database was written by a newer Readyroom (revision {', '.join(sorted(unknown))}). "
            "Install that version, or choose another data folder."
        )


def _run(config: Config, connection: Connection) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
