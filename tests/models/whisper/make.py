"""Train the miniature Whisper: `python -m tests.models.whisper.make FOLDER [--steps N]` (torch and transformers).

Two encoder and two decoder layers of 96, trained on the fixtures alone, most of the time on short windows and the last
steps also on Whisper's own 30 s; then int8 for CTranslate2. Stops and goes on by the checkpoint in FOLDER.
"""

import argparse
import copy
import json
import math
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from ctranslate2.converters.transformers import WhisperLoader
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import WhisperConfig, WhisperForConditionalGeneration
from transformers.modeling_outputs import BaseModelOutput

from tests.audio_fixtures import fixtures
from tests.models.whisper.spelling import SPECIAL, TIMESTAMPS, all_tokens, spelling_of
from tests.models.whisper.utterances import Example, Room

SEED = 20_261_122
WIDTH, LAYERS, HEADS = 96, 2, 4
SHORTEST = ((650, 24), (850, 18))
"""Windows of the encoder, in frames of 10 ms, and the examples of a batch, in turn: as long as the longest example."""
SHORT = ((1_000, 16), (1_200, 16))
"""The same later: the short windows of the live path."""
FULL = ((3_000, 8), (1_000, 16))
"""The same at the end: the full window is learnt, and the short one not forgotten."""
SHORT_STEPS, FULL_STEPS = 260, 90
"""Before the end, the steps from which on `SHORT` and `FULL` are used."""
IGNORED = -100
GUIDE_WIDTH = 0.25
"""How far the attention may stray from where a word must lie without cost, in seconds."""
BLIND, VANISHING = 25.0, 1e-37
"""Attention below e^-25 costs: where all of it vanishes, CTranslate2's alignment divides by zero and finds no times."""
HINTED = 0.3
"""Share of the examples with words before the transcript, as hotwords are given."""
FORMAT = {"feature_size": 80, "sampling_rate": 16_000, "hop_length": 160, "chunk_length": 30, "n_fft": 400}


@dataclass(slots=True)
class Learner:
    """The model and how far it has come."""

    model: WhisperForConditionalGeneration
    optimizer: torch.optim.AdamW
    tokenizer: Tokenizer
    room: Room
    chance: random.Random
    mel: FeatureExtractor
    step: int = 0

    def id(self, token: str) -> int:
        """Return the number of a token."""
        number = self.tokenizer.token_to_id(token)
        assert number is not None
        return int(number)


@dataclass(slots=True)
class Batch:
    """Examples as tensors."""

    mel: torch.Tensor
    """(examples, 80, frames)."""
    given: torch.Tensor
    """(examples, tokens) that the decoder sees."""
    wanted: torch.Tensor
    """(examples, tokens) that should follow; `IGNORED` where it does not matter."""
    places: torch.Tensor
    """(examples, tokens): where the token is spoken, in encoder positions of 20 ms; below 0 where nowhere."""


