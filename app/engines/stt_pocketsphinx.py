"""PocketSphinx with the English model of its own package: the recogniser of a machine that has nothing else.

Measured on `audio_fixtures/` (synthetic speech; `python -m benchmarks.word_errors` gives today's figures), cut as the
live path cuts them, two cores of an EPYC. WER of rms and slt together; time from the last sample to the words:

    packaged defaults                                 0.065    p50 96 ms, p95 140 ms
    fwdflatefwid 8, fwdflatsfwin 10, topn 2 (chosen)  0.072    p50 61 ms, p95 104 ms
    topn 2, ds 2                                      0.089    p50 55 ms, p95 91 ms
    no second pass                                    0.092    p50 23 ms, p95 50 ms
    no second pass, beams 1e-60                       0.072    p50 32 ms, p95 79 ms, but twice the work while one speaks
    chosen, cepstral mean 40,3,-1 at each start       0.113    (and 0.34 instead of 0.16 in white noise at -50 dBFS)

lw, fwdflatlw, wip and silprob to either side of their defaults were worse or the same; remove_noise, compallsen and
pl_window changed no word. maxhmmpf 3000 changed no word either, and bounds the work in noise.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from app.engines.hearing import HeardWord, Transcript, UtteranceStream
from app.engines.worker_process import Recognition
from app.engines.workers import LIMITS, Limits, WorkerPool, tell_nobody

RATE = 16_000
FRAME = 160
"""Samples of one decoder frame."""
SETTINGS = {"fwdflatefwid": 8, "fwdflatsfwin": 10, "topn": 2, "maxhmmpf": 3000, "loglevel": "FATAL"}
PARTIAL_EVERY = 3_200
"""Samples between two looks at the text so far: 200 ms."""
FIRST_MEAN = "47.1,1.2,9.5,16.7,-0.1,-1,3.6,-5.6,-3.9,-1.9,5.1,3.1,3.4"
"""Cepstral mean before anybody has spoken: the average over the fixtures; a microphone's own is learnt from there."""
WORDS_TO_LEARN_FROM = 3
"""An utterance of fewer words may be a cough: its cepstral mean is not carried on."""
PRONUNCIATION = re.compile(r"\(\d+\)$")
LONE_WORD_CONFIDENCE = 0.2
"""A single word below this posterior is no word (measured: cough 0.04, "mm-hm" 0.05 and 0.45, "yes" 0.96)."""
LONE_WORD_LENGTH = 24_000
"""A single word longer than this (1.5 s) is noise: the recogniser is sure of itself in steady noise (measured: 1.0)."""


class _Segment(Protocol):
    """A recognised word, as PocketSphinx (which ships no types) gives it."""

    word: str
    start_frame: int
    end_frame: int
    prob: float
    """Posterior, 0 to 1 but for rounding."""


class _Hypothesis(Protocol):
    hypstr: str


class _Decoder(Protocol):
    """What PocketSphinx is asked for."""

    def start_utt(self) -> None: ...
    def process_raw(self, data: bytes, no_search: bool, full_utt: bool) -> object: ...
    def end_utt(self) -> None: ...
    def hyp(self) -> _Hypothesis | None: ...
    def seg(self) -> Iterable[_Segment] | None: ...
    def set_cmn(self, cmn: str) -> None: ...
    def get_cmn(self, update: bool) -> str: ...


