"""Which messages should exist around one bijeenkomst, given what is known now. Pure: no tables, no clock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.agenda.models import AttendanceState, Event, EventPart, EventState
from bot.clock import LOCAL_ZONE, to_text
from bot.features.timeline import keyboards, rules
from bot.features.timeline.models import Answer, Asked, Guest, Team
from bot.features.timeline.rules import Kind
from bot.features.timeline.timing import Slot, days_between, slot
from bot.outbox.models import Keyboard, Message
from bot.people.areas import Area
from bot.people.staff_store import StaffMember
from bot.understanding.signup import Kind as EventKind


@dataclass(frozen=True, slots=True)
class Around:
    """Everything that decides what is said around one bijeenkomst."""

    event: Event
    guests: Sequence[Guest]
    team: Team
    asked: Asked
    area: Area | None
    next_dates: Sequence[Mapping[str, Any]]
    """Where somebody who missed it, or for whom it does not go on, may come instead."""


def needs_guests(event: Event, now: datetime) -> bool:
    """Say whether anything about this bijeenkomst is near enough that its list must be read."""
    if not event.takes_place:
        return False
    return any(_is_near(kind, part, now) for part in event.parts for kind in _kinds(event, part))


def messages_around(around: Around, now: datetime) -> Iterator[Message]:
    """Yield every message that should lie ready, or should have left, around this bijeenkomst."""
    event = around.event
    if not event.takes_place:
        return
    yield from _go_no_go(around, now)
    yield from _coming(around, now)
    yield from _practical(around, now)
    for part in event.parts:
        yield from _reminders(around, part, now)
        yield from _attendance(around, part, now)
    yield from _afterwards(around, now)


def part_values(event: Event, part: EventPart) -> dict[str, Any]:
    """Return what a text needs to tell about one dagdeel."""
    return {
        "code": event.code,
        "title": event.title,
        "location": event.location,
        "begin": to_text(part.starts_at),
        "end": to_text(part.ends_at),
        "part": part.number,
        "of": len(event.parts),
    }


def composition(guests: Sequence[Guest]) -> dict[str, Any]:
    """Return who is on the list, counted: seats, who waits, and how many of each role."""
    roles: dict[str, int] = {}
    for guest in guests:
        if guest.has_seat:
            role = (guest.role or "").strip().lower()
            roles[role] = roles.get(role, 0) + guest.seats
    return {
        "signed_up": sum(guest.seats for guest in guests if guest.has_seat),
        "waiting": sum(guest.seats for guest in guests if not guest.has_seat),
        "roles": sorted(roles.items(), key=lambda item: (-item[1], item[0])),
        "unsure": sum(guest.seats for guest in guests if guest.has_seat and guest.answer is Answer.MAYBE),
    }


def on_the_list(guests: Sequence[Guest]) -> tuple[Guest, ...]:
    """Return who has a seat, by name: whoever ticks them off looks for names."""
    return tuple(sorted((guest for guest in guests if guest.has_seat), key=lambda guest: guest.name.casefold()))


def attendance_values(event: Event, part: EventPart, guests: Sequence[Guest]) -> dict[str, Any]:
    """Return what the list of a dagdeel tells above its names."""
    states = [guest.attendance.get(part.number) for guest in guests]
    counted = {state.value: states.count(state) for state in AttendanceState}
    return part_values(event, part) | counted | {"total": len(guests), "open": states.count(None)}


def _go_no_go(around: Around, now: datetime) -> Iterator[Message]:
    event, first = around.event, around.event.parts[0]
    if event.state is not EventState.PLANNED or not event.signup_required:
        return
    times = [("", slot(rules.GO_NO_GO, first, now, due=around.asked.ask_at))]
    if around.asked.round == 1:
        times.append((":again", slot(rules.GO_NO_GO_AGAIN, first, now)))
    # Whoever is asked late, is asked once; also when both wait for the morning.
    if rules.GO_NO_GO_AGAIN.due(first) <= now:
        times = times[-1:]
    values = event.as_values() | composition(around.guests) | {"minimum": event.minimum, "capacity": event.capacity}
    for suffix, one in times:
        if one is not None and _is_soon(one, now):
            for coach in around.team.coaches(event.area_id):
                yield _to_colleague(
                    coach,
                    f"decision:{event.code}:round-{around.asked.round}{suffix}:to-{coach.person_id}:{_day(first)}",
                    "timeline.go_no_go",
                    values | {"again": around.asked.round > 1},
                    one,
                    keyboards.go_no_go(event.id, around.asked.round, may_wait=may_wait(first, max(now, one.due_at))),
                )


def may_wait(first: EventPart, now: datetime) -> bool:
    """Say whether there is time to decide later."""
    return ask_again_at(first, now) is not None


def ask_again_at(first: EventPart, now: datetime) -> datetime | None:
    """Return when to ask again after 'nog even wachten': in three days, or two when it gets late; None when it is too late."""
    for wait in (3, 2):
        day = now.astimezone(LOCAL_ZONE).date()
        start = first.starts_at.astimezone(LOCAL_ZONE).date()
        if (start - day).days - wait >= _LAST_DECISION_DAYS:
            return rules.days(wait - (start - day).days, 9)(first)
    return None


_LAST_DECISION_DAYS = 4
"""Nearer than this people arrange their week around it."""


def _coming(around: Around, now: datetime) -> Iterator[Message]:
    """'Kom je nog?': once to everybody who was on the list before that day, and once more to who did not say yes or no."""
    event, first = around.event, around.event.parts[0]
    values = part_values(event, first)
    for kind in (rules.COMING, rules.COMING_AGAIN):
        one = slot(kind, first, now)
        if one is None or not _is_soon(one, now):
            continue
        asked_from = rules.COMING.due(first)
        for guest in _hearing(around):
            silent = guest.answer is None or (guest.answer is Answer.MAYBE and kind is rules.COMING_AGAIN)
            if silent and guest.joined_at < asked_from:
                yield _to_guest(
                    guest,
                    f"checkin:{event.code}:person-{guest.person_id}:{kind.name}:{_day(first)}",
                    "timeline.coming_again" if kind is rules.COMING_AGAIN else "timeline.coming",
                    values,
                    one,
                    keyboards.coming(guest.registration_id),
                )


def _practical(around: Around, now: datetime) -> Iterator[Message]:
    event, first = around.event, around.event.parts[0]
    due, base = rules.PRACTICAL.due(first), slot(rules.PRACTICAL, first, now)
    if base is None or not _is_soon(base, now):
        return
    values = event.as_values()
    for guest in _hearing(around):
        one = base if guest.joined_at < due else slot(rules.PRACTICAL, first, now, joined=guest.joined_at)
        if one is not None:
            key = f"practical:{event.code}:person-{guest.person_id}:{_day(first)}"
            yield _to_guest(guest, key, "timeline.practical", values, one, keyboards.cannot_come(guest.registration_id))


def _reminders(around: Around, part: EventPart, now: datetime) -> Iterator[Message]:
    event, values, day = around.event, part_values(around.event, part), _day(part)
    slots = {
        (choice, kind.name): (kind.due(part), slot(kind, part, now))
        for choice, kinds in rules.REMINDERS.items()
        for kind in kinds
    }  # fmt: skip
    if not any(one is not None and _is_soon(one, now) for _, one in slots.values()):
        return
    told = {
        name: values | {"in_days": days_between(max(one.due_at, now), part.starts_at)}
        for name, (_, one) in slots.items()
        if one is not None
    }
    for guest in _hearing(around):
        if part.number in guest.absences:
            continue
        for kind in rules.REMINDERS[guest.choice]:
            due, one = slots[guest.choice, kind.name]
            if one is not None and guest.joined_at < due and _is_soon(one, now):
                key = f"reminder:{event.code}:person-{guest.person_id}:part-{part.number}:{kind.name}:{day}"
                text = "timeline.day_before" if kind.name == rules.DAY_BEFORE.name else "timeline.hours_before"
                keyboard = keyboards.cannot_come(guest.registration_id) if kind.name == rules.DAY_BEFORE.name else ()
                yield _to_guest(guest, key, text, told[guest.choice, kind.name], one, keyboard)


def _attendance(around: Around, part: EventPart, now: datetime) -> Iterator[Message]:
    """The list to tick for the trainer; once more when nobody ticked anything; and who to call, for the coach."""
    event, team = around.event, around.team
    listed = on_the_list(around.guests)
    values, keyboard = attendance_values(event, part, listed), keyboards.attendance(event.id, part.number, listed, 0)
    ticked = any(part.number in guest.attendance for guest in around.guests)
    for kind in (rules.ATTENDANCE, rules.ATTENDANCE_AGAIN):
        one = slot(kind, part, now)
        if one is None or not _is_soon(one, now) or (kind is rules.ATTENDANCE_AGAIN and ticked):
            continue
        for colleague in team.trainers(event) or team.coaches(event.area_id):
            yield _to_colleague(
                colleague,
                f"attendance:{event.code}:part-{part.number}:{kind.name}:to-{colleague.person_id}:{_day(part)}",
                "timeline.attendance_again" if kind is rules.ATTENDANCE_AGAIN else "timeline.attendance",
                values,
                one,
                keyboard,
            )
    absent = [guest.name for guest in around.guests if guest.attendance.get(part.number) is AttendanceState.ABSENT]
    one = slot(rules.ABSENT, part, now)
    if absent and one is not None and _is_soon(one, now):
        for coach in team.coaches(event.area_id):
            key = f"attendance:{event.code}:part-{part.number}:absent:to-{coach.person_id}:{_day(part)}"
            yield _to_colleague(coach, key, "timeline.absent_list", part_values(event, part) | {"names": absent}, one)


def _afterwards(around: Around, now: datetime) -> Iterator[Message]:
    """Thanks for who was there; a kind word and the next date for who stayed away without a word."""
    event, last = around.event, around.event.parts[-1]
    thanks, missed = slot(rules.THANKS, last, now), slot(rules.MISSED_YOU, last, now)
    values = {
        "title": event.title,
        "flyers": [[flyer.title, flyer.url] for flyer in around.area.flyers] if around.area else [],
        "contact": around.area.contact if around.area else "",
        "always_contact": event.kind is EventKind.QUESTIONS,
        "coaches": [coach.name for coach in around.team.coaches(event.area_id) if coach.name],
    }
    for guest in around.guests:
        if not _can_hear(guest):
            continue
        if guest.was_there and thanks is not None and last.ends_at <= now:
            key = f"thanks:{event.code}:person-{guest.person_id}:{_day(last)}"
            yield _to_guest(guest, key, "timeline.thanks", values, thanks, keyboards.afterwards())
        elif guest.stayed_away and missed is not None and _is_soon(missed, now) and last.ends_at <= now:
            key = f"thanks:{event.code}:person-{guest.person_id}:missed-you:{_day(last)}"
            told = {"title": event.title, "next_dates": list(around.next_dates)}
            keyboard = keyboards.other_dates(guest.registration_id, around.next_dates)
            yield _to_guest(guest, key, "timeline.missed_you", told, missed, keyboard)


def _kinds(event: Event, part: EventPart) -> Iterator[Kind]:
    if part is event.parts[0]:
        if event.state is EventState.PLANNED:
            yield from (rules.GO_NO_GO, rules.GO_NO_GO_AGAIN)
        yield from (rules.COMING, rules.COMING_AGAIN, rules.PRACTICAL)
    for kinds in rules.REMINDERS.values():
        yield from kinds
    yield from (rules.ATTENDANCE, rules.ATTENDANCE_AGAIN, rules.ABSENT)
    if part is event.parts[-1]:
        yield from (rules.THANKS, rules.MISSED_YOU)


def _is_near(kind: Kind, part: EventPart, now: datetime) -> bool:
    return kind.due(part) <= now + rules.PLAN_AHEAD and kind.helps_until(part) > now


def _is_soon(one: Slot, now: datetime) -> bool:
    return one.due_at <= now + rules.PLAN_AHEAD


def _can_hear(guest: Guest) -> bool:
    return guest.has_seat and guest.reachable and guest.chat_id is not None


def _hearing(around: Around) -> Iterator[Guest]:
    """Only who has a seat: nobody on the waiting list ever reads 'tot morgen'."""
    return (guest for guest in around.guests if _can_hear(guest))


def _to_guest(guest: Guest, key: str, text: str, values: Mapping[str, Any], one: Slot, keyboard: Keyboard = ()) -> Message:  # noqa: PLR0913
    return Message(
        key=key,
        chat_id=guest.chat_id or 0,
        person_id=guest.person_id,
        text=text,
        values=values,
        keyboard=keyboard,
        due_at=one.due_at,
        expires_at=one.expires_at,
    )


def _to_colleague(  # noqa: PLR0913
    colleague: StaffMember, key: str, text: str, values: Mapping[str, Any], one: Slot, keyboard: Keyboard = ()
) -> Message:
    return Message(
        key=key,
        chat_id=colleague.chat_id,
        person_id=colleague.person_id,
        text=text,
        values=values,
        keyboard=keyboard,
        due_at=one.due_at,
        expires_at=one.expires_at,
    )


def _day(part: EventPart) -> str:
    """The day is in the key: when a dagdeel moves to another day, what was said about the old day does not count any more."""
    return part.starts_at.astimezone(LOCAL_ZONE).date().isoformat()
