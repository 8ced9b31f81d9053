"""Texts and code keep up with each other: no key without a text, no text without a use, no variable that nobody fills in."""

import re
from pathlib import Path

import pytest

from bot.texts.library import Texts
from tests.house.calls import Shown, read_calls, read_literals

CALLS = read_calls()
LITERALS = list(read_literals())


def _files(texts: Texts) -> set[str]:
    return {key.split(".")[0] for key in texts.renderer.keys}


def test_there_is_something_to_check() -> None:
    assert {shown.call for shown in CALLS} >= {"say", "change", "notice", "Button", "Command", "render"}
    assert sum(shown.values is not None for shown in CALLS) > 0.9 * len(CALLS)


@pytest.mark.parametrize("shown", CALLS, ids=lambda shown: shown.place)
def test_every_text_that_the_code_shows_exists(texts: Texts, shown: Shown) -> None:
    missing = [key for key in shown.keys if not any(re.fullmatch(key, known) for known in texts.renderer.keys)]

    assert missing == [], f"{shown.place} shows a text that is not in content/teksten or content/sjablonen"


def test_every_key_that_stands_anywhere_in_the_code_exists(texts: Texts) -> None:
    files = _files(texts)
    patterns = [
        (key if "\\" in key else re.escape(key), place) for key, place in LITERALS if key.split(".")[0].rstrip("\\") in files
    ]
    missing = [(key, place) for key, place in patterns if not any(re.fullmatch(key, known) for known in texts.renderer.keys)]

    assert patterns
    assert missing == []


def test_every_text_that_exists_is_shown_somewhere(texts: Texts) -> None:
    patterns = [key if "\\" in key else re.escape(key) for key, _ in LITERALS] + [key for shown in CALLS for key in shown.keys]
    patterns += [
        re.escape(key) for source in texts.renderer.sources for key in re.findall(r"tekst\(['\"]([a-z_.]+)['\"]", source)
    ]
    unused = [known for known in sorted(texts.renderer.keys) if not any(re.fullmatch(key, known) for key in patterns)]

    assert unused == [], "nobody shows these texts: use them, or take them out of content/"


@pytest.mark.parametrize("shown", [shown for shown in CALLS if shown.values is not None], ids=lambda shown: shown.place)
def test_everything_that_a_text_wants_filled_in_is_filled_in(texts: Texts, shown: Shown) -> None:
    wanted = {
        name
        for key in shown.keys
        for known in texts.renderer.keys
        if re.fullmatch(key, known)
        for name in texts.renderer.variables(known)
    }

    assert wanted - (shown.values or set()) == set(), f"{shown.place} does not fill in everything that the text wants"


@pytest.mark.parametrize("shown", CALLS, ids=lambda shown: shown.place)
def test_no_sentence_stands_in_the_code(shown: Shown) -> None:
    assert shown.sentences == (), f"{shown.place}: sentences live in content/teksten"


WRONG = """
CLOSED = "chat.nowhere"

def values(): return {"when": 1}

async def handler(turn):
    turn.say("Dat kan niet.")
    turn.say(CLOSED)
    turn.change("chat.failed" if turn else f"chat.{turn}", (), **values())
    turn.notice("chat.alarm_dead", update_id=1)
    Button("chat.closed", data="x", values={"name": "Jan de Vries"})
"""


def test_the_check_itself_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "handlers.py").write_text(WRONG)

    sentence, constant, either, notice, button = read_calls(tmp_path / "bot")

    assert sentence.sentences[0] == "Dat kan niet."
    assert constant.keys == (r"chat\.nowhere",)
    assert either.keys == (r"chat\.failed", r"chat\.[a-z0-9_]+")
    assert either.values == {"when"}
    assert notice.values == {"update_id"}
    assert button.sentences == ("Jan de Vries",)
