"""Measures what coaches read: the weekly digest and the figures of a year, as an area fills with questions and lists.

Called by `tools.bench`, which writes the figures down.
"""

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import to_text
from bot.db.database import Database
from bot.db.migrations import migrate
from bot.features.digest import service as digest
from bot.features.digest.models import week_before
from bot.features.figures import service as figures_of
from bot.features.figures.models import Period
from bot.folders import find_folder

_NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
_SIZES = (1_000, 10_000, 100_000)
_WEEKS = 52
_PER_REGISTRATION = 50  # questions: a hundred thousand beside two thousand registrations
_ON_ONE_LIST = 20
_SITUATIONS = ("hygiene", "grenzen-stellen", "stille-bezoeker", "schaamte", "roddelen")
_ANSWERS = ("tips", "tips", "tips", "choose", "rule", "unknown")
_HELPED = (None, "yes", None, "no", "a_bit")


async def measure_digest(folder: Path, figures: dict[str, float]) -> None:
    """Gather the digest of last week and the figures of last year; an area of a year, from a thousand questions up."""
    for size in _SIZES:
        path = folder / f"digest-{size}.sqlite3"
        _fill(path, size)
        database = await Database.open(path, find_folder("migrations"))
        figures[f"digest_{size}_s"] = min([await _digest(database) for _ in range(3)])
        figures[f"figures_{size}_s"] = min([await _figures(database) for _ in range(3)])
        await database.close()
    figures["digest_s"] = figures[f"digest_{_SIZES[-1]}_s"]


async def _digest(database: Database) -> float:
    began = time.perf_counter()
    async with database.transaction() as tx:
        facts = await digest.gather(tx, 1, week_before(digest.week_of(_NOW)), _NOW)
    took = time.perf_counter() - began
    if not (facts.questions and facts.themes and facts.coming):
        raise RuntimeError("there is nothing in the digest that was measured")
    return took


async def _figures(database: Database) -> float:
    year = Period.read("2026")
    if year is None:
        raise RuntimeError("2026")
    scope = figures_of.Scope("1", "Oost", "oost", frozenset({1}))
    began = time.perf_counter()
    async with database.transaction() as tx:
        found = await figures_of.gather(tx, scope, year, _NOW)
    took = time.perf_counter() - began
    if found.is_empty:
        raise RuntimeError("there is nothing in the figures that were measured")
    return took


def _fill(path: Path, questions: int) -> None:
    """Fill a year of one area: questions in every week, and lists of twenty people of whom most were there."""
    migrate(path, find_folder("migrations"))
    registrations = max(_ON_ONE_LIST * 2, questions // _PER_REGISTRATION)
    events = registrations // _ON_ONE_LIST
    long_ago = to_text(_NOW - timedelta(days=370))
    weeks = [digest.week_of(_NOW - timedelta(weeks=ago)) for ago in range(_WEEKS)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")
        connection.executemany(
            "INSERT INTO questions (text, answer, situation, helped, area_id, week) VALUES (?, ?, ?, ?, 1, ?)",
            ((f"vraag {n}", _ANSWERS[n % 6], _SITUATIONS[n % 5], _HELPED[n % 5], weeks[n % _WEEKS]) for n in range(questions)),
        )
        connection.executemany(
            "INSERT INTO theme_weeks VALUES (?, 1, ?, 9)", ((week, situation) for week in weeks for situation in _SITUATIONS)
        )
        for number in range(1, events + 1):
            # Most of them over, the last ones still to come.
            start = _NOW - timedelta(days=350) + timedelta(days=int(370 * number / events))
            connection.execute(
                "INSERT INTO events (code, kind, title, gemeente, neighbourhood, location, area_id, capacity, minimum, state,"
                " signup_required, created_at, changed_at) VALUES (?, 'bouwstenentraining', 'Bouwstenen', 'Utrecht', 'Oost',"
                " 'De Linde', 1, 30, 8, 'go', 1, ?, ?)",
                (f"BT-{number}", long_ago, long_ago),
            )
            connection.execute(
                "INSERT INTO event_parts VALUES (?, 1, ?, ?)", (number, to_text(start), to_text(start + timedelta(hours=3)))
            )
        connection.executemany(
            "INSERT INTO registrations (event_id, name, role, organisation, state, queue_number, created_at, changed_at)"
            " VALUES (?, 'Iemand', 'vrijwilliger', ?, 'signed_up', ?, ?, ?)",
            ((n // _ON_ONE_LIST + 1, f"Buurthuis {n % 40}", n, long_ago, long_ago) for n in range(events * _ON_ONE_LIST)),
        )
        connection.execute("INSERT INTO attendance SELECT id, 1, 'present', changed_at FROM registrations WHERE id % 10 <> 0")
        connection.executemany(
            "INSERT INTO handovers (text, state, area_id, created_at, claimed_at, closed_at, helped)"
            " VALUES ('', 'closed', 1, :at, :at, :at, 'yes')",
            ({"at": to_text(_NOW - timedelta(days=n % 365))} for n in range(questions // 100)),
        )
