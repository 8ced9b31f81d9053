"""A database of this test alone, a bijeenkomst, and people who sign up for it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.agenda import seats, store
from bot.agenda.models import Applicant, Event, EventPart, EventState, Registration
from bot.db.database import Database, Row
from bot.folders import find_folder
from bot.understanding.signup import Kind

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
START = datetime(2027, 1, 13, 8, 30, tzinfo=UTC)

TRAINING = Event(
    id=0, code="BT-11", kind=Kind.TRAINING, title="Bouwstenen voor een ggz-vriendelijk Noord", theme="omgaan met kwetsbaarheid",
    gemeente="Amsterdam", neighbourhood="Noord", location="Buurthuis De Zeilmaker, Loodsenpad 14", area_id=None,
    capacity=2, minimum=1, trainers=("Hanneke Vos",), cotrainer="Rachid El Amrani", target_group="iedereen", audience=None,
    signup_required=True, costs="", programme="", practical="", state=EventState.PLANNED, revision=0,
    parts=tuple(EventPart(n + 1, START + timedelta(weeks=n), START + timedelta(weeks=n, hours=3)) for n in range(2)),
)  # fmt: skip


@dataclass
class Room:
    """The list of one bijeenkomst, with people known by name; time moves when told."""

    database: Database
    event: Event
    now: datetime = NOW

    async def signs_up(self, name: str, seats_: int = 1, **more: Any) -> Any:
        """Sign somebody up who has Telegram; return the outcome."""
        async with self.database.transaction() as tx:
            person = await tx.fetch_one("SELECT id FROM people WHERE name = :name", {"name": name})
            if person is None:
                await tx.execute(
                    "INSERT INTO people (telegram_id, name, first_seen, last_seen) "
                    "SELECT 1000 + count(*), :name, '2026', '2026' FROM people",
                    {"name": name},
                )
                person = await tx.fetch_one("SELECT id FROM people WHERE name = :name", {"name": name})
            assert person is not None
            return await seats.sign_up(tx, self.event, Applicant(person["id"], name, seats=seats_, **more), self.now)

    async def does(self, use_case: Any, name: str, *more: Any) -> Any:
        """Let somebody cancel, accept, decline…; return the outcome."""
        registration = await self.of(name)
        async with self.database.transaction() as tx:
            return await use_case(tx, registration.id, *more, self.now)

    async def later(self, **units: float) -> None:
        """Let time pass, with the job that looks after the offers."""
        self.now += timedelta(**units)
        await self.look()

    async def look(self) -> None:
        """Let the job run that looks after the offers."""
        async with self.database.transaction() as tx:
            await seats.expire_offers(tx, self.now)

    async def of(self, name: str) -> Registration:
        """Return somebody's registration."""
        row = await self.database.fetch_one("SELECT id FROM registrations WHERE name = :name", {"name": name})
        assert row is not None
        found = await store.find_registration(self.database, row["id"])
        assert found is not None
        return found

    async def states(self) -> dict[str, str]:
        """Return who stands where, in the order of the list."""
        return {found.name: found.state.value for found in await store.list_registrations(self.database, self.event.id)}

    async def messages(self) -> list[Row]:
        """Return what is planned for others and was not taken back."""
        return list(await self.database.fetch_all("SELECT * FROM outbox WHERE state = 'queued' ORDER BY id"))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An open, empty database."""
    database = await Database.open(tmp_path / "wijkmaat.sqlite3", find_folder("migrations"))
    yield database
    await database.close()


@pytest.fixture
async def room(database: Database) -> Room:
    """A training with two seats, seven weeks ahead."""
    async with database.transaction() as tx:
        event = await store.insert_event(tx, replace(TRAINING), NOW)
    return Room(database, event)
