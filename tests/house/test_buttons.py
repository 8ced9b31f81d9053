"""Every button in the code leads somewhere: what it carries begins with what a route hears."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.chat.route import Tap
from bot.folders import find_folder
from bot.registry import FEATURES

ACTIONS = {route.on.action for feature in FEATURES for route in feature.routes if isinstance(route.on, Tap)}


def buttons() -> Iterator[tuple[Path, int, str]]:
    """Where a button is made, and what it carries as far as the code says so; what is filled in later is `{}`."""
    for file in sorted((find_folder("content").parent / "bot/features").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Button":
                for keyword in node.keywords:
                    if keyword.arg == "data":
                        yield file, node.lineno, _written(keyword.value)


def _written(value: ast.expr) -> str:
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def test_every_button_leads_to_a_route() -> None:
    found = [(file, line, ":".join(data.split(":")[:2])) for file, line, data in buttons()]
    dead = [f"{file.name}:{line} {action}" for file, line, action in found if "{}" not in action and action not in ACTIONS]

    assert len(found) > 50
    assert dead == []
