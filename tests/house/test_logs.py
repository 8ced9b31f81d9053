"""Logs hold ids and actions: nothing that somebody typed and no names, whatever goes wrong and at whatever level."""

import asyncio
import io
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot import app as composition
from bot.app import App
from bot.chat.route import Route, Stage, Words
from bot.chat.turn import Turn
from bot.demo.telegram.fake import TOKEN, FakeTelegram
from bot.feature import Feature
from bot.logs import JsonFormatter, set_up_logging
from bot.people.models import EVERYONE
from bot.registry import FEATURES
from tests.personas import Person

MARKED = ("kwikstaart", "Zwaluwstaart", "zwaluw_staart", "06-12345678", "0612345678", "Ooievaarstraat")
SURNAME = "Zwaluwstaart"


class Log(io.StringIO):
    """What would have been written to stderr."""

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def has(self, **fields: object) -> bool:
        return any(fields.items() <= line.items() for line in self.lines)


@pytest.fixture
def log() -> Iterator[Log]:
    """Everything that anything logs, at DEBUG, as our formatter writes it."""
    log = Log()
    handler = logging.StreamHandler(log)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield log
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature with faults that quote what was typed: one in its rows, one in its handler, one in what it says."""

    async def fail(turn: Turn) -> None:
        raise ValueError(f"cannot read {turn.said.words!r} of {turn.update.effective_user}")

    async def fail_in_the_database(turn: Turn) -> None:
        await turn.tx.execute(f"INSERT INTO areas (code, name) VALUES ('{turn.said.words}', 'x')")

    async def say_what_does_not_exist(turn: Turn) -> None:
        turn.say("coaching.tips", situation=turn.said.words)

    def on(word: str) -> Words:
        return Words(Stage.SAFETY, lambda turn: word in (turn.said.words or ""))

    routes = (
        Route("fragile.handler", on("stuk"), fail, EVERYONE),
        Route("fragile.rows", on("rijen"), fail_in_the_database, EVERYONE),
        Route("fragile.text", on("sjabloon"), say_what_does_not_exist, EVERYONE),
    )
    monkeypatch.setattr(composition, "FEATURES", (*FEATURES, Feature("fragile", routes)))


@pytest.fixture
def telegram(telegram: FakeTelegram) -> FakeTelegram:
    """The same Telegram, in which Anna has a surname and a user name."""
    anna = next(user for user in telegram.world.users.values() if user.first_name == "Anna")
    anna.first_name, anna.username = SURNAME, "zwaluw_staart"
    return telegram


def check(log: Log) -> None:
    written = log.getvalue().lower()
    assert [word for word in (*MARKED, TOKEN) if word.lower() in written] == []


async def test_an_ordinary_conversation_leaves_no_word_behind(log: Log, anna: Person) -> None:
    await anna.says("hoe zeg ik tegen kwikstaart Zwaluwstaart (06-12345678, Ooievaarstraat 7) dat hij stinkt")
    await anna.taps("Meer tips")
    await anna.says("ik wil niet meer leven, zei kwikstaart")
    await anna.says("/kwikstaart 0612345678")
    await anna.sends("photo", "dit is kwikstaart")
    await anna.asks_inline("kwikstaart stinkt")
    await anna.edits(anna.stage.telegram.say(anna.user, "kwikstaart")["message_id"], "hallo kwikstaart")
    await anna.blocks()

    assert log.has(room="bot.chat.router", action="coaching.question")
    check(log)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("kwikstaart is stuk", "ValueError"),
        ("rijen van kwikstaart", "IntegrityError"),
        ("rijen van 'kwikstaart", "OperationalError"),
    ],
)
async def test_an_exception_that_quotes_what_was_typed_is_logged_without_the_quotation(
    fragile: None, log: Log, anna: Person, text: str, error: str
) -> None:
    await anna.says(text)
    await anna.says("wat is LSD")

    anna.sees("Samenvatten")
    assert any(error in (line.get("error"), line.get("exception")) for line in log.lines)
    check(log)


async def test_a_text_that_cannot_be_made_is_logged_without_its_values(fragile: None, log: Log, anna: Person) -> None:
    await anna.says("sjabloon van kwikstaart")

    assert log.has(action="cannot_render")
    check(log)


async def test_what_is_set_aside_is_not_kept_in_the_database_either(fragile: None, log: Log, app: App, anna: Person) -> None:
    await anna.says("kwikstaart is stuk")

    with closing(sqlite3.connect(app.database.path)) as connection:
        assert connection.execute("SELECT state, raw, error FROM inbox").fetchall() == [("dead", None, "ValueError")]
        assert "kwikstaart" not in "\n".join(connection.iterdump())


async def test_trouble_with_telegram_leaves_no_word_behind(log: Log, telegram: FakeTelegram, anna: Person) -> None:
    telegram.fail_next("sendMessage", 400, "Bad Request: can't parse entities")
    await anna.says("kwikstaart stinkt")
    telegram.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await anna.says("kwikstaart stinkt")
    telegram.fail_next("answerCallbackQuery", 400, "Bad Request: query is too old: kwikstaart")
    await anna.says("kwikstaart stinkt")

    assert any(line["level"] in {"WARNING", "ERROR"} for line in log.lines)
    check(log)


async def test_what_a_library_says_of_a_task_that_failed_is_kept_without_what_it_quotes(log: Log) -> None:
    def fail(words: str) -> None:
        raise ValueError(words)

    loop = asyncio.get_running_loop()
    loop.call_soon(fail, "kwikstaart")
    await asyncio.sleep(0.01)
    logging.getLogger("library").warning("cannot send %s to %s", "kwikstaart", SURNAME)
    logging.getLogger("library").warning(f"cannot send 'kwikstaart' to https://api.telegram.org/bot{TOKEN}/x")  # noqa: G004
    logging.getLogger("library").info('{"text": "kwikstaart"}')

    assert [(line["room"], line["event"]) for line in log.lines if line["room"] == "library"] == [
        ("library", "cannot send"), ("library", "cannot send"), ("library", ""),
    ]  # fmt: skip
    (of_asyncio,) = [line for line in log.lines if line["room"] == "asyncio" and line["level"] == "ERROR"]
    assert of_asyncio["exception"] == "ValueError"
    assert str(of_asyncio["at"]).count("test_logs.py") == 1
    check(log)


def test_every_line_is_one_json_object_with_time_level_and_room(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    try:
        set_up_logging("INFO")
        logging.getLogger("bot.chat").info("turn", extra={"action": "said", "update_id": 7, "odd": object})
        logging.getLogger("bot.chat").debug("not at this level")
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    finally:
        root.handlers[:], root.level = handlers, level
    (line,) = capsys.readouterr().err.splitlines()

    written = json.loads(line)
    assert {"level": "INFO", "room": "bot.chat", "event": "turn", "action": "said", "update_id": 7}.items() <= written.items()
    assert written["time"]
