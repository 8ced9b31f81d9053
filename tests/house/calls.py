"""Reads from the source of the bot which texts it shows and with which values, without running it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.running import ROOT

# Where the key of a text stands in a call: by place, and by name.
_REPLIES = {
    "say": 0, "change": 0, "notice": 0, "Notice": 0, "Button": 0, "render": 0, "Command": 1, "InlineTip": 3, "Message": 3,
    "Farewell": 0,
}  # fmt: skip
_KEY_NAMES = {"text", "label", "described_by"}
# What these calls take besides the values of a text.
_NO_VALUES = {"say": {"keyboard", "attachment"}, "change": {"keyboard"}, "notice": set()}
_TAKES_VALUES_BY_NAME = frozenset(_NO_VALUES)
_VALUES_BY_PLACE = {"Notice": 1, "render": 1, "InlineTip": 4, "Farewell": 1}


@dataclass(frozen=True)
class Shown:
    """One call that shows a text: where it stands, which keys it may show (patterns), and the values, if they can be seen."""

    place: str
    call: str
    keys: tuple[str, ...]
    values: frozenset[str] | None
    sentences: tuple[str, ...]


class _Module:
    """One source file, with its constants and functions at hand."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.tree = ast.parse(file.read_text("utf-8"))
        self.constants: dict[str, ast.expr] = {}
        self.functions = {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = node.value

    def calls(self) -> Iterator[tuple[ast.Call, ast.AST]]:
        """Every call, with the function in which it stands."""
        for scope in [self.tree, *self.functions.values()]:
            for node in ast.walk(scope):
                if isinstance(node, ast.Call):
                    yield node, scope


def read_calls(folder: Path = ROOT / "bot") -> list[Shown]:
    """Find every call in the bot that shows a text."""
    found: dict[str, Shown] = {}
    for file in sorted(folder.rglob("*.py")):
        module = _Module(file)
        for call, scope in module.calls():
            name = _name(call.func)
            if name in _REPLIES and (key := _key(call, name)) is not None:
                place = f"{file.relative_to(folder.parent)}:{call.lineno}:{call.col_offset}"
                keys = tuple(_patterns(key, module))
                # The innermost function comes last, and knows most.
                if keys or place not in found:
                    found[place] = Shown(
                        place, name, keys, _values(call, name, module, scope), tuple(_sentences(call, name, key))
                    )
    return [shown for shown in found.values() if shown.keys or shown.sentences]


def read_literals(folder: Path = ROOT / "bot") -> Iterator[tuple[str, str]]:
    """List every string in the bot that looks like the key of a text, with its place; names of routes and jobs are none."""
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        names = {
            id(node.args[0]) for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in {"Route", "Job"}
        }
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (names | parts):
                if re.fullmatch(r"[a-z]+\.[a-z0-9_]+", node.value):
                    yield node.value, f"{file.relative_to(folder.parent)}:{node.lineno}"
            elif isinstance(node, ast.JoinedStr) and id(node) not in names:
                pattern = "".join(_patterns(node, None))
                if re.match(r"[a-z]+\\\.[a-z0-9_]*", pattern):
                    yield pattern, f"{file.relative_to(folder.parent)}:{node.lineno}"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def _key(call: ast.Call, name: str) -> ast.expr | None:
    place = _REPLIES[name]
    if len(call.args) > place:
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg in _KEY_NAMES), None)


def _patterns(key: ast.expr, module: _Module | None) -> Iterator[str]:
    """The keys that an expression can be, as patterns; nothing when only the running program knows."""
    match key:
        case ast.Constant(str(text)):
            yield re.escape(text)
        case ast.JoinedStr(parts):
            yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9_]+" for part in parts)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _patterns(body, module)
            yield from _patterns(orelse, module)
        case ast.Name(name) if module is not None and name in module.constants:
            yield from _patterns(module.constants[name], module)


def _values(call: ast.Call, name: str, module: _Module, scope: ast.AST) -> frozenset[str] | None:
    """The names of the values that go with the text; None when they cannot be seen here."""
    if name in _TAKES_VALUES_BY_NAME:
        parts = [
            frozenset([keyword.arg]) if keyword.arg else _names(keyword.value, module, scope)
            for keyword in call.keywords
            if keyword.arg not in _NO_VALUES[name]
        ]
        return None if None in parts else frozenset().union(*(part for part in parts if part is not None))
    place = _VALUES_BY_PLACE.get(name)
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "values"), None)
    if given is None and place is not None and len(call.args) > place:
        given = call.args[place]
    return frozenset() if given is None else _names(given, module, scope)


def _names(values: ast.expr, module: _Module, scope: ast.AST) -> frozenset[str] | None:
    match values:
        case ast.Dict(keys, parts):
            found = [
                _names(part, module, scope) if key is None else frozenset([key.value]) if isinstance(key, ast.Constant) else None
                for key, part in zip(keys, parts, strict=True)
            ]
            return None if None in found else frozenset().union(*(part for part in found if part is not None))
        case ast.BinOp(left, ast.BitOr(), right):
            both = [_names(left, module, scope), _names(right, module, scope)]
            return None if None in both else frozenset().union(*(part for part in both if part is not None))
        case ast.Call(ast.Name(function)) if function in module.functions:
            returned = [
                node.value for node in ast.walk(module.functions[function]) if isinstance(node, ast.Return) and node.value
            ]
            return _names(returned[0], module, module.functions[function]) if len(returned) == 1 else None
        case ast.Name(variable):
            assigned = [
                node.value
                for node in ast.walk(scope)
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == variable
            ]
            return _names(assigned[0], module, scope) if len(assigned) == 1 else None
    return None


def _sentences(call: ast.Call, name: str, key: ast.expr) -> Iterator[str]:
    """What looks like a sentence where only a key, or a value from the content, may stand."""
    if name == "Command":
        return
    for argument in [key, *call.args, *(keyword.value for keyword in call.keywords)]:
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
                yield node.value
