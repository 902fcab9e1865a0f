"""Sentences about scoring in a process that is killed at any moment."""

import asyncio
import subprocess
import sys
from pathlib import Path

from app.store import Store
from tests.jobs.work import filed_call

ROOT = Path(__file__).parents[2]
BOUNDARIES = ["before-order", "ordered", "before-pin", "after-pin", "before-score", "after-score", "scored", "finished"]


async def test_killed_at_every_boundary_one_after_the_other_a_call_has_one_scorecard(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    call_id = await filed_call(store)
    for boundary in BOUNDARIES:
        heard = await asyncio.to_thread(run_until, boundary, tmp_path, call_id)
        assert heard[-1] == boundary
        is_scored = boundary in BOUNDARIES[BOUNDARIES.index("after-score") :]
        assert len(await store.scorecards(call_id)) == is_scored
    await store.close()


async def test_what_was_finished_before_the_server_died_is_not_done_again(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    call_id = await filed_call(store)
    await asyncio.to_thread(run_until, "before-score", tmp_path, call_id)
    heard = await asyncio.to_thread(run_until, None, tmp_path, call_id)
    assert "before-pin" not in heard
    assert heard[-1] == "finished"
    assert len(await store.scorecards(call_id)) == 1
    assert await store.unscored_calls() == []
    await store.close()


def run_until(boundary: str | None, data: Path, call_id: str) -> list[str]:
    """Run the program and kill it (SIGKILL) at the boundary, or let it finish; return the boundaries it came to."""
    command = [sys.executable, "-m", "tests.jobs.score_until_killed", str(data), call_id]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        heard = []
        for line in child.stdout:
            heard.append(line.strip())
            if heard[-1] == boundary:
                child.kill()
                break
            child.stdin.write("go on\n")
            child.stdin.flush()
    return heard
