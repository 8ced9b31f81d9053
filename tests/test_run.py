"""The bot as a process, against a Bot API server on this machine: starting, stopping, and losing nothing on the way."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.bot_api import BotApi, Fault, message
from tools.running import environment, start_bot

QUESTION = "hoe zeg ik tegen iemand dat hij stinkt"
PATIENCE = 60.0


@dataclass
class Operator:
    """Starts and stops the bot, and reads what it wrote."""

    api: BotApi
    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    bot: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.bot = await start_bot(self.env, self.folder / "log", self.folder)

    async def ended(self) -> int:
        assert self.bot is not None
        async with asyncio.timeout(PATIENCE):
            return await self.bot.wait()

    async def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        assert self.bot is not None
        self.bot.send_signal(sign)
        return await self.ended()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; say what the bot wrote when it does not."""
        for _ in range(int(PATIENCE / 0.02)):
            if holds():
                return
            if self.bot is not None and self.bot.returncode is not None:
                break
            await asyncio.sleep(0.02)
        raise AssertionError(f"it did not happen; calls: {Counter(self.api.calls)}; the bot wrote:\n{self.log}")

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8") if (self.folder / "log").exists() else ""

    def answered(self, *people: int) -> bool:
        return {sent.chat_id for sent in self.api.sent} >= set(people)


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    """An operator with a Bot API server; whatever still runs at the end is killed."""
    api = BotApi()
    url = await api.start()
    operator = Operator(api, tmp_path, environment(url, tmp_path / "data" / "wijkmaat.sqlite3"))
    yield operator
    if operator.bot is not None and operator.bot.returncode is None:
        operator.bot.kill()
        await operator.bot.wait()
    await api.stop()


async def test_the_bot_starts_answers_and_stops_without_a_word_of_complaint(operator: Operator) -> None:
    operator.api.put(message(1, 101, QUESTION))
    await operator.start()
    await operator.until(lambda: operator.answered(101) and "setMyCommands" in operator.api.calls)
    operator.api.put(message(2, 102, "wat is LSD"))
    await operator.until(lambda: operator.answered(102))
    status = await operator.stop()

    first, second = operator.api.sent
    assert "Iemand ruikt niet fris" in first.text
    assert "samenvatten" in second.text.lower()
    assert status == 0
    assert operator.log == ""


async def test_stopped_in_the_middle_of_a_crowd_it_loses_nothing_and_says_nothing_twice(operator: Operator) -> None:
    crowd = range(1001, 1061)
    operator.api.delay = 0.05
    operator.api.put(*(message(person, person, QUESTION) for person in crowd))
    await operator.start()
    await operator.until(lambda: len(operator.api.sent) > 0)

    status = await operator.stop(signal.SIGTERM)
    before = len(operator.api.sent)
    await operator.start()
    await operator.until(lambda: operator.answered(*crowd))
    again = await operator.stop(signal.SIGINT)

    assert (status, again) == (0, 0)
    assert before < len(crowd)
    assert Counter(sent.chat_id for sent in operator.api.sent) == dict.fromkeys(crowd, 1)


async def test_telegram_that_is_not_there_yet_is_waited_for(operator: Operator) -> None:
    await operator.api.stop()
    await operator.start()
    await operator.until(lambda: "get_acquainted" in operator.log)

    operator.api.put(message(1, 101, QUESTION))
    await operator.api.start()
    await operator.until(lambda: operator.answered(101))

    assert await operator.stop() == 0
    assert "Traceback" not in operator.log


async def test_while_it_waits_for_telegram_it_can_be_stopped(operator: Operator) -> None:
    await operator.api.stop()
    await operator.start()
    await operator.until(lambda: "get_acquainted" in operator.log)

    assert await operator.stop() == 0
    assert all(line.startswith("{") for line in operator.log.splitlines())
    assert "Unclosed" not in operator.log


async def test_a_refused_token_ends_it_with_the_name_of_the_setting(operator: Operator) -> None:
    operator.api.fault = lambda method, _: Fault(401, "Unauthorized")
    await operator.start()

    assert await operator.ended() == 1
    assert (
        operator.log == "wijkmaat: Telegram refuses WIJKMAAT_TOKEN. Copy it again from @BotFather, and check WIJKMAAT_API_URL.\n"
    )


async def test_a_token_that_is_taken_back_later_ends_it_too_and_the_answer_waits_for_a_new_one(operator: Operator) -> None:
    operator.api.fault = lambda method, _: Fault(401, "Unauthorized") if method == "sendMessage" else None
    operator.api.put(message(1, 101, QUESTION))
    await operator.start()
    status = await operator.ended()
    wrote = operator.log
    operator.api.fault = None
    await operator.start()
    await operator.until(lambda: operator.answered(101))

    assert status == 1
    assert "wijkmaat: Telegram refuses WIJKMAAT_TOKEN" in wrote
    assert "Traceback" not in wrote
    assert await operator.stop() == 0
    assert len(operator.api.sent) == 1
