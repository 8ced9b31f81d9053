"""The bot as a process, against a Bot API server on this machine: starting, stopping, and losing nothing on the way."""

import asyncio
import json
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bot.understanding.meaning import Answer
from tests.conftest import Content
from tools.bot_api import BotApi, Fault, message
from tools.running import environment, start_bot

QUESTION = "hoe zeg ik tegen iemand dat hij stinkt"
QUESTIONS = Path(__file__).parent / "vragen/dev_vragen.jsonl"
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
    def process_beside(self) -> int:
        """The number of the process that understands."""
        assert self.bot is not None
        (child,) = Path(f"/proc/{self.bot.pid}/task/{self.bot.pid}/children").read_text("utf-8").split()
        return int(child)

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


async def test_a_crowd_with_different_questions_gets_each_the_answer_to_its_own(operator: Operator, content: Content) -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    crowd = {1000 + number: row["vraag"] for number, row in enumerate(rows[:70])}
    now = datetime(2026, 11, 30, 10, tzinfo=UTC)
    titles = {}
    for person, question in crowd.items():
        understood = content.interpreter.understand(question, now)
        if understood.answer is Answer.TIPS:
            titles[person] = content.texts.situations[understood.situations[0].id].title
    operator.api.put(*(message(person, person, question) for person, question in crowd.items()))
    await operator.start()
    await operator.until(lambda: operator.answered(*crowd))

    assert await operator.stop() == 0
    assert len(titles) > 40
    said = {sent.chat_id: unescape(sent.text) for sent in reversed(operator.api.sent)}
    assert [titles[person] for person in titles if titles[person] not in said[person]] == []


async def test_when_the_process_that_understands_is_killed_the_bot_ends_with_a_word_and_answers_after_a_new_start(
    operator: Operator,
) -> None:
    await operator.start()
    operator.api.put(message(1, 101, QUESTION))
    await operator.until(lambda: operator.answered(101))
    os.kill(operator.process_beside, signal.SIGKILL)
    operator.api.put(message(2, 102, "wat is LSD"))
    status = await operator.ended()
    wrote = operator.log
    await operator.start()
    await operator.until(lambda: operator.answered(102))

    assert status == 1
    assert wrote.splitlines()[-1] == (
        "wijkmaat: the process that understands has ended by itself. Nothing is lost: start Wijkmaat again."
    )
    assert "Traceback" not in wrote
    assert await operator.stop() == 0
    assert [sent.chat_id for sent in operator.api.sent] == [101, 102]


async def test_told_to_stop_together_as_a_service_is_they_finish_what_is_in_hand(operator: Operator) -> None:
    crowd = range(1001, 1061)
    operator.api.put(*(message(person, person, QUESTION) for person in crowd))
    await operator.start()
    await operator.until(lambda: len(operator.api.sent) > 0)
    os.kill(operator.process_beside, signal.SIGTERM)
    status = await operator.stop(signal.SIGTERM)

    assert status == 0
    assert operator.log == ""


async def test_a_bot_that_is_killed_leaves_no_process_behind(operator: Operator) -> None:
    await operator.start()
    operator.api.put(message(1, 101, QUESTION))
    await operator.until(lambda: operator.answered(101))
    beside = operator.process_beside
    await operator.stop(signal.SIGKILL)

    for _ in range(int(PATIENCE / 0.02)):
        if not is_running(beside):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it still runs")


def is_running(pid: int) -> bool:
    """Say whether this process runs; one that has ended and is not fetched by anybody yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[-1].split()[0] != "Z"
    except OSError:
        return False
