"""Makes a Piper voice of the real medium size with random weights: noise to hear, and as much work as a real one.

`python -m benchmarks.random_piper FOLDER` writes FOLDER/random-medium/voice.onnx (about 60 MB) and its configuration.
The layers are those of Piper's own training code (its medium quality, one speaker). Missing beside a published voice:
the relative positions in the encoder's attention, the stochastic duration predictor (VITS's plain one stands for it,
biased so that a phoneme lasts about as long as in speech), and the masks for batches of several texts.
"""

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

NAME = "random-medium"
SYMBOLS, HIDDEN, FILTER, HEADS, LAYERS = 256, 192, 768, 2, 6
FLOWS, FLOW_LAYERS, FLOW_KERNEL = 4, 4, 5
DURATIONS = 256
RATES, KERNELS, CHANNELS = (8, 8, 4), (16, 16, 8), 256
BLOCKS = ((3, (1, 2)), (5, (2, 6)), (7, (3, 12)))
"""Kernel and dilations of the decoder's residual blocks."""
FRAMES_PER_ID = 3.1
"""Frames of 256 samples for each phoneme id, before rounding up; every second id is a pad.

With this seed 2.8 frames come of it: 65 ms a phoneme, two and a half words a second.
"""


class Graph:
    """Collects nodes and random weights; every method returns the name of what it computes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._chance = np.random.default_rng(11)

    def op(self, kind: str, *inputs: str, outputs: int = 1, name: str = "", **attributes: Any) -> str:  # noqa: ANN401 -- whatever the operator takes
        """Add a node; several outputs are named name.0, name.1 ..."""
        name = name or f"{kind.lower()}{len(self.nodes)}"
        names = [name] if outputs == 1 else [f"{name}.{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return name

    def constant(self, values: object, kind: type[np.generic] = np.float32) -> str:
        """Add a constant."""
        name = f"weight{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def random(self, *shape: int, size: float) -> str:
        """Add a random weight of this standard deviation."""
        return self.constant(self._chance.standard_normal(shape) * size)

    def conv(self, x: str, channels: int, into: int, kernel: int = 1, *, dilation: int = 1, gain: float = 1.0) -> str:
        """Convolve in time, keeping the length."""
        weight = self.random(into, channels, kernel, size=gain / math.sqrt(channels * kernel))
        edge = dilation * (kernel - 1) // 2
        return self.op("Conv", x, weight, self.constant(np.zeros(into)), dilations=[dilation], pads=[edge, edge])

    def spread(self, x: str, channels: int, into: int, kernel: int, rate: int) -> str:
        """Make `rate` samples of each."""
        weight = self.random(channels, into, kernel, size=1 / math.sqrt(channels * kernel / rate))
        edge = (kernel - rate) // 2
        return self.op("ConvTranspose", x, weight, self.constant(np.zeros(into)), strides=[rate], pads=[edge, edge])

    def norm(self, x: str, channels: int) -> str:
        """Normalise over the channels."""
        last = self.op("Transpose", x, perm=[0, 2, 1])
        even = self.op("LayerNormalization", last, self.constant(np.ones(channels)), self.constant(np.zeros(channels)))
        return self.op("Transpose", even, perm=[0, 2, 1])

    def leaky(self, x: str, slope: float = 0.1) -> str:
        """Let a little of the negative through."""
        return self.op("LeakyRelu", x, alpha=slope)

    def shape(self, x: str, *sizes: int) -> str:
        """Reshape."""
        return self.op("Reshape", x, self.constant(sizes, np.int64))


def encoder(graph: Graph) -> str:
    """Return what the text encoder makes of the phoneme ids."""
    table = graph.random(SYMBOLS, HIDDEN, size=1.0)
    x = graph.op("Transpose", graph.op("Gather", table, "input"), perm=[0, 2, 1])
    for _ in range(LAYERS):
        x = graph.norm(graph.op("Add", x, attention(graph, x)), HIDDEN)
        wide = graph.op("Relu", graph.conv(x, HIDDEN, FILTER, 3))
        x = graph.norm(graph.op("Add", x, graph.conv(wide, FILTER, HIDDEN, 3)), HIDDEN)
    return x


def attention(graph: Graph, x: str) -> str:
    """Return each phoneme's view of all of them."""
    size = HIDDEN // HEADS
    query, key, value = (graph.shape(graph.conv(x, HIDDEN, HIDDEN), 1, HEADS, size, -1) for _ in range(3))
    scaled = graph.op("Div", graph.op("Transpose", query, perm=[0, 1, 3, 2]), graph.constant(math.sqrt(size)))
    weights = graph.op("Softmax", graph.op("MatMul", scaled, key), axis=-1)
    seen = graph.op("MatMul", weights, graph.op("Transpose", value, perm=[0, 1, 3, 2]))
    joined = graph.shape(graph.op("Transpose", seen, perm=[0, 1, 3, 2]), 1, HIDDEN, -1)
    return graph.conv(joined, HIDDEN, HIDDEN)


def durations(graph: Graph, x: str) -> str:
    """Return how many frames each id lasts, as the voice's second output."""
    for channels in (HIDDEN, DURATIONS):
        x = graph.norm(graph.op("Relu", graph.conv(x, channels, DURATIONS, 3)), DURATIONS)
    logarithm = graph.op("Add", graph.conv(x, DURATIONS, 1, gain=0.1), graph.constant(math.log(FRAMES_PER_ID - 0.5)))
    length_scale = graph.op("Gather", "scales", graph.constant(1, np.int64))
    return graph.op("Ceil", graph.op("Mul", graph.op("Exp", logarithm), length_scale), name="w_ceil")


