"""What the README tells is so: its commands, make targets, settings and files exist."""

import argparse
import re

import pytest

from bot.cli import _parser
from bot.settings import PREFIX, Settings
from tools.running import ROOT

DOCUMENTS = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "deploy/README.md") if (ROOT / name).exists()}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
_CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def code_in(document: str) -> str:
    """Only what is written as code: prose may "make sure", and a unit is called wijkmaat.service."""
    return "\n".join(block or inline for block, inline in _CODE.findall(DOCUMENTS[document]))


def commands() -> dict[str, list[str]]:
    """Every subcommand, with the actions it knows."""
    found: dict[str, list[str]] = {}
    for action in _parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, parser in action.choices.items():
                found[name] = [choice for part in parser._actions if part.dest == "action" for choice in part.choices or ()]
    return found


def test_there_is_a_page_for_readers_and_one_for_operators() -> None:
    assert set(DOCUMENTS) == {"README.md", "deploy/README.md"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_exists(document: str) -> None:
    known = commands()
    named = re.findall(r"(?:^|[\s/(])wijkmaat ([a-z]+)(?![\w-])(?: ([a-z]+))?", code_in(document))

    assert named
    for command, action in named:
        assert command in known, f"wijkmaat {command}"
        assert not known[command] or action in known[command], f"wijkmaat {command} {action}"


def test_every_command_that_exists_is_named() -> None:
    for command, actions in commands().items():
        for action in actions or [""]:
            assert f"wijkmaat {command} {action}".strip() in DOCUMENTS["README.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_is_named_exists(document: str) -> None:
    assert set(re.findall(r"(?:^|\s)make ([a-z]+)", code_in(document))) <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_setting_that_is_named_exists(document: str) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", DOCUMENTS[document]))

    assert named
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_folder_that_is_named_exists(document: str) -> None:
    named = re.findall(r"(?:^|[\s(])((?:bot|content|tests|tools|deploy|migrations)/[\w./-]*\w)", code_in(document))
    # The operator makes .env from the example.
    missing = [path for path in named if not (ROOT / path).exists() and not path.endswith("/.env")]

    assert missing == []


def test_every_tool_that_is_named_can_be_started() -> None:
    for module in re.findall(r"python -m (tools\.\w+)", DOCUMENTS["README.md"] + MAKEFILE):
        assert (ROOT / (module.replace(".", "/") + ".py")).exists(), module
