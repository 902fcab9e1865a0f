"""Makes a Piper voice say how long each phoneme lasts: the one output that its published files keep to themselves."""

from app.engines.speaking import VoiceError


def with_alignments(onnx: bytes) -> bytes:
    """Return the voice's ONNX file with its phoneme durations as a second output; as it is if it has one already.

    Raises `VoiceError` if this is no ONNX file, or none of Piper's (its durations are not to be found).
    """
    import onnx as library
    from piper.patch_voice_with_alignment import add_alignment_output

    try:
        model = library.load_model_from_string(onnx)
    except Exception as fault:  # protobuf's own, which has no types
        raise VoiceError("This is not an ONNX file.") from fault
    if len(model.graph.output) > 1:
        return onnx
    try:
        add_alignment_output(model)
    except ValueError as fault:
        raise VoiceError("This ONNX file is no Piper voice: its phoneme durations are not to be found.") from fault
    return bytes(model.SerializeToString())