def stretched(graph: Graph, x: str, frames: str) -> str:
    """Return the encoder's means, each for as many frames as it lasts, with noise."""
    statistics = graph.op("Split", graph.conv(x, HIDDEN, 2 * HIDDEN), outputs=2, axis=1, num_outputs=2)
    lasting = graph.shape(frames, -1)
    ends = graph.op("CumSum", lasting, graph.constant(0, np.int64))
    total = graph.op("ReduceMax", ends, keepdims=0)
    frame = graph.op("Range", graph.constant(0.0), total, graph.constant(1.0))
    column = graph.shape(frame, -1, 1)
    begun = graph.op("GreaterOrEqual", column, graph.op("Sub", ends, lasting))
    path = graph.op("Cast", graph.op("And", begun, graph.op("Less", column, ends)), to=TensorProto.FLOAT)
    mean, spread = (
        graph.op("Transpose", graph.op("MatMul", path, graph.op("Transpose", half, perm=[0, 2, 1])), perm=[0, 2, 1])
        for half in (f"{statistics}.0", f"{statistics}.1")
    )
    noise_scale = graph.op("Gather", "scales", graph.constant(0, np.int64))
    noise = graph.op("Mul", graph.op("RandomNormalLike", mean), noise_scale)
    return graph.op("Add", mean, graph.op("Mul", noise, graph.op("Exp", graph.op("Tanh", spread))))


def flow(graph: Graph, x: str) -> str:
    """Return what the coupling layers make of it, backwards as when speaking."""
    half = HIDDEN // 2
    backwards = graph.constant(np.arange(HIDDEN)[::-1], np.int64)
    for _ in range(FLOWS):
        parts = graph.op("Split", graph.op("Gather", x, backwards, axis=1), outputs=2, axis=1, num_outputs=2)
        shift = graph.conv(waves(graph, graph.conv(f"{parts}.0", half, HIDDEN)), HIDDEN, half, gain=0.3)
        x = graph.op("Concat", f"{parts}.0", graph.op("Sub", f"{parts}.1", shift), axis=1)
    return x


def waves(graph: Graph, x: str) -> str:
    """Return the sum of gated convolutions (WaveNet) over frames."""
    skipped = []
    for layer in range(FLOW_LAYERS):
        gates = graph.op("Split", graph.conv(x, HIDDEN, 2 * HIDDEN, FLOW_KERNEL), outputs=2, axis=1, num_outputs=2)
        act = graph.op("Mul", graph.op("Tanh", f"{gates}.0"), graph.op("Sigmoid", f"{gates}.1"))
        if layer == FLOW_LAYERS - 1:
            skipped.append(graph.conv(act, HIDDEN, HIDDEN))
            continue
        both = graph.op("Split", graph.conv(act, HIDDEN, 2 * HIDDEN), outputs=2, axis=1, num_outputs=2)
        x = graph.op("Add", x, f"{both}.0")
        skipped.append(f"{both}.1")
    return graph.op("Sum", *skipped)


def decoder(graph: Graph, x: str) -> str:
    """Return the sound (HiFi-GAN)."""
    x = graph.conv(x, HIDDEN, CHANNELS, 7)
    channels = CHANNELS
    for rate, kernel in zip(RATES, KERNELS, strict=True):
        x = graph.spread(graph.leaky(x), channels, channels // 2, kernel, rate)
        channels //= 2
        blocks = [residual(graph, x, channels, *block) for block in BLOCKS]
        x = graph.op("Div", graph.op("Sum", *blocks), graph.constant(float(len(BLOCKS))))
    sound = graph.op("Tanh", graph.conv(graph.leaky(x, 0.01), channels, 1, 7, gain=0.3))
    return graph.op("Identity", sound, name="output")


def residual(graph: Graph, x: str, channels: int, kernel: int, dilations: Sequence[int]) -> str:
    """Return one residual block."""
    for dilation in dilations:
        x = graph.op("Add", x, graph.conv(graph.leaky(x), channels, channels, kernel, dilation=dilation, gain=0.7))
    return x


def random_piper() -> bytes:
    """Return the voice as an ONNX file, durations included."""
    graph = Graph()
    text = encoder(graph)
    decoder(graph, flow(graph, stretched(graph, text, durations(graph, text))))
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    outputs = [
        helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "samples"]),
        helper.make_tensor_value_info("w_ceil", TensorProto.FLOAT, [1, 1, "phonemes"]),
    ]
    made = helper.make_graph(graph.nodes, NAME, inputs, outputs, initializer=graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def install(folder: Path) -> Path:
    """Write the voice into its own folder in `folder`, and return that."""
    place = folder / NAME
    place.mkdir(parents=True, exist_ok=True)
    (place / "voice.onnx").write_bytes(random_piper())
    config = {
        "audio": {"sample_rate": 22_050},
        "espeak": {"voice": "en-us"},
        "language": {"code": "en_US"},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": SYMBOLS,
        "num_speakers": 1,
    }
    (place / "voice.onnx.json").write_text(json.dumps(config), encoding="utf-8")
    return place


if __name__ == "__main__":
    print(install(Path(sys.argv[1])))
