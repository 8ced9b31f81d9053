"""What a bijeenkomst is, and somebody's place on its list."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from bot.clock import from_text, to_text
from bot.db.database import Row
from bot.understanding.signup import Kind


class RegistrationState(StrEnum):
    """Where somebody stands: on the list, waiting, with a free seat held for them, or no longer coming."""

    SIGNED_UP = "signed_up"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"


ON_THE_LIST = (RegistrationState.SIGNED_UP, RegistrationState.OFFERED)
ACTIVE = (RegistrationState.SIGNED_UP, RegistrationState.OFFERED, RegistrationState.WAITING)


class EventState(StrEnum):
    """Whether a bijeenkomst goes on: not decided yet, yes, too few people, or called off."""

    PLANNED = "planned"
    GO = "go"
    NO_GO = "no_go"
    CANCELLED = "cancelled"


class AttendanceState(StrEnum):
    """Whether somebody was at a dagdeel."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class EventPart:
    """A dagdeel; both moments are aware and in UTC."""

    number: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """A bijeenkomst; `parts` are in order of time and never empty."""

    id: int
    code: str
    kind: Kind
    title: str
    theme: str
    gemeente: str
    neighbourhood: str
    location: str
    area_id: int | None
    capacity: int
    minimum: int
    trainers: tuple[str, ...]
    cotrainer: str | None
    target_group: str
    audience: str | None
    signup_required: bool
    costs: str
    programme: str
    practical: str
    state: EventState
    revision: int
    parts: tuple[EventPart, ...]

    @property
    def starts_at(self) -> datetime:
        """Return when the first dagdeel begins."""
        return self.parts[0].starts_at

    @property
    def ends_at(self) -> datetime:
        """Return when the last dagdeel ends."""
        return self.parts[-1].ends_at

    @property
    def takes_place(self) -> bool:
        """Say whether it is still meant to happen."""
        return self.state not in (EventState.NO_GO, EventState.CANCELLED)

    def is_over(self, now: datetime) -> bool:
        """Say whether the last dagdeel has ended."""
        return self.ends_at <= now

    def has_begun(self, now: datetime) -> bool:
        """Say whether the first dagdeel has begun."""
        return self.starts_at <= now

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read an event from a row that carries its dagdelen as JSON."""
        return cls(
            id=row["id"],
            code=row["code"],
            kind=Kind(row["kind"]),
            title=row["title"],
            theme=row["theme"],
            gemeente=row["gemeente"],
            neighbourhood=row["neighbourhood"],
            location=row["location"],
            area_id=row["area_id"],
            capacity=row["capacity"],
            minimum=row["minimum"],
            trainers=tuple(json.loads(row["trainers"])),
            cotrainer=row["cotrainer"],
            target_group=row["target_group"],
            audience=row["audience"],
            signup_required=bool(row["signup_required"]),
            costs=row["costs"],
            programme=row["programme"],
            practical=row["practical"],
            state=EventState(row["state"]),
            revision=row["revision"],
            parts=tuple(EventPart(number, from_text(begin), from_text(end)) for number, begin, end in json.loads(row["parts"])),
        )

    def as_values(self) -> dict[str, Any]:
        """Return what texts and files need to tell about this event, as plain JSON for the outbox."""
        return {
            "code": self.code,
            "kind": self.kind.value,
            "title": self.title,
            "theme": self.theme,
            "gemeente": self.gemeente,
            "neighbourhood": self.neighbourhood,
            "location": self.location,
            "trainers": list(self.trainers),
            "cotrainer": self.cotrainer,
            "target_group": self.target_group,
            "costs": self.costs,
            "programme": self.programme,
            "practical": self.practical,
            "state": self.state.value,
            "revision": self.revision,
            "parts": [[to_text(part.starts_at), to_text(part.ends_at)] for part in self.parts],
        }


@dataclass(frozen=True, slots=True)
class Registration:
    """Somebody's place on the list, in the queue, or no longer; `seats` is how many people come with this one sign-up."""

    id: int
    event_id: int
    person_id: int | None
    chat_id: int | None
    reachable: bool
    name: str
    role: str | None
    organisation: str | None
    neighbourhood: str | None
    seats: int
    state: RegistrationState
    queue_number: int
    offered_until: datetime | None
    passed: int
    missed_offers: int
    source: str
    created_at: datetime
    absences: frozenset[int]

    @property
    def without_telegram(self) -> bool:
        """Say whether a coach signed them up, so that a coach has to call them."""
        return self.person_id is None

    @property
    def is_active(self) -> bool:
        """Say whether this is a place on the list or in the queue."""
        return self.state in ACTIVE

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read a registration from a row that carries the Telegram id and the absences."""
        return cls(
            id=row["id"],
            event_id=row["event_id"],
            person_id=row["person_id"],
            chat_id=row["telegram_id"],
            reachable=bool(row["reachable"]),
            name=row["name"],
            role=row["role"],
            organisation=row["organisation"],
            neighbourhood=row["neighbourhood"],
            seats=row["seats"],
            state=RegistrationState(row["state"]),
            queue_number=row["queue_number"],
            offered_until=from_text(row["offered_until"]) if row["offered_until"] else None,
            passed=row["passed"],
            missed_offers=row["missed_offers"],
            source=row["source"],
            created_at=from_text(row["created_at"]),
            absences=frozenset(json.loads(row["absences"])),
        )


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who wants to come, and with how many."""

    person_id: int | None
    name: str
    role: str | None = None
    organisation: str | None = None
    neighbourhood: str | None = None
    seats: int = 1
    source: str = "self"
    anyway: bool = False  # on the list of one where nobody has to sign up: for a reminder


@dataclass(frozen=True, slots=True)
class SignedUp:
    """They are on the list."""

    registration: Registration


@dataclass(frozen=True, slots=True)
class OnWaitingList:
    """It is full; they are number `position` in the queue."""

    registration: Registration
    position: int


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """They were there already, and nothing changed; `position` when they wait."""

    registration: Registration
    position: int | None


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody can sign up: `over`, `cancelled`, `not_needed`, or `too_many` (more people than there are chairs at all)."""

    why: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """They are off the list, or out of the queue."""

    event: Event
    registration: Registration


@dataclass(frozen=True, slots=True)
class NotIn:
    """They are not on the list and not in the queue, so there is nothing to change."""


@dataclass(frozen=True, slots=True)
class OfferGone:
    """The seat went to somebody else; `position` in the queue, or None when they are not in it."""

    position: int | None


@dataclass(frozen=True, slots=True)
class PartChanged:
    """They come to some dagdelen and not to others; `registration.absences` says which they miss."""

    event: Event
    registration: Registration


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """They come with another number of people."""

    registration: Registration


@dataclass(frozen=True, slots=True)
class NotEnoughSeats:
    """So many seats there are not; `free` is how many could be added. Nothing changed."""

    registration: Registration
    free: int


@dataclass(frozen=True, slots=True)
class CapacityChanged:
    """There are more or fewer seats now. `over` is how many too many are on the list: nobody is thrown out."""

    event: Event
    over: int
