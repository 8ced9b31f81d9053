"""Kills the bot at random moments around Monday half past eight, and counts the digests: one for each coach and each group.

A kill between sending a digest and noting that it arrived is counted apart: then nobody can know, and it is not sent again.
"""

import asyncio
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

from bot.clock import LOCAL_ZONE, to_text
from bot.db.migrations import migrate
from bot.folders import find_folder
from tools.bot_api import BotApi, Fault
from tools.faults_phones import Month
from tools.running import Fork, Nursery, environment

# The last of them is the morning after the change to summer time.
_MONDAYS = (datetime(2027, 3, 15, 8, 30, tzinfo=LOCAL_ZONE), datetime(2027, 3, 29, 8, 30, tzinfo=LOCAL_ZONE))
_AREAS, _QUIET_AREA, _COACHES = (1, 2, 3), 3, 3
_TROUBLE = 0.1

_Start: TypeAlias = Callable[[], Awaitable[Fork]]


@dataclass
class Outcome:
    """What a run proved. `missing` and `doubled` must be zero."""

    kills: int = 0
    expected: int = 0
    digests: int = 0
    missing: int = 0
    doubled: int = 0
    unknown_in_send_window: int = 0
    refused_by_telegram: int = 0
    unwanted: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_proven(self) -> bool:
        """Say whether the promise held."""
        return not (self.missing or self.doubled or self.unwanted)


async def run(kills: int, seed: int) -> Outcome:
    """Live through the Mondays with `kills` kills, about as many on each."""
    chance, outcome = random.Random(seed), Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "digest.sqlite3"
        _fill(database)
        month, api = Month(folder), BotApi(fault=lambda method, _: _draw_fault(chance, method, outcome))
        env = environment(await api.start(), database, WIJKMAAT_LOG_LEVEL="ERROR")
        async with Nursery() as nursery:
            start = partial(nursery.start_bot, env, folder / "log", folder, month.file)
            for number, monday in enumerate(_MONDAYS):
                month.move(monday - timedelta(seconds=30) - month.now)
                for _ in range(kills // len(_MONDAYS) + (number < kills % len(_MONDAYS))):
                    await _live_and_die(month, start, chance, outcome)
                await _live_on(month, start, outcome)
        await api.stop()
        _prove(api, database, outcome)
    return outcome


async def _live_and_die(month: Month, start: _Start, chance: random.Random, outcome: Outcome) -> None:
    """Start, let half a minute pass, and be killed: while starting, planning, drawing, sending or noting."""
    month.write()
    bot = await start()
    if chance.random() < 0.2:
        await asyncio.sleep(chance.uniform(0.0, 1.0))
    else:
        await month.until_done(bot)
        month.move(timedelta(seconds=chance.randint(30, 60)))
        # Planning and sending take some hundredths of a second, drawing takes one or two.
        await asyncio.sleep(chance.choice([chance.uniform(0.0, 0.2), chance.uniform(0.0, 3.0)]))
    await bot.kill()
    outcome.kills += 1


async def _live_on(month: Month, start: _Start, outcome: Outcome) -> None:
    """Start for the last time, let some minutes pass, and stop as an operator stops it."""
    month.write()
    bot = await start()
    for _ in range(4):
        await month.until_done(bot)
        month.move(timedelta(minutes=1))
    await month.until_done(bot)
    if await bot.stop() != 0:
        outcome.notes.append(f"did not stop cleanly: {bot.returncode}")


def _draw_fault(chance: random.Random, method: str, outcome: Outcome) -> Fault | None:
    if method != "sendPhoto" or chance.random() > _TROUBLE:
        return None
    outcome.refused_by_telegram += 1
    return chance.choice([Fault(500), Fault(502, "Bad Gateway"), Fault(429, "Too Many Requests: retry after 1", retry_after=1)])


def _fill(database: Path) -> None:
    """Three areas with coaches and a group each; in one of them nothing happens."""
    migrate(database, find_folder("migrations"))
    long_ago = to_text(_MONDAYS[0] - timedelta(days=60))
    with closing(sqlite3.connect(database)) as connection, connection:
        for area in _AREAS:
            connection.execute(
                "INSERT INTO areas (id, code, name, gemeente) VALUES (?, ?, ?, 'Utrecht')", (area, f"a{area}", f"Gebied {area}")
            )
            connection.execute(
                "INSERT INTO team_groups (chat_id, area_id, has_topics, connected_at) VALUES (?, ?, 0, ?)",
                (-area, area, long_ago),
            )
            connection.execute("INSERT INTO digest_groups (chat_id) VALUES (?)", (-area,))
            for chat in _coaches(area):
                connection.execute(
                    "INSERT INTO people (id, telegram_id, first_seen, last_seen) VALUES (?, ?, ?, ?)",
                    (chat, chat, long_ago, long_ago),
                )
                connection.execute("INSERT INTO staff (person_id, role, area_id) VALUES (?, 'coach_welzijn', ?)", (chat, area))
            weeks = [(monday - timedelta(days=7)).strftime("%G-W%V") for monday in _MONDAYS if area != _QUIET_AREA]
            connection.executemany(
                "INSERT INTO questions (text, answer, situation, area_id, week) VALUES ('een vraag', 'unknown', NULL, ?, ?)",
                [(area, week) for week in weeks],
            )


def _coaches(area: int) -> range:
    return range(area * 100, area * 100 + _COACHES)


def _prove(api: BotApi, database: Path, outcome: Outcome) -> None:
    came = Counter((sent.chat_id, sent.text.partition("\n")[0]) for sent in api.sent if "Weekoverzicht" in sent.text)
    with closing(sqlite3.connect(database)) as connection:
        unknown = {key for (key,) in connection.execute("SELECT key FROM outbox WHERE result = 'stopped while sending'")}
    outcome.digests = sum(came.values())
    for monday in _MONDAYS:
        week = (monday - timedelta(days=7)).strftime("%G-W%V")
        for area in _AREAS:
            for chat in (*_coaches(area), -area):
                times = sum(n for (where, head), n in came.items() if where == chat and f"week {int(week[-2:])}," in head)
                wanted = int(area != _QUIET_AREA)
                outcome.expected += wanted
                outcome.unwanted += times if not wanted else 0
                if f"digest:{week}:area-{area}:to-{chat}" in unknown:
                    outcome.unknown_in_send_window += 1
                elif wanted and times == 0:
                    outcome.missing += 1
                    outcome.notes.append(f"missing: {week} in {chat}")
                if times > 1:
                    outcome.doubled += 1
                    outcome.notes.append(f"doubled: {week} in {chat}")
