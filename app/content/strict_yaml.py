"""Strict YAML 1.2: plain mappings, lists, texts and numbers only, each with the line on which it stands.

libyaml scans the text (a scanner written in Python took eight times as long, and a server reads a folder of files as it
starts); what a plain word means is told here, as YAML 1.2 has it and libyaml has not: `yes` and `1:30` are texts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from app.content.faults import Path

MOST_BYTES = 512 * 1024
MOST_DEPTH = 32
_PLAIN = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<bool>true|True|TRUE|false|False|FALSE)|"
    r"(?P<int>(?!_)[-+]?(?:0b[01_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+))|"
    r"(?P<float>[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)|"
    r"[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
"""What a word without quotes means by the core schema of YAML 1.2; none of these: text."""
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""They end a line in YAML 1.1, and none in an editor."""

Value = dict[str, "Value"] | list["Value"] | str | int | float | bool | None


@dataclass(slots=True)
class Document:
    """A document's data, the line of each value, and what is wrong with its form."""

    data: Value = None
    lines: dict[Path, int] = field(default_factory=dict)
    """Line of each value, counted from 1."""
    faults: list[tuple[int, Path, str]] = field(default_factory=list)
    """(line, path, sentence)"""

    def line_of(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(raw: bytes, most: int = MOST_BYTES) -> Document:
    """Return the document in at most so many bytes; never raises for bad content, its faults are in the document."""
    document = Document()
    if len(raw) > most:
        document.faults.append((1, (), f"the file is larger than {most} bytes; a persona is one short file"))
        return document
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        document.faults.append((raw[: error.start].count(b"\n") + 1, (), "this is not UTF-8 text"))
        return document
    events: list[Event] = []
    try:
        document.faults.extend((line, (), sentence) for line, sentence in _refused(text, events))
        if not document.faults:
            _Reading(document, iter(events)).read()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        document.faults.append((line, (), f"this is not YAML: {error.problem or error.context}"))
    except (YAMLError, ValueError, RecursionError):
        document.faults.append((1, (), "this is not YAML that can be read"))
    return document


def _refused(text: str, events: list[Event]) -> Iterator[tuple[int, str]]:
    """Yield (line, sentence) for everything that this product's YAML does without, and keep the events."""
    if unseen := _BREAKS.search(text):
        yield text.count("\n", 0, unseen.start()) + 1, "this line holds an unseen line break; type it anew"
        return
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        events.append(event)
        line = _line(event)
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        if depth > MOST_DEPTH:
            yield line, f"this is nested deeper than {MOST_DEPTH} levels"
            return
        if isinstance(event, DocumentStartEvent) and documents > 1:
            yield line, "one file holds one document; remove the second `---`"
            return
        yield from [(line, sentence) for sentence in _unwelcome(event)]


def _line(event: Event) -> int:
    """Return the line on which something begins, counted from 1; of a document that is its `---`."""
    mark = event.end_mark if isinstance(event, DocumentStartEvent) else event.start_mark
    assert mark is not None, "what was read has a place"
    return int(mark.line) + 1


def _unwelcome(event: Event) -> Iterator[str]:
    if isinstance(event, AliasEvent):
        yield f"aliases are not read; write `*{event.anchor}` out"
    elif isinstance(event, NodeEvent) and event.anchor:
        yield f"anchors are not read; remove `&{event.anchor}`"
    if isinstance(event, ScalarEvent) and not event.style and "\t" in event.value:
        yield "there is a tab in this text; write a space"
    if tag := getattr(event, "tag", None):
        yield f"tags are not read; remove `{tag}`"
    if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
        yield "directives are not read; remove the line that begins with `%`"


class _Reading:
    """Makes the data of a document from its events, in one pass: scanning a file is most of the work."""

    def __init__(self, document: Document, events: Iterator[Event]) -> None:
        self._document = document
        self._events = events

    def read(self) -> None:
        """Fill the document."""
        first = next((each for each in self._events if isinstance(each, NodeEvent)), None)
        if first is None or _is_nothing(first):
            self._document.faults.append((1, (), "the file is empty"))
            return
        self._document.data = self._value(first, ())

    def _value(self, event: Event, path: Path) -> Value:
        self._document.lines.setdefault(path, _line(event))
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return [self._value(each, (*path, index)) for index, each in enumerate(self._members())]
        assert isinstance(event, ScalarEvent), "YAML has no fourth kind of node"
        return self._scalar(event, path)

    def _members(self) -> Iterator[Event]:
        """Yield the first event of each member of what was just begun; each must be read before the next."""
        while not isinstance(event := next(self._events), CollectionEndEvent):
            yield event

    def _mapping(self, path: Path) -> Value:
        found: dict[str, Value] = {}
        for key in self._members():
            line = _line(key)
            if not isinstance(key, ScalarEvent):
                self._pass_over(key)
                self._pass_over(next(self._events))
                self._document.faults.append((line, path, "a key must be plain text"))
                continue
            name, value = str(key.value), next(self._events)
            if name in found:
                self._pass_over(value)
                first = self._document.lines[(*path, name)]
                sentence = f"this key stands here twice; the first is on line {first}"
                self._document.faults.append((line, (*path, name), sentence))
                continue
            self._document.lines[(*path, name)] = line
            found[name] = self._value(value, (*path, name))
        return found

    def _pass_over(self, event: Event) -> None:
        """Leave a value out, whatever is in it."""
        depth = int(isinstance(event, CollectionStartEvent))
        while depth:
            event = next(self._events)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)

    def _scalar(self, event: ScalarEvent, path: Path) -> Value:
        text = str(event.value)
        meant = _PLAIN.fullmatch(text) if event.implicit[0] else None
        try:
            match meant and meant.lastgroup:
                case "null":
                    return None
                case "bool":
                    return text.lower() == "true"
                case "int":
                    return int(text.replace("_", ""), 0 if text.startswith(("0o", "0x")) else 10)
                case "float":
                    return float(text.replace("_", ""))
        except ValueError:
            sentence = f"`{text[:40]}` is not a number that can be read"
            self._document.faults.append((self._document.line_of(path), path, sentence))
        return text


def _is_nothing(event: Event) -> bool:
    """Say whether a document's only value is one that nobody wrote."""
    return isinstance(event, ScalarEvent) and not event.value and event.implicit[0]
