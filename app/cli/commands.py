"""All commands under one name, and what becomes of their errors."""

import logging
import sys

import typer
from pydantic import ValidationError

from app.cli.call import call
from app.cli.calls import calls
from app.cli.doctor import doctor
from app.cli.models import models
from app.cli.personas import personas
from app.cli.server import link, serve, token
from app.cli.telling import log_from, told
from app.errors import ReadyroomError

cli = typer.Typer(
    help="Practise hard customer calls out loud.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (serve, link, token, call, doctor):
    cli.command()(command)
cli.add_typer(calls, name="calls")
cli.add_typer(models, name="models")
cli.add_typer(personas, name="personas")


def main() -> None:
    """Run the command line; an error of ours is one sentence and exit code 2."""
    log_from(logging.INFO)
    logging.basicConfig(level=logging.WARNING)
    try:
        cli()
    except ReadyroomError as error:
        told.print(f"readyroom: {error}", markup=False, soft_wrap=True)
        sys.exit(2)
    except ValidationError as error:
        for fault in error.errors():
            where = "".join(f"{part}: " for part in fault["loc"])
            told.print(f"readyroom: {where}{fault['msg'].removeprefix('Value error, ')}", markup=False, soft_wrap=True)
        sys.exit(2)
