"""What axe-core finds on a page; its script comes from the page's own development packages."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "app/web/client/node_modules/axe-core/axe.min.js"


@cache
def _script() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """Return every fault of the page as it is now: rule, what is wrong, and where."""
    page.evaluate(_script())
    result: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:200]} {node.get('failureSummary')}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