def main() -> None:
    """Train and convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="gets the checkpoint, and `mini/` with the model for CTranslate2")
    parser.add_argument("--steps", type=int, default=660)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--convert-only", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    learner = new_learner()
    checkpoint = options.folder / "checkpoint.pt"
    if checkpoint.exists():
        resume(learner, checkpoint)
    if not options.convert_only:
        train(learner, options.steps, checkpoint)
    convert(learner, options.folder / "mini")


def new_learner() -> Learner:
    """Return a model that knows nothing."""
    torch.manual_seed(SEED)
    tokenizer = spelling_of(entry.text for entry in fixtures() for _ in range(2))
    numbers = {name: tokenizer.token_to_id(f"<|{token}|>") for name, token in _ROLES.items()}
    config = WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(),
        num_mel_bins=80,
        d_model=WIDTH,
        encoder_layers=LAYERS,
        decoder_layers=LAYERS,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=4 * WIDTH,
        decoder_ffn_dim=4 * WIDTH,
        max_source_positions=1_500,
        max_target_positions=448,
        suppress_tokens=None,
        begin_suppress_tokens=None,
        attn_implementation="eager",
        **numbers,
    )
    model = WhisperForConditionalGeneration(config)
    quick = copy.deepcopy(config)
    quick._attn_implementation = "sdpa"  # three times as fast; the decoder's attention must be seen
    for layer in model.model.encoder.layers:
        layer.self_attn.config = quick
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01)
    return Learner(model, optimizer, tokenizer, Room(SEED), random.Random(SEED), FeatureExtractor())


_ROLES = {
    "pad_token_id": "endoftext",
    "bos_token_id": "endoftext",
    "eos_token_id": "endoftext",
    "decoder_start_token_id": "startoftranscript",
}


def resume(learner: Learner, checkpoint: Path) -> None:
    """Take up where an earlier run stopped; the examples are others than without the stop."""
    kept = torch.load(checkpoint, weights_only=False)
    learner.model.load_state_dict(kept["model"])
    learner.optimizer.load_state_dict(kept["optimizer"])
    learner.step = kept["step"]
    learner.room = Room(SEED + learner.step)


def train(learner: Learner, steps: int, checkpoint: Path) -> None:
    """Take so many steps in all, keeping a checkpoint every 50."""
    learner.model.train()
    while learner.step < steps:
        left = steps - learner.step
        windows = FULL if left <= FULL_STEPS else SHORT if left <= SHORT_STEPS else SHORTEST
        frames, size = windows[left % 2]
        batch = batch_of(learner, [learner.room.example() for _ in range(size)], frames)
        for group in learner.optimizer.param_groups:
            group["lr"] = _rate(learner.step, steps)
        words, attention = losses(learner, batch)
        learner.optimizer.zero_grad()
        (words + 0.5 * attention).backward()
        torch.nn.utils.clip_grad_norm_(learner.model.parameters(), 1.0)
        learner.optimizer.step()
        learner.step += 1
        if learner.step % 50 == 0 or learner.step == steps:
            print(f"{learner.step:5} words {words.item():.4f} attention {attention.item():.4f}", flush=True)
            kept = {"model": learner.model.state_dict(), "optimizer": learner.optimizer.state_dict()}
            torch.save({**kept, "step": learner.step}, checkpoint)


def _rate(step: int, steps: int) -> float:
    return 2.5e-3 * min(1.0, (step + 1) / 100) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def losses(learner: Learner, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what the words cost, and what it costs to look elsewhere than where they are spoken."""
    heard = encoded(learner.model, batch.mel)
    said = learner.model(
        encoder_outputs=BaseModelOutput(last_hidden_state=heard),
        decoder_input_ids=batch.given,
        output_attentions=True,
        use_cache=False,
    )
    words = torch.nn.functional.cross_entropy(
        said.logits.flatten(0, 1), batch.wanted.flatten(), ignore_index=IGNORED, label_smoothing=0.02
    )
    attention = said.cross_attentions[-1].mean(dim=1)
    positions = torch.arange(attention.shape[-1], dtype=torch.float32)
    distance = (positions - batch.places.unsqueeze(-1)) / (GUIDE_WIDTH * 50)
    astray = attention * (1 - torch.exp(-(distance**2) / 2))
    spoken = batch.places >= 0
    blind = torch.nn.functional.relu(-torch.log(said.cross_attentions[-1] + VANISHING) - BLIND)
    return words, astray.sum(dim=-1)[spoken].mean() + 0.03 * blind.mean()


def encoded(model: WhisperForConditionalGeneration, mel: torch.Tensor) -> torch.Tensor:
    """Encode a window of any length, as CTranslate2 does; transformers' own encoder insists on 30 s."""
    encoder = model.model.encoder
    hidden = torch.nn.functional.gelu(encoder.conv1(mel))
    hidden = torch.nn.functional.gelu(encoder.conv2(hidden)).permute(0, 2, 1)
    hidden = hidden + encoder.embed_positions.weight[: hidden.shape[1]]
    for layer in encoder.layers:
        output = layer(hidden, None)
        hidden = output[0] if isinstance(output, tuple) else output
    return encoder.layer_norm(hidden)


