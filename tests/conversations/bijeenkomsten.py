"""Bijeenkomsten for conversations: put on the agenda, people put on the list, and time that passes until a moment."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.agenda import seats, store
from bot.agenda.models import Applicant, Event, EventPart, EventState
from bot.clock import LOCAL_ZONE
from bot.people import store as people
from bot.people.models import Role
from bot.understanding.signup import Kind
from tests.personas import Person, Stage

START = datetime(2026, 12, 16, 14, 0, tzinfo=LOCAL_ZONE)
"""A Wednesday, three weeks after the Monday on which every test begins."""

TRAINING = Event(
    id=0, code="BT-12", kind=Kind.TRAINING, title="Bouwstenen voor Oost", theme="omgaan met kwetsbaarheid",
    gemeente="Utrecht", neighbourhood="Oost", location="Buurthuis De Linde, Lindelaan 3", area_id=None,
    capacity=12, minimum=4, trainers=("Hanneke Vos",), cotrainer="Rachid El Amrani", target_group="vrijwilligers", audience=None,
    signup_required=True, costs="", programme="Welkom, oefenen, napraten", practical="Er is koffie", state=EventState.PLANNED,
    revision=0, parts=(),
)  # fmt: skip


@dataclass
class Agenda:
    """What is on the agenda, and who is on the lists."""

    stage: Stage

    async def add(self, *starts: datetime, hours: float = 3, **changes: Any) -> Event:
        """Put a training on the agenda of area Oost, with a dagdeel at each of these moments."""
        begins = [start.astimezone(UTC) for start in (starts or (START,))]
        parts = tuple(EventPart(n, begin, begin + timedelta(hours=hours)) for n, begin in enumerate(begins, 1))
        async with self.stage.app.database.transaction() as tx:
            row = await tx.fetch_one("SELECT id FROM areas WHERE code = 'oost'")
            event = replace(TRAINING, parts=parts, area_id=row["id"] if row else None)
            return await store.insert_event(tx, replace(event, **changes), self.stage.clock.now())

    async def signs_up(self, event: Event, person: Person | str, seats_: int = 1, **more: Any) -> int:
        """Put somebody on the list (or in the queue), by phone or, as a name, by the coach; return the registration."""
        now = self.stage.clock.now()
        async with self.stage.app.database.transaction() as tx:
            if isinstance(person, str):
                applicant = Applicant(None, person, seats=seats_, source="coach", **more)
            else:
                found = await people.find_or_insert(tx, await tx.fetch_one(*people.finding(person.user.id)), person.user.id,
                                                    frozenset(), now)  # fmt: skip
                applicant = Applicant(found.id, person.name, seats=seats_, **more)
            outcome = await seats.sign_up(tx, event, applicant, now)
        return int(outcome.registration.id)  # type: ignore[union-attr]

    async def cancels(self, event: Event, *people: Person) -> None:
        """Take people off the list."""
        async with self.stage.app.database.transaction() as tx:
            for one in await store.list_registrations(tx, event.id):
                if one.chat_id in {person.user.id for person in people}:
                    await seats.cancel(tx, one.id, self.stage.clock.now())

    async def appoint(self, person: Person, role: Role, name: str) -> None:
        """Make somebody staff in area Oost, under this name."""
        async with self.stage.app.database.transaction() as tx:
            found = await people.find_or_insert(tx, await tx.fetch_one(*people.finding(person.user.id)), person.user.id,
                                                frozenset(), self.stage.clock.now())  # fmt: skip
            await tx.execute("INSERT OR IGNORE INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")
            await tx.execute("UPDATE people SET name = :name WHERE id = :id", {"name": name, "id": found.id})
            await tx.execute(
                "INSERT OR IGNORE INTO staff (person_id, role, area_id) SELECT :id, :role, id FROM areas WHERE code = 'oost'",
                {"id": found.id, "role": role.value},
            )

    async def change(self, sql: str, **values: Any) -> None:
        """Change a row, as an import of the agenda would."""
        async with self.stage.app.database.transaction() as tx:
            await tx.execute(sql, values)

    async def moves(self, event: Event, to: datetime) -> None:
        """Move the first dagdeel to another moment."""
        values = {"start": to.astimezone(UTC), "end": to.astimezone(UTC) + timedelta(hours=3)}
        await self.change(
            "UPDATE event_parts SET starts_at = :start, ends_at = :end WHERE event_id = :id AND number = 1",
            id=event.id, **{name: moment.isoformat(timespec="milliseconds") for name, moment in values.items()},
        )  # fmt: skip

    async def until(self, moment: datetime) -> None:
        """Let time pass until a moment, in steps, as it does in life."""
        while (left := moment - self.stage.clock.now()) > timedelta():
            await self.stage.later(min(left, timedelta(hours=12)))

    async def states(self, event: Event) -> dict[str, str]:
        """Return who stands where."""
        return {one.name: one.state.value for one in await store.list_registrations(self.stage.app.database, event.id)}

    async def outbox(self, pattern: str) -> dict[str, str]:
        """Return the state of every message whose key fits."""
        rows = await self.stage.app.database.fetch_all(
            "SELECT key, state FROM outbox WHERE key GLOB :pattern ORDER BY due_at, id", {"pattern": pattern}
        )
        return {row["key"]: row["state"] for row in rows}


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    """Return a moment in Amsterdam, in the month of the training."""
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL_ZONE)
