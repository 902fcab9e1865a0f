"""What must be true of every call, checked after every event."""

from collections import Counter
from collections.abc import Callable

from app.core import commands, events
from app.core.commands import Command
from app.core.conversation import Conversation
from app.core.events import Event, SpokenWord
from app.core.floor import Floor
from app.core.transcript import CAPTURE_RATE, Side, Turn

TOLERANCE = CAPTURE_RATE // 20
"""Samples by which a word may lie beside the moment at which it was heard."""
EDGE = 64
"""Samples around the edge of a word in which a pause belongs to either side."""

_SILENT_FLOORS = (Floor.OPEN, Floor.PAUSED, Floor.THINKING)


class Promises:
    """Watches one call; a broken promise is an AssertionError that says which."""

    def __init__(self, kept: tuple[Turn, ...] = ()) -> None:
        """Begin a call of which these turns were kept before."""
        self.prepared: commands.PrepareReply | None = None
        self.cancelled: set[int] = set()
        self.finals: Counter[str] = Counter()
        """Words that were recognised for good, or typed."""
        self._guesses: dict[int, Counter[str]] = {}
        self._unrecognised: set[int] = set()
        self._spoken: dict[int, int] = {}
        self._mute: set[int] = set()
        self._flushing: set[int] = set()
        self._committed: set[int] = set()
        self._closed: set[int] = set()
        self._open_utterances: set[int] = set()
        self._transcribed: set[int] = set()
        self._kept = {(turn.number, turn.revision): turn for turn in kept}
        self._journalled: set[tuple[int, int]] = set()
        self._voiced: dict[int, list[SpokenWord]] = {}
        self._reported: dict[int, int] = {}
        self._played: dict[int, int] = {}
        self._lines: dict[int, commands.CloseLine] = {}
        self._is_over = False
        for turn in kept:
            if turn.side is Side.TRAINEE:
                self.finals.update(turn.text.split())

    def before(self, event: Event, floor: Floor) -> None:
        """Note what the core is about to be told."""
        match event:
            case events.SpeechStarted() if floor not in (Floor.AWAY, Floor.CLOSED):
                self._open_utterances.add(event.utterance)
            case events.SpeechEnded():
                self._open_utterances.discard(event.utterance)
            case events.PartialHeard():
                self._guesses.setdefault(event.utterance, Counter()).update(event.text.split())
            case events.TranscriptReady():
                assert event.utterance in self._transcribed, "the shell answers only what was asked"
                self.finals.update(event.text.split())
                if not event.text:
                    self._unrecognised.add(event.utterance)
            case events.TurnTyped() if floor is not Floor.CLOSED:
                self.finals.update(event.text.split())
            case events.TurnJournalled() | events.JournalFailed():
                self._journalled.add((event.turn, event.revision))
            case _:
                self._note_sound(event)

    def _note_sound(self, event: Event) -> None:
        match event:
            case events.VoiceFailed():
                self._mute.add(event.reply)
            case events.PieceVoiced():
                self._voiced.setdefault(event.reply, []).extend(event.words)
            case events.PlaybackFlushed():
                self._flushing.discard(event.reply)
                self._reported[event.reply] = event.samples
            case events.PlaybackProgressed() | events.PlaybackDrained():
                self._reported[event.reply] = self._played[event.reply] = event.samples
            case _:
                pass

    def after(self, orders: list[Command], conversation: Conversation) -> None:
        """Check what the core ordered and where it stands."""
        for order in orders:
            self._check(order)
        if conversation.floor in (Floor.AWAY, Floor.CLOSED):
            self._flushing.clear()
            self._open_utterances.clear()
        if self._open_utterances:
            assert conversation.floor not in _SILENT_FLOORS, f"the trainee speaks while {conversation.floor}"

    def _check(self, order: Command) -> None:
        match order:
            case commands.PrepareReply():
                self._check_prepared(order)
            case commands.Speak():
                self._check_spoken(order)
            case commands.CancelReply():
                assert order.reply not in self.cancelled, "cancelled twice"
                self.cancelled.add(order.reply)
                is_silent = order.reply in self._mute and not self._voiced.get(order.reply)
                if order.reply in self._spoken and not is_silent:
                    self._flushing.add(order.reply)
            case commands.Transcribe():
                assert order.utterance not in self._transcribed, "an utterance is transcribed once"
                self._transcribed.add(order.utterance)
                self._open_utterances.discard(order.utterance)
            case commands.JournalTurn():
                self._check_kept(order.turn)
            case commands.CommitReply():
                assert order.reply not in self._committed | self.cancelled
                self._committed.add(order.reply)
            case commands.CloseLine():
                assert order.reply in self._committed - self._closed, "a line is closed once, and only if it was heard"
                self._closed.add(order.reply)
                self._check_line(order)
            case commands.EndCall():
                assert not self._is_over, "a call ends once"
                self._is_over = True
            case _:
                pass

    def _check_prepared(self, order: commands.PrepareReply) -> None:
        before = self.prepared
        assert before is None or order.reply == before.reply + 1
        assert self._committed == self._closed, "the mind must hear what became of its line first"
        assert not self._flushing, "a cut line's end must be known first"
        self.prepared = order

    def _check_spoken(self, order: commands.Speak) -> None:
        prepared = self.prepared
        assert prepared is not None
        assert order.reply == prepared.reply
        assert order.reply not in self.cancelled
        assert order.reply not in self._mute, "the voice has failed"
        assert not self._flushing, "an older line may still be audible"
        assert order.piece == self._spoken.get(order.reply, 0), "pieces are spoken once, in order"
        assert order.text.strip()
        self._spoken[order.reply] = order.piece + 1
        if prepared.turn and order.piece == 0:
            kept = [turn for key, turn in self._kept.items() if key in self._journalled and key[0] == prepared.turn]
            assert any(turn.text == prepared.text for turn in kept), "a turn is durable before it is answered"

    def _check_kept(self, turn: Turn) -> None:
        key = (turn.number, turn.revision)
        assert self._kept.setdefault(key, turn) == turn, f"two different turns are {key}"
        assert turn.revision >= max((each[1] for each in self._kept if each[0] == turn.number), default=0)

    def _check_line(self, order: commands.CloseLine) -> None:
        reported = self._reported.get(order.reply, 0)
        words = [word.text for word in self._voiced[order.reply] if word.end <= reported]
        assert order.heard == " ".join(words), "a line is what was heard of it"
        self._lines[order.turn] = order

    def _check_places(self, turn: Turn, clock_at: Callable[[int, int], int]) -> None:
        """Check words against the times at which they were really played; where a flush alone tells, it is a guess."""
        line = self._lines.get(turn.number)
        if line is None:
            return
        sure = [word for word in self._voiced[line.reply] if word.end <= self._played.get(line.reply, 0)]
        for word, voiced in zip(turn.words, sure, strict=False):
            starts = (clock_at(line.reply, voiced.start), clock_at(line.reply, voiced.start + EDGE))
            ends = (clock_at(line.reply, voiced.end - EDGE), clock_at(line.reply, voiced.end - 1))
            assert min(abs(start - word.start) for start in starts) <= TOLERANCE, "a word lies elsewhere"
            assert min(abs(end - word.end) for end in ends) <= TOLERANCE, "a word ends elsewhere"

    def check_end(self, conversation: Conversation, clock_at: Callable[[int, int], int]) -> None:
        """Check the transcript of a call that has come to rest; `clock_at` says when a reply's sample was heard."""
        transcript = conversation.transcript
        newest = {turn.number: turn for _, turn in sorted(self._kept.items())}
        assert newest == {turn.number: turn for turn in transcript}, "what is kept is what was journalled"
        assert self._committed == self._closed
        for turn in transcript:
            check_turn(turn)
            self._check_places(turn, clock_at)
        said = Counter(word for turn in transcript if turn.side is Side.TRAINEE for word in turn.text.split())
        assert not self.finals - said, f"words were lost: {self.finals - said}"
        guesses: Counter[str] = sum((self._guesses.get(each, Counter()) for each in self._unrecognised), Counter())
        assert not said - self.finals - guesses, f"words were made up, or kept twice: {said - self.finals - guesses}"


def check_turn(turn: Turn) -> None:
    """Check that a turn agrees with itself."""
    assert turn.start <= turn.end
    places = [place for word in turn.words for place in (word.start, word.end)]
    if turn.side is Side.CUSTOMER:
        meant, heard = turn.text.replace("(sighs)", "").split(), turn.heard.split()
        assert meant[: len(heard)] == heard, "heard words begin the line"
        assert turn.cut or heard == meant, "a line that was not cut was heard whole"
        assert places == sorted(places), "words follow each other"
        assert all(turn.start <= place <= turn.end for place in places), "words lie within their line"
