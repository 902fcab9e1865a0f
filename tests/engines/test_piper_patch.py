"""A published voice is made to say how long its sounds last."""

import onnx
import pytest
from onnx.parser import parse_model

from app.engines.piper_patch import with_alignments
from app.engines.speaking import VoiceError
from tests.models.piper.make import MINI, mini_voice


def outputs(model: bytes) -> list[str]:
    return [output.name for output in onnx.load_model_from_string(model).graph.output]


def test_a_voice_gets_its_durations_as_a_second_output() -> None:
    published = mini_voice(aligned=False)
    assert outputs(published) == ["output"]
    assert outputs(with_alignments(published)) == ["output", "w_ceil"]


def test_a_voice_that_says_them_already_is_left_as_it_is() -> None:
    assert with_alignments(mini_voice()) == mini_voice()


def test_the_miniature_voice_is_what_its_script_makes() -> None:
    assert (MINI / "voice.onnx").read_bytes() == mini_voice()


@pytest.mark.parametrize("onnx_file", [b"", b"<html>not found</html>", mini_voice()[:5_000]])
def test_what_is_no_voice_is_refused(onnx_file: bytes) -> None:
    with pytest.raises(VoiceError, match="ONNX file"):
        with_alignments(onnx_file)


def test_another_kind_of_model_is_refused() -> None:
    other = parse_model('<ir_version: 9, opset_import: ["" : 17]> other (float[n] x) => (float[n] y) { y = Abs (x) }')
    with pytest.raises(VoiceError, match="no Piper voice"):
        with_alignments(other.SerializeToString())
