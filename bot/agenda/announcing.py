"""Tells everybody on the list and in the queue that a bijeenkomst moved, changed or is called off; each change once."""

from datetime import datetime, timedelta
from typing import Any

from bot.agenda import offers, queue, store
from bot.agenda.calendar_file import calendar_file
from bot.agenda.models import ACTIVE, Event, Registration, RegistrationState
from bot.clock import to_text
from bot.db.database import Transaction
from bot.outbox import store as outbox
from bot.outbox.models import Button, Keyboard, Message
from bot.outbox.quiet import out_of_the_night

_CANNOT_WAIT = timedelta(hours=24)


async def announce_change(tx: Transaction, before: Event, after: Event, now: datetime) -> int:
    """Tell what is different to everybody who still counts on `before`; return how many hear it.

    `after` carries the new revision, which is in the key: planning the same change again adds nothing. Who was held a seat
    until after the new start, is held it for a shorter time, and reads so.
    """
    messages: list[Message] = []
    due_at = _due_at(before, after, now)
    for registration in await _who_counts_on(tx, before, after, now):
        held = await _hold_again(tx, after, registration, now)
        values = what_changes(before, after) | {"state": registration.state.value, "until": to_text(held) if held else None}
        keyboard = _keep_or_leave(registration)
        messages += _message(after, registration, "agenda.changed", values, keyboard, now=now, due_at=due_at)
    outbox.put(tx, messages)
    return len(messages)


async def announce_cancelled(tx: Transaction, before: Event, after: Event, now: datetime, *, reason: str = "") -> int:
    """Tell everybody who counts on it that it does not go on, and why if that is known; return how many hear it."""
    messages: list[Message] = []
    due_at = _due_at(before, after, now)
    for registration in await _who_counts_on(tx, before, after, now):
        if registration.state is RegistrationState.OFFERED:
            await offers.withdraw(tx, before, registration, now)
            store.set_state(tx, registration, RegistrationState.WAITING, now)
        values = {"event": before.as_values(), "state": registration.state.value, "reason": reason}
        messages += _message(after, registration, "agenda.called_off", values, (), now=now, due_at=due_at)
    outbox.put(tx, messages)
    return len(messages)


def what_changes(before: Event, after: Event) -> dict[str, Any]:
    """Return what the text about a change tells, apart from where its reader stands."""
    return {
        "before": before.as_values(),
        "event": after.as_values(),
        "moved": moments(before) != moments(after),
        "elsewhere": _place(before) != _place(after),
        "others": _givers(before) != _givers(after),
        "revived": after.takes_place and not before.takes_place,
    }


def moments(event: Event) -> tuple[tuple[datetime, datetime], ...]:
    """Return when it is: the begin and end of every dagdeel."""
    return tuple((part.starts_at, part.ends_at) for part in event.parts)


def must_be_told(before: Event, after: Event) -> bool:
    """Say whether participants should hear of the difference: when, where, by whom, or whether at all."""
    return (
        moments(before) != moments(after)
        or _place(before) != _place(after)
        or _givers(before) != _givers(after)
        or before.takes_place != after.takes_place
    )


async def _who_counts_on(tx: Transaction, before: Event, after: Event, now: datetime) -> list[Registration]:
    if before.is_over(now) and after.is_over(now):
        return []
    found = await store.list_registrations(tx, after.id, *ACTIVE)
    for registration in found:
        # What was not told yet is told in the newer message.
        await outbox.cancel(tx, _key(before, registration), now)
    return found


async def _hold_again(tx: Transaction, event: Event, registration: Registration, now: datetime) -> datetime | None:
    if registration.state is not RegistrationState.OFFERED or registration.offered_until is None:
        return None
    hold = queue.hold(now, event.starts_at)
    if hold is None:
        await offers.withdraw(tx, event, registration, now)
        store.set_state(tx, registration, RegistrationState.WAITING, now)
        return None
    until = min(hold.until, registration.offered_until)
    store.set_state(tx, registration, RegistrationState.OFFERED, now, until)
    return until


def _message(  # noqa: PLR0913 - all of it is in the message
    event: Event,
    registration: Registration,
    text: str,
    values: dict[str, Any],
    keyboard: Keyboard,
    *,
    now: datetime,
    due_at: datetime,
) -> list[Message]:
    """Return the message for one registration: none for who has no Telegram, and with a calendar file for who has a seat."""
    if registration.chat_id is None:
        return []
    has_seat = registration.state is RegistrationState.SIGNED_UP
    return [
        Message(
            key=_key(event, registration),
            chat_id=registration.chat_id,
            person_id=registration.person_id,
            text=text,
            values=values,
            keyboard=keyboard,
            attachment=calendar_file(event, registration, now, cancelled=not event.takes_place) if has_seat else None,
            due_at=due_at,
            expires_at=max(event.ends_at, now + _CANNOT_WAIT),
        )
    ]


def _due_at(before: Event, after: Event, now: datetime) -> datetime:
    """Return when to tell: not at night, unless somebody would be at the door within a day."""
    coming = [part.starts_at for event in (before, after) for part in event.parts if part.starts_at > now]
    return now if coming and min(coming) - now < _CANNOT_WAIT else out_of_the_night(now)


def _keep_or_leave(registration: Registration) -> Keyboard:
    return (
        (Button("agenda.button_keep", data=f"events:keep:{registration.id}"),),
        (Button("agenda.button_cannot", data=f"events:leave:{registration.id}"),),
    )


def _place(event: Event) -> tuple[str, ...]:
    return event.location, event.neighbourhood, event.gemeente


def _givers(event: Event) -> tuple[tuple[str, ...], str | None]:
    return event.trainers, event.cotrainer


def _key(event: Event, registration: Registration) -> str:
    return f"announcement:{event.code}:r{event.revision}:person-{registration.person_id}"
