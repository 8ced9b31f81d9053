"""What the time side knows: guests, colleagues, what was answered and decided."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from bot.agenda.models import AttendanceState, Event, RegistrationState
from bot.clock import from_text
from bot.db.database import Row
from bot.people.models import Role
from bot.people.staff_store import StaffMember


class Answer(StrEnum):
    """What somebody answers to 'kom je nog?'."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Choice(StrEnum):
    """When somebody wants to be reminded."""

    NORMAL = "normal"
    EARLIER = "earlier"
    LATER = "later"
    NONE = "none"


class Decision(StrEnum):
    """What a coach decides two weeks ahead."""

    GO = "go"
    NO_GO = "no_go"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the list of a bijeenkomst, with everything that decides what they hear and when."""

    registration_id: int
    event_id: int
    person_id: int | None
    chat_id: int | None
    reachable: bool
    name: str
    role: str | None
    organisation: str | None
    seats: int
    state: RegistrationState
    source: str
    joined_at: datetime
    choice: Choice
    answer: Answer | None
    absences: frozenset[int]
    attendance: Mapping[int, AttendanceState]

    @property
    def has_seat(self) -> bool:
        """Say whether they are on the list; waiting, or thinking about an offer, is not."""
        return self.state is RegistrationState.SIGNED_UP

    @property
    def was_there(self) -> bool:
        """Say whether they were at one dagdeel at least."""
        return AttendanceState.PRESENT in self.attendance.values()

    @property
    def stayed_away(self) -> bool:
        """Say whether they came to nothing and had not let us know."""
        return AttendanceState.ABSENT in self.attendance.values() and not self.was_there

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read a guest from a row that carries absences and attendance as JSON, or null where there are none."""
        return cls(
            registration_id=row["id"],
            event_id=row["event_id"],
            person_id=row["person_id"],
            chat_id=row["telegram_id"],
            reachable=bool(row["reachable"]),
            name=row["name"],
            role=row["role"],
            organisation=row["organisation"],
            seats=row["seats"],
            state=RegistrationState(row["state"]),
            source=row["source"],
            joined_at=from_text(row["changed_at"]),
            choice=Choice(row["choice"] or Choice.NORMAL),
            answer=Answer(row["answer"]) if row["answer"] else None,
            absences=frozenset(json.loads(row["absences"])) if row["absences"] else frozenset(),
            attendance={int(part): AttendanceState(state) for part, state in json.loads(row["attendance"]).items()}
            if row["attendance"]
            else {},
        )


@dataclass(frozen=True, slots=True)
class Team:
    """All staff who can be reached, asked by area."""

    colleagues: Sequence[StaffMember]

    def coaches(self, area_id: int | None) -> tuple[StaffMember, ...]:
        """Return who looks after an area: the coach welzijn, else the coordinator, else the coach ggz, else the beheerder."""
        for role in (Role.COACH_WELZIJN, Role.COORDINATOR, Role.COACH_GGZ):
            found = [c for c in self.colleagues if c.role is role and c.area_id == area_id and area_id is not None]
            if found:
                return _once(found)
        return _once([c for c in self.colleagues if c.role is Role.BEHEERDER])

    def trainers(self, event: Event) -> tuple[StaffMember, ...]:
        """Return the trainers and the cotrainer of a bijeenkomst who are staff of ours; they are found by name."""
        names = {_plain(name) for name in (*event.trainers, event.cotrainer or "") if name}
        return _once(
            [
                colleague
                for colleague in self.colleagues
                if colleague.role in (Role.TRAINER, Role.COTRAINER)
                and colleague.area_id in (None, event.area_id)
                and _plain(colleague.name or "") in names
            ]
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """How far the go/no-go of a bijeenkomst is: in which round, and since when it may be asked."""

    round: int = 1
    ask_at: datetime | None = None


def _once(colleagues: Sequence[StaffMember]) -> tuple[StaffMember, ...]:
    """Return everybody once, also who has two roles."""
    return tuple({colleague.person_id: colleague for colleague in colleagues}.values())


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
