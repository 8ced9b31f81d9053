"""A training that is over and people who were there, for tests of evaluations."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.agenda import seats, store
from bot.agenda.models import Applicant, Event, EventPart, EventState, SignedUp
from bot.db.database import Row
from bot.people import store as people
from bot.understanding.signup import Kind
from tests.personas import Person, Stage

START = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
"""Half past nine on the Monday on which every test begins."""
TRAINING = Event(
    id=0, code="BT-11", kind=Kind.TRAINING, title="Bouwstenen voor een vriendelijke wijk", theme="", gemeente="Utrecht",
    neighbourhood="Oost", location="Buurthuis De Brug", area_id=None, capacity=20, minimum=1, trainers=("Hanneke Vos",),
    cotrainer="Rachid El Amrani", target_group="iedereen", audience=None, signup_required=True, costs="", programme="",
    practical="", state=EventState.GO, revision=0, parts=(EventPart(1, START, START + timedelta(hours=3)),),
)  # fmt: skip
FIRST_GUEST = 201


@dataclass
class Training:
    """A training with guests who each have a phone."""

    stage: Stage
    event: Event
    guests: list[Person]

    async def rows(self, sql: str, **values: Any) -> list[Row]:
        """Read from the database."""
        return list(await self.stage.app.database.fetch_all(sql, values))

    async def ticks(self, *present: Person, absent: tuple[Person, ...] = ()) -> None:
        """Note who was there and who was not, as the trainer does."""
        async with self.stage.app.database.transaction() as tx:
            for guests, state in ((present, "present"), (absent, "absent")):
                for guest in guests:
                    await tx.execute(
                        "INSERT INTO attendance SELECT r.id, 1, :state, '2026-11-23' FROM registrations r "
                        "JOIN people p ON p.id = r.person_id WHERE p.telegram_id = :id AND r.event_id = :event",
                        {"state": state, "id": guest.user.id, "event": self.event.id},
                    )

    async def is_over(self) -> None:
        """Tick everybody, and let time pass until people were invited."""
        await self.ticks(*self.guests)
        await self.stage.later(hours=5)

    async def fills_in(self, guest: Person, *answers: str) -> None:
        """Let somebody open the form and give these answers, by typing."""
        await guest.taps("Formulier invullen")
        for answer in answers:
            await guest.says(answer)


Organise = Callable[..., Awaitable[Training]]


async def organise(stage: Stage, guests: int = 4, area: str | None = "oost", **changes: Any) -> Training:
    """Put a training of this morning on the agenda, in the area of coach Bram, with people on its list."""
    async with stage.app.database.transaction() as tx:
        await tx.execute("INSERT OR IGNORE INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')", {})
        row = await tx.fetch_one("SELECT id FROM areas WHERE code = :code", {"code": area})
        event = await store.insert_event(tx, replace(TRAINING, area_id=row["id"] if row else None, **changes), stage.clock.now())
        there = []
        for number in range(guests):
            user = stage.telegram.add_user(FIRST_GUEST + number, f"Gast{number}")
            person = await people.find_or_insert(tx, None, user.id, frozenset(), stage.clock.now())
            signed_up = await seats.sign_up(tx, event, Applicant(person.id, user.first_name), START - timedelta(days=7))
            assert isinstance(signed_up, SignedUp)
            there.append(Person(user, stage))
    return Training(stage, event, there)
