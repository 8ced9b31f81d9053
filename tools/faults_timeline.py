"""Kills the bot at random moments in a simulated month of trainings, while Telegram fails too; see `faults_proof`.

The clock of that month stands still until it is moved, each time to the moment at which the next message is due, so that being
late by a second would show.
"""

import asyncio
import random
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import LOCAL_ZONE, to_text
from bot.db.migrations import migrate
from bot.folders import find_folder
from tools.faults_phones import BEGIN, Crowd, Month, Phones
from tools.faults_proof import COACHES, SEATS, Outcome, prove
from tools.running import Fork, Nursery, environment, keep

_COACH = "INSERT INTO staff (person_id, role, area_id) VALUES (?, 'coach_welzijn', 1)"
_LONG_AGO = to_text(BEGIN - timedelta(days=60))
_HEARS_WITHIN = 90.0
_HOURS = (8, 9, 10, 13, 14, 19, 20, 23)
_LAST_STEP = timedelta(minutes=30)
_LONGEST_OFF = timedelta(minutes=20)
"""Together less than an hour: so long a form waits for what somebody types."""
_COLLECT_EVERY = timedelta(hours=12)
_WHILE_STARTING, _STAYS_OFF, _BLOCKED = 0.1, 0.3, 0.03


@dataclass(frozen=True)
class Size:
    """How big a run is."""

    events: int = 40
    people: int = 500
    days: int = 30
    step: timedelta = timedelta(hours=1)

    @property
    def end(self) -> datetime:
        """Return when the month is over."""
        return BEGIN + timedelta(days=self.days)


@dataclass
class World:
    """Everything in which one run plays."""

    size: Size
    folder: Path
    nursery: Nursery
    chance: random.Random
    month: Month
    phones: Phones
    crowd: Crowd
    env: dict[str, str] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)
    rows: dict[int, sqlite3.Row] = field(default_factory=dict)
    """What became of every message; the bot itself forgets its answers after two days."""
    collected_at: datetime = BEGIN
    end: datetime = BEGIN

    @property
    def database(self) -> Path:
        """Return where the bot keeps everything."""
        return self.folder / "month.sqlite3"

    async def live(self, until: datetime | None) -> None:
        """Live one life of the bot: it starts, time passes, people tap, and in the middle of a step it is killed.

        Without `until` it lives until the end and stops as an operator stops it.
        """
        bot = await self.nursery.start_bot(self.env, self.folder / "log", self.folder, self.month.file)
        if until is not None and self.chance.random() < _WHILE_STARTING:
            # While it starts, which may be while it settles what the kill before left.
            await asyncio.sleep(self.chance.uniform(0.0, 0.3))
            await self._kill(bot, self.month.now)
            self.outcome.kills_while_starting += 1
            return
        self.month.write()
        await self.month.until_done(bot)
        while self.month.now < (until or self.end):
            await self._pass_time(bot)
        if until is None:
            await self._stop(bot)
            return
        before = self.month.now
        self.crowd.look()
        self._move(_LAST_STEP)
        # In the middle of planning, of sending, of noting.
        await asyncio.sleep(self.chance.expovariate(1 / 0.05))
        await self._kill(bot, before)

    def collect(self) -> None:
        """Write down what the outbox says, before answers are forgotten."""
        self.collected_at = self.month.now
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            self.rows |= {row["id"]: row for row in connection.execute("SELECT * FROM outbox")}

    async def _pass_time(self, bot: Fork) -> None:
        if self.month.now - self.collected_at > _COLLECT_EVERY:
            self.collect()
        while self.crowd.look():
            await self._until_heard()
            self.month.write()
            await self.month.until_done(bot)
        self._move(self.size.step)
        await self.month.until_done(bot)

    def _move(self, most: timedelta) -> None:
        """Move the clock to when the next message is due, so far at the most."""
        due = self.month.next_due
        by = due - self.month.now if due is not None else most
        self.month.move(min(by, most) if by > timedelta() else most)

    async def _kill(self, bot: Fork, since: datetime) -> None:
        await bot.kill()
        self.outcome.kills += 1
        if self.chance.random() < _STAYS_OFF:
            self.month.move(timedelta(seconds=self.chance.randrange(int(_LONGEST_OFF.total_seconds()))))
        self.outcome.off.append((since, self.month.now))

    async def _stop(self, bot: Fork) -> None:
        if await bot.stop() != 0:
            self.outcome.notes.append(f"did not stop cleanly: {bot.returncode}")

    async def _until_heard(self) -> None:
        """Wait until the bot has fetched what people did, and has confirmed it."""
        async with asyncio.timeout(_HEARS_WITHIN):
            while self.phones.unconfirmed:
                await asyncio.sleep(0.002)


