"""Measures the time side: how long planning takes as lists grow, and how fast a pile of reminders leaves.

Called by `tools.bench`, which writes the figures down.
"""

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import SystemClock, to_text
from bot.db.database import Database
from bot.db.migrations import migrate
from bot.features.timeline import planning
from bot.folders import find_folder
from tools.bot_api import BotApi, Fault, message
from tools.running import environment, start_bot

_NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
_ON_ONE_LIST = 50
_SIZES = (1_000, 10_000, 100_000)
_REMINDERS = 5_000
_PER_SECOND = 30


async def measure_planning(folder: Path, figures: dict[str, float]) -> None:
    """Plan for one, ten and a hundred thousand registrations; the first time everything is new, the second time nothing is."""
    for size in _SIZES:
        path = folder / f"planning-{size}.sqlite3"
        _fill(path, size)
        database = await Database.open(path, find_folder("migrations"))
        first, again = [await _plan(database, _NOW + timedelta(minutes=n)) for n in range(2)]
        await database.close()
        figures |= {f"planning_first_{size}_s": first, f"planning_again_{size}_s": again}
    figures["planning_s"] = max(figures[f"planning_first_{_SIZES[-1]}_s"], figures[f"planning_again_{_SIZES[-1]}_s"])


async def _plan(database: Database, now: datetime) -> float:
    began = time.perf_counter()
    async with database.transaction() as tx:
        await planning.plan(tx, now)
    return time.perf_counter() - began


def _fill(path: Path, registrations: int) -> None:
    """Make a year of bijeenkomsten, each of two dagdelen with fifty people on the list, every tenth of them waiting."""
    migrate(path, find_folder("migrations"))
    events, people = registrations // _ON_ONE_LIST, max(100, registrations // 4)
    long_ago = to_text(_NOW - timedelta(days=200))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")
        connection.executemany(
            "INSERT INTO people (telegram_id, first_seen, last_seen) VALUES (?, ?, ?)",
            ((number, long_ago, long_ago) for number in range(1, people + 1)),
        )
        connection.execute("INSERT INTO staff (person_id, role, area_id) VALUES (1, 'coach_welzijn', 1)")
        for number in range(1, events + 1):
            # From a month ago to eleven months ahead, at ordinary hours.
            start = _NOW.replace(hour=8 + number % 12) + timedelta(days=int(365 * number / events) - 30)
            connection.execute(
                "INSERT INTO events (code, kind, title, gemeente, neighbourhood, location, area_id, capacity, minimum, trainers,"
                " signup_required, created_at, changed_at) VALUES (?, 'bouwstenentraining', 'Bouwstenen', 'Utrecht', 'Oost',"
                " 'De Linde', 1, 50, 8, '[\"Hanneke Vos\"]', 1, ?, ?)",
                (f"BT-{number}", long_ago, long_ago),
            )
            connection.executemany(
                "INSERT INTO event_parts VALUES (?, ?, ?, ?)",
                (
                    (
                        number,
                        part,
                        to_text(start + timedelta(days=7 * part - 7)),
                        to_text(start + timedelta(days=7 * part - 7, hours=3)),
                    )
                    for part in (1, 2)
                ),
            )
        connection.executemany(
            "INSERT INTO registrations (event_id, person_id, name, seats, state, queue_number, created_at, changed_at)"
            " VALUES (?, ?, 'Iemand', 1, ?, ?, ?, ?)",
            (
                (
                    event,
                    (event * 7 + place) % people + 1,
                    "waiting" if place % 10 == 9 else "signed_up",
                    place,
                    long_ago,
                    long_ago,
                )
                for event in range(1, events + 1)
                for place in range(_ON_ONE_LIST)
            ),
        )


class Strict(BotApi):
    """A Telegram that keeps to its limits: thirty messages a second in all, one a second in a chat, or 429."""

    def __init__(self) -> None:
        """Begin with a full allowance, and a little for what the network pushes together."""
        super().__init__(fault=self._check)
        self.refused = 0
        self._room, self._at = float(_PER_SECOND + _JITTER), 0.0
        self._last: dict[str, float] = {}

    def _check(self, method: str, parameters: dict[str, str]) -> Fault | None:
        if method != "sendMessage":
            return None
        now = asyncio.get_running_loop().time()
        self._room = min(_PER_SECOND + _JITTER, self._room + (now - self._at) * _PER_SECOND)
        self._at = now
        chat = parameters["chat_id"]
        if self._room < 1 or now - self._last.get(chat, 0.0) < _ONE_CHAT:
            self.refused += 1
            return Fault(429, "Too Many Requests: retry after 3", retry_after=3)
        self._room -= 1
        self._last[chat] = now
        return None


_JITTER = 5
_ONE_CHAT = 0.95


async def measure_reminders(folder: Path, figures: dict[str, float]) -> None:
    """Let five thousand reminders be due at once, and let somebody ask something twice a second meanwhile."""
    path = folder / "reminders.sqlite3"
    _lay_ready(path)
    api = Strict()
    bot = await start_bot(environment(await api.start(), path), folder / "log", folder)
    loop = asyncio.get_running_loop()
    asked: dict[int, float] = {}
    async with asyncio.timeout(60 + 2 * _REMINDERS / _PER_SECOND):
        while sum(sent.chat_id < _FIRST_ASKER for sent in api.sent) < _REMINDERS:
            await asyncio.sleep(0.5)
            number = _FIRST_ASKER + len(asked)
            asked[number] = loop.time()
            api.put(message(number, number, "hoe zeg ik tegen iemand dat hij niet fris ruikt"))
    await asyncio.sleep(2.0)
    bot.terminate()
    await bot.wait()
    await api.stop()
    reminders = [sent.at for sent in api.sent if sent.chat_id < _FIRST_ASKER]
    within = [sent for sent in api.sent if reminders[0] <= sent.at <= reminders[-1]]
    figures["reminder_rate_share"] = len(within) / ((reminders[-1] - reminders[0]) * _PER_SECOND)
    figures["reminders_lost"] = _REMINDERS - len({sent.chat_id for sent in api.sent if sent.chat_id < _FIRST_ASKER})
    figures["reminders_doubled"] = len(reminders) - len({sent.chat_id for sent in api.sent if sent.chat_id < _FIRST_ASKER})
    figures["reminders_refused_429"] = api.refused
    waits = sorted((sent.at - asked[sent.chat_id]) * 1000 for sent in api.sent if sent.chat_id in asked)
    figures["live_answer_p95_ms"] = waits[int(len(waits) * 0.95)]


_FIRST_ASKER = 1_000_000


def _lay_ready(path: Path) -> None:
    migrate(path, find_folder("migrations"))
    now = SystemClock().now()
    values = {"title": "Bouwstenen voor Oost", "location": "De Linde", "begin": to_text(now + timedelta(hours=2)),
              "end": to_text(now + timedelta(hours=5)), "in_days": 0, "part": 1, "of": 1, "code": "BT-12"}  # fmt: skip
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            'INSERT INTO outbox (key, chat_id, text, "values", live, due_at, expires_at) VALUES (?, ?, ?, ?, 0, ?, ?)',
            (
                # Not of the form that the planner looks after: there are no lists behind these.
                (f"reminder:bench:person-{n}", n, "timeline.hours_before", json.dumps(values), to_text(now),
                 to_text(now + timedelta(hours=2)))
                for n in range(1, _REMINDERS + 1)
            ),
        )  # fmt: skip
