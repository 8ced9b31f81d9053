"""Reads YAML strictly: every value stays the text that was typed, doubles are refused, and faults know their line."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot.texts.faults import one_fault

Lines: TypeAlias = dict[tuple[Hashable, ...], int]


class _TextLoader(yaml.CSafeLoader):
    """YAML in which `no`, `19:30` and `010` are just what they look like: text."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(("null", "merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_text(file: Path) -> str:
    """Read a file. Raises ContentFault when it is missing, unreadable, or not UTF-8."""
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise one_fault(file, 1, "bestand", f"niet te lezen ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise one_fault(file, 1, "bestand", "geen UTF-8; bewaar het als UTF-8") from error


def read_yaml(file: Path, text: str, first_line: int = 1) -> tuple[Any, Lines]:
    """Parse YAML; return the data and the line on which each part stands.

    `first_line` is where `text` starts in the file. Raises ContentFault for bad YAML and for a key that stands twice.
    """
    try:
        loader = _TextLoader(text)
        try:
            node = loader.get_single_node()
            lines: Lines = {}
            if node is not None:
                _walk(node, (), lines, file, first_line)
            return (loader.construct_document(node) if node is not None else None), lines
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        why = f"geen geldige YAML ({error.problem}). Zet tekst met : of # tussen dubbele aanhalingstekens"
        raise one_fault(file, line, "YAML", why) from error
    except yaml.YAMLError as error:
        raise one_fault(file, first_line, "YAML", "geen geldige YAML") from error


def split_front_matter(file: Path, text: str) -> tuple[str, str, int]:
    """Split a page into its YAML between `---` lines and what follows; also the line on which that starts."""
    head, separator, rest = text.partition("---\n")
    front, end, body = rest.partition("\n---\n")
    if head.strip() or not separator or not end:
        raise one_fault(file, 1, "bestand", "begint niet met velden tussen twee regels ---")
    return front, body, front.count("\n") + 4


def read_bullets(file: Path, body: str, first_line: int) -> dict[str, tuple[str, ...]]:
    """Read `## Kop` sections with one `- sentence` per line; sentences that stand twice are refused."""
    found: dict[str, dict[str, None]] = {}
    section: dict[str, None] | None = None
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith("## "):
            section = found.setdefault(line[3:].strip(), {})
        elif line.startswith("- ") and section is not None:
            sentence = line[2:].strip()
            if sentence in section:
                raise one_fault(file, number, "voorbeelden", f"staat er al: {sentence}")
            section[sentence] = None
        elif line.strip():
            raise one_fault(file, number, "voorbeelden", "een regel begint met '- ' of met '## '")
    return {name: tuple(sentences) for name, sentences in found.items()}


def _walk(node: yaml.Node, path: tuple[Hashable, ...], lines: Lines, file: Path, first_line: int) -> None:
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                raise one_fault(file, key.start_mark.line + first_line, str(key.value), "staat er twee keer")
            seen.add(key.value)
            _walk(value, (*path, key.value), lines, file, first_line)
            lines[*path, key.value] = key.start_mark.line + first_line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), lines, file, first_line)
