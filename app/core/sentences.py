"""Cuts a reply, as its words arrive, into pieces that a voice can speak: a clause early, then whole sentences."""

import re

FIRST_WORDS = 3
"""Words from which the first piece may end at a clause: enough to be a phrase, little enough to be early."""
FIRST_CHARACTERS = 12
"""Characters from which the first piece may end at a clause."""
FORCED_WORDS = 12
"""Words after which the first piece ends wherever it is."""
SHORT_WORDS = 4
"""A later sentence of fewer words than this is spoken together with the next one."""
LONGEST = 200
"""Characters from which a sentence is cut at its last clause, or else at its last space."""

_CONJUNCTIONS = frozenset({"and", "but", "because", "so", "or", "which", "although", "while", "unless", "if", "then"})
# fmt: off
_ALWAYS_ABBREVIATED = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "rev", "hon", "messrs", "capt", "lt", "gen",
    "vs", "e.g", "i.e", "approx", "ext", "mt", "ft",
})
_ABBREVIATED_BEFORE_NUMBERS = frozenset({
    "no", "nos", "p", "pp", "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})
# fmt: on
_CLOSERS = "\"'”’)]}*_"
_OPENERS = "\"'“‘([{*_"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_LIST_NUMBER = re.compile(r"\d{1,2}\.")
_INITIAL = re.compile(r"[A-HJ-Z]\.")


class SentenceSplitter:
    """Takes a reply in deltas; the pieces are the same however it was cut into deltas."""

    def __init__(self) -> None:
        """Begin a reply."""
        self._is_first = True
        self._begin()

    def feed(self, delta: str) -> tuple[str, ...]:
        """Take the next characters; return the pieces that are complete now."""
        pieces: list[str] = []
        for character in delta:
            self._take(character, pieces)
        return tuple(pieces)

    def finish(self) -> tuple[str, ...]:
        """Return what is left of the reply: one piece or none."""
        rest = self._text.strip()
        self._begin()
        return (rest,) if rest else ()

    def _begin(self) -> None:
        self._text = ""
        self._words = 0
        self._last_word = 0
        """Where the last word begins."""
        self._clause = 0
        """Where the last clause ended; 0 for nowhere."""
        self._open: list[str] = []
        """The closing brackets, and the stars of stage directions, that are still to come."""

    def _take(self, character: str, pieces: list[str]) -> None:
        """Decide on the text so far and one character more, so that deltas cannot matter."""
        if not self._text and character.isspace():
            return
        was_space = not self._text or self._text[-1].isspace()
        if character.isspace():
            cut = 0 if was_space else self._cut_before_conjunction()
        else:
            cut = self._cut_before_word(character) if was_space else self._cut_endless()
            if was_space:
                self._last_word = len(self._text)
                self._words += 1
            self._note_bracket(character)
        self._text += character
        if cut:
            self._cut(cut, pieces)

    def _cut(self, at: int, pieces: list[str]) -> None:
        piece, rest = self._text[:at].strip(), self._text[at:]
        pieces.append(piece)
        self._is_first = False
        self._begin()
        for character in rest:
            self._take(character, pieces)

    def _note_bracket(self, character: str) -> None:
        begins_direction = self._text[-1:] == "*" and not self._text[:-1][-1:].strip() and character != "*"
        if begins_direction:
            self._open.append("*")
        if character in _BRACKETS:
            self._open.append(_BRACKETS[character])
        elif self._open and character == self._open[-1]:
            self._open.pop()

    def _cut_before_conjunction(self) -> int:
        word = self._text[self._last_word :]
        is_clause = self._is_first and not self._open and word.lower() in _CONJUNCTIONS
        return self._last_word if is_clause and self._is_phrase(self._words - 1, self._last_word) else 0

    def _cut_before_word(self, first_character: str) -> int:
        """Return where to cut when a new word begins with `first_character`, 0 for nowhere."""
        end = len(self._text)
        if end > LONGEST:
            return self._clause or self._last_word or end
        if self._open or not self._text:
            return 0
        if self._ends_sentence(first_character):
            return end if self._is_long_enough(end) else 0
        if self._ends_clause():
            self._clause = end
            if self._is_first and self._is_phrase(self._words, end):
                return end
        return end if self._is_first and self._words >= FORCED_WORDS else 0

    def _cut_endless(self) -> int:
        """Cut inside a word that alone is as long as two sentences."""
        return len(self._text) if len(self._text) - self._last_word >= 2 * LONGEST else 0

    def _is_long_enough(self, end: int) -> bool:
        return self._is_phrase(self._words, end) if self._is_first else self._words >= SHORT_WORDS

    @staticmethod
    def _is_phrase(words: int, end: int) -> bool:
        return words >= FIRST_WORDS and end >= FIRST_CHARACTERS

    def _ends_clause(self) -> bool:
        return self._text.rstrip().rstrip(_CLOSERS).endswith((",", ";", ":", "–", "—", " -", "--"))

    def _ends_sentence(self, next_character: str) -> bool:
        """Return whether the last word ends a sentence when the next one begins with `next_character`."""
        if "\n" in self._text[self._last_word :]:
            return True
        word = self._text[self._last_word :].strip().strip(_CLOSERS + _OPENERS)
        if not word.endswith((".", "!", "?", "…")) or next_character.islower():
            return False
        return not (word.endswith(".") and self._is_abbreviation(word, next_character))

    def _is_abbreviation(self, word: str, next_character: str) -> bool:
        name = word.rstrip(".").lower()
        if word.endswith(".."):
            return False
        if name in _ABBREVIATED_BEFORE_NUMBERS:
            return next_character.isdigit()
        is_list_number = self._words == 1 and bool(_LIST_NUMBER.fullmatch(word))
        return is_list_number or name in _ALWAYS_ABBREVIATED or bool(_INITIAL.fullmatch(word))
