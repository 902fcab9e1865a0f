"""Starts the programs of this folder as processes of their own, to be killed or starved."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Start `tests/store/PROGRAM.py`; what it prints can be read from its `stdout`."""
    command = [sys.executable, "-m", f"tests.store.{program}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lines_until_killed(child: subprocess.Popen[str], after: int) -> list[list[str]]:
    """Kill the child (SIGKILL) once it has printed `after` lines; return all that it printed, split into words."""
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(after)]
    child.kill()
    said += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    return [line.split() for line in said if line.endswith("\n")]
