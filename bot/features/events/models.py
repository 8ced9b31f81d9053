"""What signing up asks, what can be wrong with an answer, and what comes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.agenda.models import Event, Registration


class Step(StrEnum):
    """Where a sign-up is: what was asked last."""

    WHICH = "which"
    AUDIENCE = "audience"
    CONSENT = "consent"
    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    NEIGHBOURHOOD = "neighbourhood"
    SEATS = "seats"
    CONFIRM = "confirm"
    CHANGE = "change"


DETAILS = (Step.NAME, Step.ROLE, Step.ORGANISATION, Step.NEIGHBOURHOOD)
MAY_BE_SKIPPED = frozenset({Step.ROLE, Step.ORGANISATION, Step.NEIGHBOURHOOD})


class Why(StrEnum):
    """Why the same question comes again, or what is said before a question."""

    RESUMED = "resumed"
    BACK = "back"
    FIRST = "first"
    UNCLEAR = "unclear"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    SIGNS = "signs"
    NO_LETTERS = "no_letters"
    PHONE = "phone"
    DIGITS = "digits"
    ADDRESS = "address"
    NO_NUMBER = "no_number"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"


class Audience(StrEnum):
    """For whom a bijeenkomst is, where groups are kept apart."""

    PROFESSIONALS = "professionals"
    VOLUNTEERS = "volunteers"
    RESIDENTS = "residents"


@dataclass(frozen=True, slots=True)
class Ask:
    """The next question, or the same one again; the form itself stands in `form`."""

    step: Step
    event: Event
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """Several bijeenkomsten fit, or none but these come near (`exact` is False)."""

    events: tuple[Event, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class NothingOn:
    """There is nothing on the agenda at all."""


@dataclass(frozen=True, slots=True)
class OnTheList:
    """They are on the list, by what was said now."""

    event: Event
    registration: Registration
    free_of_choice: bool = False


@dataclass(frozen=True, slots=True)
class InTheQueue:
    """It is full: this is their place on the waiting list."""

    event: Event
    registration: Registration
    position: int


@dataclass(frozen=True, slots=True)
class Twice:
    """They were on the list, or in the queue, already. `wanted` is how many people they spoke of now."""

    event: Event
    registration: Registration
    position: int | None
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Nobody has to sign up for this one; somebody may want a reminder all the same."""

    event: Event


@dataclass(frozen=True, slots=True)
class TooLate:
    """It is over, or called off, or there are not that many chairs."""

    event: Event
    why: str


Outcome: TypeAlias = Ask | Choose | NothingOn | OnTheList | InTheQueue | Twice | WalkIn | TooLate
