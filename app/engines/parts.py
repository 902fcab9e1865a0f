"""What the operator, and whoever practises, is told of each part: what it runs on, and what would be better."""

from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urlsplit

from app.addresses import is_loopback
from app.engines.equipment import Equipment, suited
from app.models.known import Kind

DETECTOR, RECOGNISER, VOICE, WORDS, JUDGE = "speech detector", "recogniser", "voice", "words", "judge"
BEST_VOICE = "en_US-libritts_r-medium"
OWN_LINES = "own lines"
NO_JUDGE = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """One engine, in words."""

    role: str
    """What it does in a call."""
    name: str
    """Its own name."""
    version: str
    """Of the package that it comes from."""
    runs: str
    """What it is and where it runs."""
    better: str | None
    """What would be better, without commands; `None` where nothing better is known."""
    command: str | None = None
    """What the operator does to get it."""
    is_elsewhere: bool = False
    """Whether the words of a call leave this machine for it; its sound never does."""


@dataclass(frozen=True, slots=True)
class _Note:
    package: str
    runs: str
    better: str | None = None
    command: str | None = None


def part_of(role: str, name: str, equipment: Equipment) -> Part:
    """Return what is told of an engine of this name in this role."""
    note = _NOTES.get((role, name.partition("-")[0])) or _note_of_better(role, name, equipment) or _Note("", name)
    of = version(note.package) if note.package else ""
    return Part(role, name, of, note.runs, note.better, note.command, _is_elsewhere(role, equipment))


def _note_of_better(role: str, name: str, equipment: Equipment) -> _Note | None:
    """Return what depends on the machine and on what is installed; `None`: nothing is known of this engine."""
    match role, name:
        case "recogniser", "pocketsphinx":
            note = _pocketsphinx(equipment)
        case "recogniser", "whisper":
            note = _whisper(equipment)
        case "voice", "espeak":
            note = _espeak(equipment)
        case "words", _:
            note = _Note("openai", "a language model; the customer's mind decides what it is to say")
        case "judge", _:
            note = _judge(equipment)
        case _:
            return None
    return note


def _judge(equipment: Equipment) -> _Note:
    if equipment.judge or not equipment.words:
        return _Note("openai", "a language model, which reads each turn of the trainee's a second time")
    return _Note(
        "openai",
        "the model that words the customer's lines, which reads each turn of the trainee's a second time",
        "Another model than the one that plays the customer is the more impartial reader.",
        "READYROOM_JUDGE_URL=… READYROOM_JUDGE_NAME=…",
    )


def _is_elsewhere(role: str, equipment: Equipment) -> bool:
    servers = {WORDS: equipment.words, JUDGE: equipment.judge or equipment.words}.get(role, ())
    return any(not is_loopback(urlsplit(server.url).hostname or "") for server in servers)


def _pocketsphinx(equipment: Equipment) -> _Note:
    runs = "PocketSphinx with the English model of its package, in a process of its own"
    rough = (
        "Captions are rough: one word in fourteen is wrong on clean synthetic speech, and more of what people say. "
        "Whisper hears better"
    )
    there = equipment.installed(Kind.WHISPER)
    if there:
        better = f"{rough}, and its model {there[0].name} is installed already."
        return _Note("pocketsphinx", runs, better, "READYROOM_RECOGNISER=auto")
    return _Note(
        "pocketsphinx", runs, f"{rough}.", f"readyroom models pull {suited(equipment.cores, equipment.language)[0]}"
    )


def _whisper(equipment: Equipment) -> _Note:
    model = whisper_in_use(equipment) or "a model"
    runs = f"Whisper {model} by faster-whisper, on the processor, in a process of its own"
    best = suited(equipment.cores, equipment.language)[0]
    if model in {best, "large-v3-turbo"} or equipment.whisper_model is not None:
        return _Note("faster-whisper", runs)
    better = f"On a machine with {equipment.cores} cores the model {best} is the better choice."
    return _Note("faster-whisper", runs, better, f"readyroom models pull {best}")


def _espeak(equipment: Equipment) -> _Note:
    runs = "eSpeak NG from the package espeakng-loader, in this process"
    better = "It sounds like a machine. Piper sounds more like people"
    if equipment.installed(Kind.PIPER):
        return _Note("espeakng-loader", runs, f"{better}, and a voice is installed already.", "READYROOM_VOICE=auto")
    return _Note("espeakng-loader", runs, f"{better}.", f"readyroom models pull {BEST_VOICE}")


def whisper_in_use(equipment: Equipment) -> str | None:
    """Return the name of the recogniser's model: the operator's, or the best that is installed; `None`: none is."""
    there = equipment.installed(Kind.WHISPER)
    return equipment.whisper_model or (there[0].name if there else None)


_NOTES: dict[tuple[str, str], _Note] = {
    (DETECTOR, "silero"): _Note("faster-whisper", "Silero VAD from the package faster-whisper, on the processor"),
    (VOICE, "piper"): _Note("piper-tts", "Piper, on the processor, in this process"),
    (WORDS, OWN_LINES): _Note(
        "readyroom",
        "The lines that the persona's author wrote",
        "The customer repeats itself from call to call. A language model words each line anew; what the customer "
        "decides stays the same.",
        "READYROOM_MODEL_URL=http://127.0.0.1:11434/v1 READYROOM_MODEL_NAME=…",
    ),
    (JUDGE, NO_JUDGE): _Note(
        "readyroom",
        "Rules, and points for words, read what the trainee says",
        "A language model can read each turn a second time; its reading is kept beside the first and decides nothing.",
        "READYROOM_JUDGE_URL=http://127.0.0.1:11434/v1 READYROOM_JUDGE_NAME=…",
    ),
    (DETECTOR, "scripted"): _Note(
        "readyroom", "A level meter for tests", "This one takes any noise for speech.", "READYROOM_VAD=silero"
    ),
    (RECOGNISER, "scripted"): _Note(
        "readyroom", "A script for tests", "This one hears nothing.", "READYROOM_RECOGNISER=auto"
    ),
    (VOICE, "scripted"): _Note("readyroom", "A tone for tests", "This one says nothing.", "READYROOM_VOICE=auto"),
}
"""(role, name up to a hyphen) -> what is told whatever the machine has."""
