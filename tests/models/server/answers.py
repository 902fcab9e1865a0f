"""What a well-behaved stand-in says: the customer's own line a little altered, or tags for a turn."""

import json
import re
from typing import Any

from tests.models.server.behaviours import SAYS, TURNED, Behaviour

SIGN = "Look."
"""With this a stand-in begins its lines, so that a test knows them from the persona's own."""
TAGS = '["closed_question"]'
_LINE = re.compile(r"This line: “(.*?)”", re.DOTALL)
_TAGGER = "You label one turn"


def answer_to(request: dict[str, Any], behaviour: Behaviour, words: str | None) -> str:
    """Return the whole answer to a request; `words` replaces what a good one says."""
    if behaviour in SAYS:
        return SAYS[behaviour]
    good = words or _good(request)
    return good + TURNED if behaviour is Behaviour.TURNS_BAD else good


def _good(request: dict[str, Any]) -> str:
    messages = request.get("messages") or [{"content": ""}]
    if str(messages[0].get("content", "")).startswith(_TAGGER):
        return TAGS
    line = _LINE.search(str(messages[-1].get("content", "")))
    return f"{SIGN} {line.group(1)}" if line else f"{SIGN} I hear you, and I am still not happy."


def event(content: str, finish: str | None = None) -> bytes:
    """Return one chunk of an answer as an event."""
    choice = {"index": 0, "delta": {"content": content} if content else {}, "finish_reason": finish}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "stand-in", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()
