"""The Piper voices that are installed: what each is, and how one is loaded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.engines.speaking import VoiceError

if TYPE_CHECKING:  # its import takes a fifth of a second
    from piper import PiperVoice

MODEL, CONFIG = "voice.onnx", "voice.onnx.json"


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """One voice in its own folder."""

    name: str
    folder: Path
    language: str
    """BCP 47 tag, such as `en-US`."""
    speakers: int
    """How many speakers it has; 1 where nothing can be chosen."""


def installed_voices(folder: Path) -> tuple[tuple[InstalledVoice, ...], tuple[str, ...]]:
    """Return the voices under a folder by name, and the names of those that cannot be read. Reads small files only."""
    found, unreadable = [], []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (place / MODEL).is_file():
            try:
                found.append(_read(place))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                unreadable.append(place.name)
    return tuple(found), tuple(unreadable)


def load_voice(voice: InstalledVoice, threads: int) -> "PiperVoice":
    """Load a voice, about half a second for 60 MB; blocking. Raises `VoiceError`."""
    import onnxruntime
    from piper import PiperConfig, PiperVoice

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads would take a core each
    try:
        config = PiperConfig.from_dict(dict(_config(voice.folder)))
        session = onnxruntime.InferenceSession(
            str(voice.folder / MODEL), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as fault:  # the library raises what it likes for a damaged file
        raise VoiceError(f"Piper cannot load its voice “{voice.name}”; pull it again.") from fault
    return PiperVoice(config=config, session=session)


def _read(place: Path) -> InstalledVoice:
    config = _config(place)
    language = config.get("language")
    code = language["code"] if isinstance(language, Mapping) else cast("Mapping[str, str]", config["espeak"])["voice"]
    speakers = max(1, int(cast("int", config["num_speakers"])))
    return InstalledVoice(place.name, place, str(code).replace("_", "-"), speakers)


def _config(place: Path) -> Mapping[str, object]:
    return cast("Mapping[str, object]", json.loads((place / CONFIG).read_text(encoding="utf-8")))
