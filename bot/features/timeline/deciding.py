"""The go/no-go of a coach: one decision per round, and who hears of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.agenda import attention
from bot.agenda import store as agenda
from bot.agenda.models import Event, EventState
from bot.clock import to_text
from bot.db.database import Transaction
from bot.features.timeline import keyboards, store
from bot.features.timeline.models import Asked, Decision, Guest, Team
from bot.features.timeline.planner import ask_again_at, composition
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.quiet import out_of_the_night
from bot.people import audit
from bot.people.models import Person


@dataclass(frozen=True, slots=True)
class Decided:
    """Done: `heard` people are told, and these could not be reached."""

    event: Event
    decision: Decision
    heard: int
    to_call: tuple[str, ...]
    ask_again_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """Somebody was first; who, and what."""

    event: Event
    decision: Decision
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskFirst:
    """Many people will hear this: ask whether the coach is sure."""

    event: Event
    heard: int


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Show the question again, as it is now."""

    event: Event
    round: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NothingToDecide:
    """It has begun, or was called off."""

    event: Event


@dataclass(frozen=True, slots=True)
class TooLateToWait:
    """There is no time to decide later."""

    event: Event


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """Not a bijeenkomst that this coach looks after."""


Outcome: TypeAlias = Decided | DecidedBefore | AskFirst | AskAgain | NothingToDecide | TooLateToWait | NotTheirs


async def decide(tx: Transaction, person: Person, event_id: int, round_: int, word: str, now: datetime) -> Outcome:  # noqa: PLR0913
    """Take a tap under the go/no-go question. `no_go` asks whether it is sure, `sure` does it, `back` shows the question."""
    event = await agenda.find_event(tx, event_id)
    if event is None or not person.may_look_after(event.area_id):
        return NotTheirs()
    before = await _decided_before(tx, event, round_)
    if before is not None:
        return before
    if event.state is not EventState.PLANNED or event.has_begun(now):
        return NothingToDecide(event)
    guests = (await store.list_guests(tx, [event_id]))[event_id]
    match word:
        case "no_go":
            return AskFirst(event, sum(1 for guest in guests if _can_hear(guest)))
        case "back":
            return AskAgain(event, round_, question_values(event, guests, round_))
        case "wait":
            again = ask_again_at(event.parts[0], now)
            return TooLateToWait(event) if again is None else await _settle(tx, person, event, guests, round_, Decision.WAIT, now)
        case "go":
            return await _settle(tx, person, event, guests, round_, Decision.GO, now)
        case "sure":
            return await _settle(tx, person, event, guests, round_, Decision.NO_GO, now)
        case _:
            return NotTheirs()


async def list_waiting(tx: Transaction, person: Person, now: datetime) -> list[AskAgain]:
    """Return every question that waits for this coach, as it is now, in order of time."""
    coming = await agenda.list_events(tx, after=now)
    areas = {event.area_id for event in coming if person.may_look_after(event.area_id)}
    events = [event for area_id in areas for event in await attention.list_to_decide(tx, now, area_id)]
    numbers = [event.id for event in events]
    asked, guests = await store.read_asked(tx, numbers), await store.list_guests(tx, numbers)
    rounds = {number: asked.get(number, Asked()).round for number in numbers}
    return [
        AskAgain(event, rounds[event.id], question_values(event, guests[event.id], rounds[event.id]))
        for event in sorted(events, key=lambda event: event.starts_at)
    ]


def question_values(event: Event, guests: Sequence[Guest], round_: int) -> dict[str, Any]:
    """Return what the go/no-go question tells."""
    return (
        event.as_values()
        | composition(guests)
        | {"minimum": event.minimum, "capacity": event.capacity, "again": round_ > 1}
    )  # fmt: skip


async def _settle(  # noqa: PLR0913
    tx: Transaction, person: Person, event: Event, guests: Sequence[Guest], round_: int, decision: Decision, now: datetime
) -> Decided:
    again = ask_again_at(event.parts[0], now) if decision is Decision.WAIT else None
    await store.insert_decision(tx, event.id, round_, decision, person.id, now, again)
    if decision is not Decision.WAIT:
        await store.set_event_state(tx, event.id, decision.value, now)
        audit.note(tx, now, f"event_{decision}", subject=event.code)
    team = await store.read_team(tx)
    outbox.put(tx, _tell_colleagues(event, team, person, round_, decision, now))
    if decision is not Decision.NO_GO:
        return Decided(event, decision, 0, (), again)
    dates = await store.list_next_dates(tx, event, now)
    messages = list(_tell_guests(event, guests, dates, now))
    outbox.put(tx, messages)
    return Decided(event, decision, len(messages), tuple(guest.name for guest in guests if not _can_hear(guest)), None)


def _tell_colleagues(  # noqa: PLR0913
    event: Event, team: Team, person: Person, round_: int, decision: Decision, now: datetime
) -> Iterator[Message]:
    """The other coaches hear who decided what; trainer and cotrainer hear whether it goes on."""
    coaches = team.coaches(event.area_id)
    trainers = team.trainers(event) if decision is not Decision.WAIT else ()
    for colleague in {colleague.person_id: colleague for colleague in (*coaches, *trainers)}.values():
        if colleague.person_id != person.id:
            yield Message(
                key=f"decision:{event.code}:outcome-{round_}:to-{colleague.person_id}",
                chat_id=colleague.chat_id,
                person_id=colleague.person_id,
                text="timeline.outcome",
                values=event.as_values() | {"decision": decision.value, "name": person.name or ""},
                due_at=out_of_the_night(now),
                expires_at=event.ends_at,
            )


def _tell_guests(event: Event, guests: Sequence[Guest], dates: Sequence[dict[str, Any]], now: datetime) -> Iterator[Message]:
    too_few = composition(guests)["signed_up"] < event.minimum
    for guest in guests:
        if _can_hear(guest):
            yield Message(
                key=f"decision:{event.code}:no-go:person-{guest.person_id}",
                chat_id=guest.chat_id or 0,
                person_id=guest.person_id,
                text="timeline.no_go",
                values={
                    "title": event.title,
                    "begin": to_text(event.starts_at),
                    "waiting": not guest.has_seat,
                    "too_few": too_few,
                    "next_dates": list(dates),
                },
                keyboard=keyboards.other_dates(guest.registration_id, dates),
                due_at=out_of_the_night(now),
                expires_at=event.ends_at,
            )


async def _decided_before(tx: Transaction, event: Event, round_: int) -> DecidedBefore | None:
    row = await store.find_decision(tx, event.id)
    if row is None:
        return None
    decision = Decision(row["decision"])
    current = (await store.read_asked(tx, [event.id])).get(event.id, Asked())
    if decision is Decision.WAIT and round_ == current.round:
        return None
    return DecidedBefore(event, decision, row["name"] or "", row["decided_at"])


def _can_hear(guest: Guest) -> bool:
    return guest.reachable and guest.chat_id is not None
