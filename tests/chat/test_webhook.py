"""Telegram calls us: who is not Telegram gets nothing in, and what Telegram was told is safe, is safe."""

import asyncio
import io
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.app import App, open_app
from bot.chat.webhook import Webhook
from bot.clock import FixedClock
from bot.demo.telegram.fake import FakeTelegram
from bot.settings import Settings
from tests.conftest import Content
from tests.personas import ANNA, Person, Stage

HEADER = "X-Telegram-Bot-Api-Secret-Token"
QUESTION = "hoe zeg ik tegen iemand dat hij stinkt"


@dataclass
class Caller:
    """Telegram's side of the webhook: knows only what setWebhook told it."""

    telegram: FakeTelegram
    session: aiohttp.ClientSession
    stage: Stage
    statuses: list[int] = field(default_factory=list)

    @property
    def told(self) -> dict[str, Any]:
        return self.telegram.calls_of("setWebhook")[-1].params

    @property
    def base(self) -> str:
        entrance = self.stage.app._entrance
        assert isinstance(entrance, Webhook)
        return f"http://127.0.0.1:{entrance.port}"

    async def post(self, body: bytes, secret: str | None = None) -> int:
        """Call the path that we were told, behind whatever proxy there is; return the status."""
        path = "/" + self.told["url"].split("/", 3)[3]
        headers = {HEADER: self.told["secret_token"] if secret is None else secret}
        async with self.session.post(self.base + path, data=io.BytesIO(body), headers=headers) as response:
            return response.status

    async def deliver(self) -> int:
        """Offer the oldest waiting update once; a 200 means that we never offer it again."""
        update = self.telegram.world.updates.waiting[0]
        status = await self.post(json.dumps(update).encode())
        self.statuses.append(status)
        if status == 200:
            self.telegram.world.updates._confirm(update["update_id"] + 1)
        return status

    async def keep_delivering(self) -> None:
        while True:
            if not self.telegram.world.updates.waiting or await self.deliver() != 200:
                await asyncio.sleep(0.01)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The same settings, with a webhook on a free port."""
    return settings.model_copy(update={"webhook_url": "https://wijkmaat.example", "webhook_port": 0})


@pytest.fixture
async def caller(telegram: FakeTelegram, stage: Stage) -> AsyncIterator[Caller]:
    """Telegram, after we told it where to call."""
    async with aiohttp.ClientSession() as session:
        caller = Caller(telegram, session, stage)
        await until(lambda: bool(telegram.calls_of("setWebhook")))
        yield caller


@pytest.fixture
async def delivering(caller: Caller) -> AsyncIterator[Caller]:
    """Telegram that calls as soon as somebody types, and again when it got no 200."""
    task = asyncio.create_task(caller.keep_delivering())
    yield caller
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen within five seconds")


def stored(app: App) -> list[tuple[Any, ...]]:
    """Look in the file itself, as somebody would after a crash."""
    with closing(sqlite3.connect(f"file:{app.database.path}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT update_id, state FROM inbox ORDER BY seq").fetchall()


def typed(text: str, update_id: int = 700) -> bytes:
    chat = {"id": ANNA, "type": "private", "first_name": "Anna"}
    message = {"message_id": 1, "date": 1_790_000_000, "chat": chat, "text": text}
    return json.dumps(
        {"update_id": update_id, "message": message | {"from": {"id": ANNA, "is_bot": False, "first_name": "Anna"}}}
    ).encode()


def answers(telegram: FakeTelegram) -> list[str]:
    return [call.params["text"] for call in telegram.calls_of("sendMessage") if call.params["chat_id"] == ANNA]


async def test_telegram_is_told_where_to_call_with_which_secret_and_for_what(caller: Caller) -> None:
    assert caller.told["url"].startswith("https://wijkmaat.example/")
    assert len(caller.told["secret_token"]) >= 32
    assert caller.told["allowed_updates"] == ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
    assert caller.telegram.calls_of("getUpdates") == []


async def test_the_secret_does_not_give_away_the_token(caller: Caller, settings: Settings) -> None:
    token = settings.require_token()

    assert token not in caller.told["secret_token"] + caller.told["url"]
    assert all(part not in caller.told["url"] for part in token.split(":") if len(part) > 1)


@pytest.mark.usefixtures("delivering")
async def test_a_question_is_answered_by_webhook_as_by_polling(anna: Person) -> None:
    await anna.says(QUESTION)
    anna.sees("Iemand ruikt niet fris")

    await anna.taps("Meer tips")
    anna.sees("Meer bij: Iemand ruikt niet fris")


@pytest.mark.parametrize("secret", ["", "guessed", "geheim-é", "0" * 64])
async def test_who_does_not_know_the_secret_is_refused_and_nothing_is_stored(caller: Caller, app: App, secret: str) -> None:
    status = await caller.post(typed(QUESTION), secret=secret)

    assert status == 403
    assert stored(app) == []
    assert answers(caller.telegram) == []


WRONG_BODIES = {
    "empty": b"",
    "no JSON": b"hallo",
    "half": b'{"update_id": 7',
    "no UTF-8": b'{"update_id": 7, "x": "\xff"}',
    "no number": b'{"message": {}}',
    "number is text": b'{"update_id": "7"}',
    "number is true": b'{"update_id": true}',
    "number is null": b'{"update_id": null}',
    "number with a fraction": b'{"update_id": 7.5}',
    "huge number": b'{"update_id": 9007199254740993000}',
    "endless number": b'{"update_id": ' + b"9" * 5000 + b"}",
    "infinite": b'{"update_id": 1e999}',
    "list": b'[{"update_id": 7}]',
    "text": b'"update_id"',
    "nested too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("body", WRONG_BODIES.values(), ids=WRONG_BODIES)
async def test_what_is_no_update_is_refused_and_the_bot_goes_on(caller: Caller, stage: Stage, body: bytes) -> None:
    refused = await caller.post(body)
    accepted = await caller.post(typed(QUESTION))
    await stage.settle()

    assert (refused, accepted) == (400, 200)
    assert stored(stage.app) == [(700, "done")]
    assert "ruikt niet fris" in answers(caller.telegram)[0]


@pytest.mark.parametrize("text", ["hoi \ud83d", "\x00", "a" * 4096])
async def test_odd_letters_hold_up_nobody(caller: Caller, stage: Stage, text: str) -> None:
    odd = await caller.post(typed(text, 700))
    next_one = await caller.post(typed(QUESTION, 701))
    await stage.settle()

    assert (odd, next_one) == (200, 200)
    assert stored(stage.app)[1] == (701, "done")
    assert len(answers(caller.telegram)) == 2


async def test_a_body_of_megabytes_is_refused(caller: Caller, app: App) -> None:
    assert await caller.post(typed("a" * 3_000_000)) == 413
    assert stored(app) == []


async def test_an_update_is_in_the_file_before_telegram_is_told_that_it_arrived(caller: Caller, stage: Stage) -> None:
    # Nobody handles it, so what stands in the file was put there by the call itself.
    await stage.app._end("inbox")

    status = await caller.post(typed(QUESTION))

    assert status == 200
    assert stored(stage.app) == [(700, "new")]


async def test_what_was_stored_but_not_handled_is_answered_after_a_restart(caller: Caller, stage: Stage) -> None:
    await stage.app._end("inbox")
    await caller.post(typed(QUESTION))

    await stage.restart()

    assert stored(stage.app) == [(700, "done")]
    assert len(answers(caller.telegram)) == 1


async def test_when_the_database_cannot_write_telegram_is_not_told_and_its_next_try_works(caller: Caller, stage: Stage) -> None:
    await stage.app.database._writer.execute("PRAGMA busy_timeout=10")
    with closing(sqlite3.connect(stage.app.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await caller.post(typed(QUESTION))
        other.execute("ROLLBACK")

    accepted = await caller.post(typed(QUESTION))
    await until(lambda: len(answers(caller.telegram)) > 0)
    await stage.settle()

    assert (refused, accepted) == (500, 200)
    assert len(answers(caller.telegram)) == 1


async def test_the_same_update_twice_is_answered_once(caller: Caller, stage: Stage) -> None:
    at_once = await asyncio.gather(*(caller.post(typed(QUESTION)) for _ in range(5)))
    await stage.settle()
    later = await caller.post(typed(QUESTION))
    await stage.settle()

    assert [*at_once, later] == [200] * 6
    assert len(answers(caller.telegram)) == 1


async def test_health_says_how_much_is_waiting(caller: Caller, stage: Stage) -> None:
    async with caller.session.get(caller.base + "/health") as response:
        before = response.status, await response.json()
    await stage.app._end("inbox")
    await caller.post(typed(QUESTION))
    async with caller.session.get(caller.base + "/health") as response:
        after = await response.json()

    assert before == (200, {"ok": True, "waiting": 0})
    assert after == {"ok": True, "waiting": 1}


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/telegram", 405), ("POST", "/", 404), ("GET", "/", 404)])
async def test_there_is_nothing_else_to_be_found(caller: Caller, method: str, path: str, status: int) -> None:
    async with caller.session.request(method, caller.base + path) as response:
        assert response.status == status


async def test_back_to_polling_takes_the_webhook_away(
    caller: Caller, stage: Stage, settings: Settings, clock: FixedClock, content: Content
) -> None:
    telegram = caller.telegram
    await stage.stop()
    polling = settings.model_copy(update={"webhook_url": None})

    async def open_polling() -> App:
        return await open_app(
            polling, clock, request=telegram.request(), updates_request=telegram.request(),
            texts=content.texts, interpreter=content.interpreter,
        )  # fmt: skip

    stage.open = open_polling
    await stage.start()
    await until(lambda: bool(telegram.calls_of("deleteWebhook")))

    assert telegram.world.updates.webhook == {}
    assert telegram.calls_of("deleteWebhook")[-1].params.get("drop_pending_updates") is not True
