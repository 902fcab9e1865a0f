"""The command `readyroom`; each command is a few lines over a use case.

The parts of the server are imported by the commands that need them: `--help` is quick, and a child process that
recognises, which imports this package too, stays small.
"""

from app.cli.commands import main

__all__ = ["main"]
