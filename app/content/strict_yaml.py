"""Strict YAML 1.2: plain mappings, lists, texts and numbers only, each with the line on which it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.content.faults import Path

MOST_BYTES = 256 * 1024
MOST_DEPTH = 32
_STEM = "tag:yaml.org,2002:"

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


def read_yaml(raw: bytes) -> Document:
    """Return the document in these bytes; never raises for bad content, its faults are in the document."""
    document = Document()
    if len(raw) > MOST_BYTES:
        document.faults.append((1, (), f"the file is larger than {MOST_BYTES} bytes; a persona is one short file"))
        return document
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        document.faults.append((raw[: error.start].count(b"\n") + 1, (), "this is not UTF-8 text"))
        return document
    try:
        document.faults.extend((line, (), sentence) for line, sentence in _refused(text))
        if not document.faults:
            _compose(document, text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.faults.append((line, (), f"this is not YAML: {error.problem or error.context}"))
    except (YAMLError, ValueError, RecursionError):
        document.faults.append((1, (), "this is not YAML that can be read"))
    return document


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml


def _refused(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, sentence) for everything that this product's YAML does without."""
    depth = documents = 0
    for event in _yaml().parse(text):
        line = event.start_mark.line + 1
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        if depth > MOST_DEPTH:
            yield line, f"this is nested deeper than {MOST_DEPTH} levels"
            return
        if isinstance(event, DocumentStartEvent) and documents > 1:
            yield line, "one file holds one document; remove the second `---`"
            return
        yield from ((line, sentence) for sentence in _unwelcome(event))


def _unwelcome(event: Event) -> Iterator[str]:
    if isinstance(event, AliasEvent):
        yield f"aliases are not read; write `*{event.anchor}` out"
    elif isinstance(event, NodeEvent) and event.anchor:
        yield f"anchors are not read; remove `&{event.anchor}`"
    if tag := getattr(event, "tag", None):
        yield f"tags are not read; remove `{tag}`"
    if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
        yield "directives are not read; remove the line that begins with `%`"


def _compose(document: Document, text: str) -> None:
    node = _yaml().compose(text)
    if node is None:
        document.faults.append((1, (), "the file is empty"))
        return
    document.data = _value(document, node, ())


def _value(document: Document, node: Node, path: Path) -> Value:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(document, node, path)
    if isinstance(node, SequenceNode):
        return [_value(document, each, (*path, index)) for index, each in enumerate(node.value)]
    assert isinstance(node, ScalarNode), "YAML has no fourth kind of node"
    return _scalar(document, node, path)


def _mapping(document: Document, node: MappingNode, path: Path) -> Value:
    found: dict[str, Value] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            document.faults.append((line, path, "a key must be plain text"))
            continue
        name = str(key.value)
        if name in found:
            first = document.lines[(*path, name)]
            document.faults.append((line, (*path, name), f"this key stands here twice; the first is on line {first}"))
            continue
        document.lines[(*path, name)] = line
        found[name] = _value(document, value, (*path, name))
    return found


def _scalar(document: Document, node: ScalarNode, path: Path) -> Value:
    text, kind = str(node.value), str(node.tag).removeprefix(_STEM)
    try:
        match kind:
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int":
                return int(text.replace("_", ""), 0 if text.startswith(("0o", "0x")) else 10)
            case "float":
                return float(text.replace("_", ""))
    except ValueError:
        document.faults.append((document.line_of(path), path, f"`{text[:40]}` is not a number that can be read"))
    return text
