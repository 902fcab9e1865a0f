"""A Whisper of the real size and with random weights: `python -m benchmarks.random_whisper FOLDER [--size base.en]`.

It takes the time that the real model takes, and understands nothing. So that it also takes the same way through the
program, its decoder's positions drown out everything else: whatever it hears, it says the same 20 pieces, sure of them.
Nothing is downloaded, and neither torch nor the real weights are needed.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ctranslate2.specs import whisper_spec
from ctranslate2.specs.attention_spec import MultiHeadAttentionSpec
from ctranslate2.specs.common_spec import LayerNormSpec, LinearSpec
from ctranslate2.specs.transformer_spec import FeedForwardSpec
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

SEED = 20_261_122
MELS, ENCODER_POSITIONS, DECODER_POSITIONS = 80, 1_500, 448
TEXT, TOKENS = 50_256, 51_864
"""Pieces of text and all tokens of Whisper's English models (openai/whisper, tokenizer.py)."""
SPECIAL = {
    "<|endoftext|>": 50_256,
    "<|startoftranscript|>": 50_257,
    "<|translate|>": 50_357,
    "<|transcribe|>": 50_358,
    "<|startoflm|>": 50_359,
    "<|startofprev|>": 50_360,
    "<|nospeech|>": 50_361,
    "<|notimestamps|>": 50_362,
}
SAID = 20
"""Pieces until the end: about what 5 s of English takes."""
FIRST = 1
"""Position of the decoder whose output is the first piece (the prompt is two tokens long)."""
LOUD = 1_000.0
"""How far a position stands out of the decoder's input, where everything else is of the order of 1."""


@dataclass(frozen=True, slots=True)
class Size:
    """Dimensions of one of Whisper's models (openai/whisper, model cards)."""

    layers: int
    width: int
    heads: int


SIZES = {"tiny.en": Size(4, 384, 6), "base.en": Size(6, 512, 8), "small.en": Size(12, 768, 12)}


class Filler:
    """Fills a specification's layers with small random weights."""

    def __init__(self, width: int) -> None:
        """Take the model's width."""
        self._chance = np.random.default_rng(SEED)
        self._width = width

    def weights(self, *shape: int) -> NDArray[np.float32]:
        """Return weights as a fresh model would have them."""
        return self._chance.normal(0, 0.02, shape).astype(np.float32)

    def norm(self, spec: LayerNormSpec) -> None:
        """Fill a layer norm: neutral."""
        spec.gamma, spec.beta = np.ones(self._width, np.float32), np.zeros(self._width, np.float32)

    def linear(self, spec: LinearSpec, outputs: int, inputs: int) -> None:
        """Fill one matrix and its bias."""
        spec.weight, spec.bias = self.weights(outputs, inputs), np.zeros(outputs, np.float32)

    def attention(self, spec: MultiHeadAttentionSpec) -> None:
        """Fill the matrices: queries, keys and values together (or queries, then keys and values), and the output."""
        self.norm(spec.layer_norm)
        parts = (3, 1) if len(spec.linear) == 2 else (1, 2, 1)
        for matrix, part in zip(spec.linear, parts, strict=True):
            self.linear(matrix, part * self._width, self._width)

    def feed_forward(self, spec: FeedForwardSpec) -> None:
        """Fill both matrices."""
        self.norm(spec.layer_norm)
        self.linear(spec.linear_0, 4 * self._width, self._width)
        self.linear(spec.linear_1, self._width, 4 * self._width)


def main() -> None:
    """Write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=sorted(SIZES), default="base.en")
    options = parser.parse_args()
    write(options.folder, SIZES[options.size])
    weight = (options.folder / "model.bin").stat().st_size / 1e6
    print(f"{options.size} with random weights, int8, {weight:.0f} MB: {options.folder}")


def write(folder: Path, size: Size) -> None:
    """Write a folder that `app.engines.stt_faster_whisper` loads."""
    spec = whisper_spec.WhisperSpec(size.layers, size.heads, size.layers, size.heads)
    filler = Filler(size.width)
    _fill_encoder(spec.encoder, filler, size.width)
    _fill_decoder(spec.decoder, filler, size.width)
    tokens = _tokens()
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids, spec.config.suppress_ids_begin, spec.config.lang_ids = [], [], []
    spec.config.alignment_heads = [(layer, head) for layer in range(size.layers // 2, size.layers) for head in range(2)]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    _spelling(tokens).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": MELS}) + "\n", encoding="utf-8")


def _fill_encoder(spec: whisper_spec.WhisperEncoderSpec, filler: Filler, width: int) -> None:
    spec.conv1.weight, spec.conv1.bias = filler.weights(width, MELS, 3), np.zeros(width, np.float32)
    spec.conv2.weight, spec.conv2.bias = filler.weights(width, width, 3), np.zeros(width, np.float32)
    spec.position_encodings.encodings = filler.weights(ENCODER_POSITIONS, width)
    filler.norm(spec.layer_norm)
    for layer in spec.layer:
        filler.attention(layer.self_attention)
        filler.feed_forward(layer.ffn)


def _fill_decoder(spec: whisper_spec.transformer_spec.TransformerDecoderSpec, filler: Filler, width: int) -> None:
    pieces, positions = filler.weights(TOKENS, width), filler.weights(DECODER_POSITIONS, width)
    for number in range(SAID + 1):
        token = SPECIAL["<|endoftext|>"] if number == SAID else 1_000 + number
        positions[FIRST + number, number] += LOUD
        pieces[token, number] += 10.0
    positions[FIRST + SAID + 1 :, SAID] += LOUD
    spec.embeddings.weight = pieces
    spec.projection.weight = pieces
    spec.position_encodings.encodings = positions
    filler.norm(spec.layer_norm)
    for layer in spec.layer:
        filler.attention(layer.self_attention)
        filler.attention(layer.attention)
        filler.feed_forward(layer.ffn)


def _tokens() -> list[str]:
    pieces = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces += [f"Ġ{number}" for number in range(TEXT - len(pieces))]
    named = {number: token for token, number in SPECIAL.items()}
    return pieces + [named.get(number, f"<|{number}|>") for number in range(TEXT, TOKENS)]


def _spelling(tokens: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(tokens[:TEXT])}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in tokens[TEXT:]])
    return tokenizer


if __name__ == "__main__":
    main()
