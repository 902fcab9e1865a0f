"""The miniature's vocabulary: a small byte-level BPE, then Whisper's own tokens in Whisper's order (English only)."""

import string
from collections.abc import Iterable

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

PIECES = 560
"""Byte-level entries: 256 bytes and 304 merges."""
SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
TIMESTAMPS = tuple(f"<|{number * 0.02:.2f}|>" for number in range(1501))
LETTERS = "".join(f" {letter}" for letter in string.ascii_letters)
"""A text never begins with a lone space (Whisper's rule): each letter is merged with the space before it."""
BEGINNINGS = " - ' ♩ ♪ ♫ ♬ ♭ ♮ ♯" + LETTERS
"""faster-whisper forbids the first piece of each of these marks; merged with its space, that is no lone space."""
OFTEN = 50
"""Repetitions of `BEGINNINGS`, so that they merge before any word does."""


def spelling_of(texts: Iterable[str]) -> Tokenizer:
    """Return a tokenizer that spells any text, and `texts` in few pieces."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([*([BEGINNINGS] * OFTEN), *texts], trainer)
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in (*SPECIAL, *TIMESTAMPS)])
    return tokenizer


def all_tokens(tokenizer: Tokenizer) -> list[str]:
    """Return every token in the order of its number."""
    numbers = tokenizer.get_vocab(with_added_tokens=True)
    return sorted(numbers, key=lambda token: numbers[token])