class PocketSphinx:
    """The recogniser of all calls; the work is done in child processes, because PocketSphinx holds the GIL."""

    name = "pocketsphinx"

    def __init__(
        self, workers: int = 1, limits: Limits = LIMITS, on_loaded: Callable[[int], None] = tell_nobody
    ) -> None:
        """Take the number of children, and whom to tell the process id of each child that has loaded."""
        self._pool = WorkerPool(Loaded, workers, limits, on_loaded)

    async def start(self) -> None:
        """Start the children and wait until they have loaded the model (about half a second). Raises `EngineError`."""
        await self._pool.start()

    def open(self, on_partial: Callable[[str], None], hotwords: tuple[str, ...] = ()) -> UtteranceStream:  # noqa: ARG002
        """Open a stream; `on_partial` is called on the event loop with each new text, at most every 200 ms of audio."""
        return self._pool.open(on_partial)

    async def close(self) -> None:
        """Stop the children."""
        await self._pool.close()

    def hears(self, language: str) -> bool:
        """Say yes to English, the only language whose model comes with the package."""
        return language.partition("-")[0].lower() == "en"

    @property
    def is_ready(self) -> bool:
        """See `SpeechToText`."""
        return self._pool.is_ready

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The children that are alive."""
        return self._pool.process_ids


@dataclass(slots=True)
class Loaded:
    """What one child holds: decoders that are free, and the cepstral mean that the last speaker left.

    The mean describes microphone and room more than the person. Carrying it on was measured better than starting anew
    even when the speakers alternate; and only utterances with words pass it on.
    """

    mean: str = FIRST_MEAN
    free: list[_Decoder] = field(default_factory=lambda: [_decoder()])

    def open(self, hotwords: tuple[str, ...] = ()) -> Recognition:  # noqa: ARG002 -- its dictionary is fixed
        """Begin an utterance on a free decoder, or on a new one."""
        decoder = self.free.pop() if self.free else _decoder()
        decoder.set_cmn(self.mean)
        decoder.start_utt()
        return _Utterance(self, decoder)


class _Utterance:
    def __init__(self, loaded: Loaded, decoder: _Decoder) -> None:
        self._loaded = loaded
        self._decoder = decoder
        self._since_partial = 0
        self._partial = ""

    def feed(self, pcm: bytes, is_idle: bool) -> str | None:
        """Decode; see `Recognition.feed`."""
        self._decoder.process_raw(pcm, False, False)
        self._since_partial += len(pcm) // 2
        if not is_idle or self._since_partial < PARTIAL_EVERY:
            return None
        self._since_partial = 0
        return self._news()

    def finish(self) -> Transcript:
        """End the utterance and return its words; see `Recognition.finish`."""
        self._decoder.end_utt()
        words = _words(self._decoder)
        if len(words) >= WORDS_TO_LEARN_FROM:
            self._loaded.mean = self._decoder.get_cmn(False)
        self._loaded.free.append(self._decoder)
        if len(words) == 1 and _is_noise(words[0]):
            words = ()
        return Transcript(" ".join(word.text for word in words), words)

    def discard(self) -> None:
        """Give the decoder back."""
        self._decoder.end_utt()
        self._loaded.free.append(self._decoder)

    def _news(self) -> str | None:
        hypothesis = self._decoder.hyp()
        text = _readable(hypothesis.hypstr) if hypothesis else ""
        if text == self._partial:
            return None
        self._partial = text
        return text


def _decoder() -> _Decoder:
    from pocketsphinx import Decoder

    decoder: _Decoder = Decoder(**SETTINGS)
    return decoder


def _words(decoder: _Decoder) -> tuple[HeardWord, ...]:
    # seg() is None where nothing at all was decoded.
    return tuple(_word(segment) for segment in decoder.seg() or () if not _is_filler(segment.word))


def _word(segment: _Segment) -> HeardWord:
    confidence = min(1.0, max(0.0, segment.prob))
    start, end = segment.start_frame * FRAME, (segment.end_frame + 1) * FRAME
    return HeardWord(_plain(segment.word), start, end, confidence)


def _is_noise(word: HeardWord) -> bool:
    return word.confidence < LONE_WORD_CONFIDENCE or word.end - word.start > LONE_WORD_LENGTH


def _readable(text: str) -> str:
    return " ".join(_plain(word) for word in text.split() if not _is_filler(word))


def _plain(word: str) -> str:
    return PRONUNCIATION.sub("", word)


def _is_filler(word: str) -> bool:
    return word.startswith(("<", "["))