async def run(kills: int, seed: int, *, size: Size = Size(), trouble: float = 0.08) -> Outcome:
    """Live through the month with `kills` kills spread over it. What went wrong is kept in `build/`."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        month = Month(folder)
        phones = Phones(month=month, chance=chance, trouble=trouble)
        # Some people blocked the bot before the month began, and nobody told us.
        phones.blocked = {10_000 + n for n in range(size.people) if chance.random() < _BLOCKED}
        async with Nursery() as nursery:
            world = World(size, folder, nursery, chance, month, phones, Crowd(phones, chance))
            _fill(world.database, size, chance)
            world.env = environment(await phones.start(), world.database, WIJKMAAT_LOG_LEVEL="ERROR")
            while world.outcome.kills < kills:
                # Dying takes time too: half of the last step, on average.
                left = (size.end - month.now) / (kills - world.outcome.kills) - _LAST_STEP / 2
                await world.live(min(month.now + chance.uniform(0.0, 2.0) * max(left, timedelta()), size.end))
            world.end = max(month.now, size.end)
            await world.live(None)
            # One more day without trouble, so that whatever can still arrive does.
            phones.trouble, world.end = 0.0, world.end + timedelta(days=1)
            await world.live(None)
            await phones.stop()
        world.collect()
        prove(world.rows.values(), phones, world.crowd, world.database, world.end, size.step, world.outcome)
        if not world.outcome.is_proven:
            (folder / "notes").write_text("\n".join(world.outcome.notes), "utf-8")
            keep(folder, f"faults-month-{seed}", world.database.name)
    return world.outcome


def _fill(database: Path, size: Size, chance: random.Random) -> None:
    """Put a month on the agenda: trainings of one or two dagdelen, each with a list and some who wait."""
    migrate(database, find_folder("migrations"))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO areas (id, code, name, gemeente) VALUES (1, 'oost', 'Oost', 'Utrecht')")
        connection.executemany(
            "INSERT INTO people (id, telegram_id, first_seen, last_seen) VALUES (?, ?, ?, ?)",
            [(n + 1, 10_000 + n, _LONG_AGO, _LONG_AGO) for n in range(size.people)]
            + [(coach, 100_000 + coach, _LONG_AGO, _LONG_AGO) for coach in COACHES],
        )
        connection.executemany(_COACH, [(coach,) for coach in COACHES])
        for number in range(1, size.events + 1):
            _add_event(connection, number, size, chance)


def _add_event(connection: sqlite3.Connection, number: int, size: Size, chance: random.Random) -> None:
    connection.execute(
        "INSERT INTO events (id, code, kind, title, gemeente, neighbourhood, location, area_id, capacity, minimum,"
        " signup_required, created_at, changed_at) VALUES (?, ?, 'bouwstenentraining', ?, 'Utrecht', 'Oost',"
        " 'De Linde', 1, ?, 8, 1, ?, ?)",
        (number, f"BT-{number}", f"Bouwstenen {number}", SEATS, _LONG_AGO, _LONG_AGO),
    )
    day = BEGIN.astimezone(LOCAL_ZONE).date() + timedelta(days=1 + number * (size.days - 3) // size.events)
    hour, parts = chance.choice(_HOURS), 1 + (number % 4 == 0)
    for part in range(parts):
        start = datetime(day.year, day.month, day.day, hour, 30, tzinfo=LOCAL_ZONE) + timedelta(days=part)
        connection.execute(
            "INSERT INTO event_parts VALUES (?, ?, ?, ?)",
            (number, part + 1, to_text(start), to_text(start + timedelta(hours=3))),
        )
    guests = chance.sample(range(1, size.people + 1), min(size.people, SEATS - 2 + chance.randint(0, 5)))
    connection.executemany(
        "INSERT INTO registrations (event_id, person_id, name, state, queue_number, created_at, changed_at)"
        " VALUES (?, ?, 'Iemand', ?, ?, ?, ?)",
        [(number, guest, "signed_up" if n < SEATS else "waiting", n, _LONG_AGO, _LONG_AGO) for n, guest in enumerate(guests)],
    )
