"""Lines worded by a language model: streamed, cut into pieces, each guarded before it is told; or the persona's own."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import structlog

from app.core.sentences import SentenceSplitter
from app.customer.guard import forbidden
from app.customer.play import Play
from app.engines.language import LanguageModel, ModelError, ModelFailure, Prompt
from app.session.breakage import place_of
from app.session.line_in_making import MODEL, LineInMaking
from app.session.prompting import Told, line_prompt, rest_prompt
from app.session.wording_counts import WordingCounts

FIRST_PIECE = 1.8
"""How long the first piece may take before the persona's own line is spoken, in seconds; longer only where the operator
grants the model more.

After the end of a turn 0.2 s pass until it is noticed, about 0.4 s until its words are known, and at last 0.3 s until a
voice sounds: so the customer speaks within 3 s, whatever a model server does.
"""
FIRST_CLAUSE = 0.6
"""From the first word to the end of the first piece, in seconds, of a model that is granted more time."""
NEXT_PIECE = 4.0
"""How long any further piece may take, in seconds: a piece in front of it is about so long to listen to."""
SENTENCE_ENDS = (".", "!", "?", "…", '"', "”")
LATE, BROKEN = "late", "broken"

log = structlog.get_logger()


class WordingByModel:
    """Words the lines of one call; each line ends told and finished, however the model behaves."""

    def __init__(self, play: Play, model: LanguageModel, counts: WordingCounts, tasks: asyncio.TaskGroup) -> None:
        """`tasks`: the call's own, so that no request outlives it."""
        self._play = play
        self._model = model
        self._counts = counts
        self._tasks = tasks
        self._at_work: dict[int, asyncio.Task[None]] = {}
        is_slow = model.patience > FIRST_PIECE
        self._first_piece = model.patience + FIRST_CLAUSE if is_slow else FIRST_PIECE

    def begin(self, line: LineInMaking, told: Told, spoken: Sequence[str]) -> None:
        """Begin to word a line. `told`: both sides, the turn that is answered last; `spoken`: the customer's lines."""
        work = self._word(line, told, spoken)
        self._at_work[line.reply] = self._tasks.create_task(work, name=f"wording reply {line.reply}")

    def cancel(self, reply: int) -> None:
        """Stop asking; harmless once the line is finished."""
        task = self._at_work.pop(reply, None)
        if task is not None:
            task.cancel()

    async def _word(self, line: LineInMaking, told: Told, spoken: Sequence[str]) -> None:
        try:
            prompt = line_prompt(self._play, line.decision, told)
            is_whole = await self._let_through(line, prompt, spoken)
            if not is_whole and line.words and line.refused:
                self._counts.resampled += 1
                is_whole = await self._let_through(line, rest_prompt(prompt, line.words), spoken)
        except Exception as failure:  # noqa: BLE001 - here the task ends; the customer speaks all the same
            log.error("wording_broke", error=type(failure).__name__, where=place_of(failure))
            self._counts.failed[BROKEN] += 1
            is_whole = False
        self._finish(line, is_whole=is_whole)
        self._at_work.pop(line.reply, None)

    def _finish(self, line: LineInMaking, *, is_whole: bool) -> None:
        """End the line at the last sentence that was told; where none was ended, tell the persona's own."""
        if not line.words:
            self._counts.by_persona += 1
            line.say_own()
            return
        assert line.worded_by == MODEL, "an own line is told whole"
        self._counts.by_model += 1
        self._counts.cut += not is_whole
        if is_whole or line.words.endswith(SENTENCE_ENDS):
            line.finish(is_whole=is_whole)
        else:
            line.end_with_own()

    async def _let_through(self, line: LineInMaking, prompt: Prompt, spoken: Sequence[str]) -> bool:
        """Tell every piece that may be spoken; return whether the model came to its end without a fault."""
        self._counts.requests += 1
        before = line.words
        try:
            async with asyncio.timeout(NEXT_PIECE if before else self._first_piece) as limit:
                async with aclosing(self._pieces(prompt)) as pieces:
                    async for piece in pieces:
                        if self._is_refused(line, piece, spoken):
                            return False
                        line.say(piece)
                        limit.reschedule(asyncio.get_running_loop().time() + NEXT_PIECE)
        except TimeoutError:
            self._counts.failed[ModelFailure.STALLED if line.words else LATE] += 1
            return False
        except ModelError as failure:
            self._counts.failed[failure.failure] += 1
            return False
        if line.words == before:
            self._counts.failed[ModelFailure.EMPTY] += 1
        return line.words != before

    def _is_refused(self, line: LineInMaking, piece: str, spoken: Sequence[str]) -> bool:
        refusal = forbidden(self._play, line.decision, piece, line.words, spoken)
        if refusal is None:
            return False
        self._counts.refused[refusal] += 1
        line.refused.append(refusal.value)
        return True

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Yield the answer in pieces, cut as the conversation cuts a reply."""
        splitter = SentenceSplitter()
        async with aclosing(self._model.words(prompt)) as words:
            async for part in words:
                for piece in splitter.feed(part):
                    yield piece
        for piece in splitter.finish():
            yield piece