def batch_of(learner: Learner, examples: list[Example], frames: int) -> Batch:
    """Return the examples as faster-whisper would show them to the encoder and the decoder."""
    rows = [_tokens(learner, example) for example in examples]
    longest = max(len(given) for given, _, _ in rows)
    end = learner.id("<|endoftext|>")
    return Batch(
        mel=torch.from_numpy(np.stack([_features(learner, example, frames) for example in examples])),
        given=torch.tensor([given + [end] * (longest - len(given)) for given, _, _ in rows]),
        wanted=torch.tensor([wanted + [IGNORED] * (longest - len(wanted)) for _, wanted, _ in rows]),
        places=torch.tensor([places + [-1.0] * (longest - len(places)) for _, _, places in rows]),
    )


def _features(learner: Learner, example: Example, frames: int) -> NDArray[np.float32]:
    mel = learner.mel(example.samples)[:, :frames]
    return np.pad(mel, ((0, 0), (0, frames - mel.shape[1]))).astype(np.float32)


def _tokens(learner: Learner, example: Example) -> tuple[list[int], list[int], list[float]]:
    """Return what is given, what should follow each of it, and where the given token's words are being spoken."""
    start, plain, end = (learner.id(f"<|{name}|>") for name in ("startoftranscript", "notimestamps", "endoftext"))
    text = learner.tokenizer.encode(f" {example.text}" if example.text else "").ids
    hint = _hint(learner) if learner.chance.random() < HINTED else []
    first = plain if text else learner.id("<|nospeech|>")
    given = [*hint, start, plain, *text]
    wanted = [*([IGNORED] * len(hint)), first, *text, end]
    # The position whose output is a token is the one before it: it has to look at where that token is spoken.
    places = [*([-1.0] * (len(hint) + 1)), *_places(learner, text, example), -1.0]
    return given, wanted, places


def _places(learner: Learner, text: list[int], example: Example) -> list[float]:
    sizes = np.array([max(1, len(learner.tokenizer.decode([token]).strip())) for token in text], np.float64)
    if not text:
        return []
    middles = (np.cumsum(sizes) - sizes / 2) / sizes.sum()
    return [float(50 * (example.first + share * (example.end - example.first))) for share in middles]


def _hint(learner: Learner) -> list[int]:
    """Return words as they stand before the transcript: some of the fixtures', some invented."""
    known = " ".join(entry.text for entry in fixtures()).split()
    invented = ["".join(learner.chance.choices("abcdefghiklmnoprstuvwy", k=learner.chance.randint(3, 9)))]
    words = [
        learner.chance.choice(learner.chance.choice((known, invented))) for _ in range(learner.chance.randint(1, 8))
    ]
    return [learner.id("<|startofprev|>"), *learner.tokenizer.encode(" " + " ".join(words)).ids]


def convert(learner: Learner, folder: Path) -> None:
    """Write what `faster_whisper.WhisperModel` loads."""
    learner.model.eval()
    spec = WhisperLoader().get_model_spec(learner.model)
    spec.register_vocabulary(all_tokens(learner.tokenizer))
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [learner.id("Ġ")]
    spec.config.lang_ids = []
    spec.config.alignment_heads = [(LAYERS - 1, head) for head in range(HEADS)]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(exist_ok=True)
    spec.save(str(folder))
    learner.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "preprocessor_config.json").write_text(json.dumps(FORMAT) + "\n", encoding="utf-8")
    assert len(all_tokens(learner.tokenizer)) == learner.model.config.vocab_size
    assert learner.tokenizer.token_to_id(TIMESTAMPS[0]) == learner.id(SPECIAL[-1]) + 1


if __name__ == "__main__":
    main()
