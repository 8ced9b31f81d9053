"""What people on the waiting list hear: a seat is held for you, and the time for it has run out.

Who has no Telegram is called by a coach: the coaches hear it, and tap what was said. Whoever taps first decides.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.agenda import store
from bot.agenda.models import Event, Registration, RegistrationState
from bot.agenda.queue import Hold
from bot.clock import to_text
from bot.db.database import Transaction
from bot.outbox import store as outbox
from bot.outbox.models import Button, Keyboard, Message
from bot.outbox.quiet import out_of_the_night
from bot.people.staff_store import StaffMember


def offer(  # noqa: PLR0913 - who, what, until when, and who calls
    tx: Transaction, event: Event, registration: Registration, hold: Hold, callers: Sequence[StaffMember], now: datetime
) -> None:
    """Hold seats for somebody, and plan the message that says so and until when; `callers` tell who has no Telegram."""
    store.set_state(tx, registration, RegistrationState.OFFERED, now, hold.until)
    values = {"event": event.as_values(), "seats": registration.seats, "until": to_text(hold.until)}
    if registration.without_telegram:
        told = [
            Message(
                key=f"{_call_key(event, registration)}{caller.person_id}",
                chat_id=caller.chat_id,
                person_id=caller.person_id,
                text="agenda.offer_call",
                values=values | {"name": registration.name},
                keyboard=_called(registration, "agenda.button_comes"),
                due_at=hold.told_at,
                expires_at=hold.until,
            )
            for caller in callers
        ]
    else:
        told = [
            Message(
                key=_key(event, registration),
                chat_id=registration.chat_id or 0,
                person_id=registration.person_id,
                text="agenda.offer",
                values=values,
                keyboard=(
                    (Button("agenda.button_accept", data=f"events:accept:{registration.id}"),),
                    (Button("agenda.button_decline", data=f"events:decline:{registration.id}"),),
                ),
                due_at=hold.told_at,
                expires_at=hold.until,
            )
        ]
    outbox.put(tx, told)


async def withdraw(tx: Transaction, event: Event, registration: Registration, now: datetime) -> None:
    """Take back the message of an offer that is over, if it has not left yet."""
    if registration.state is not RegistrationState.OFFERED:
        return
    if registration.without_telegram:
        for row in await outbox.list_by_start(tx, _call_key(event, registration)):
            await outbox.cancel(tx, row["key"], now)
    else:
        await outbox.cancel(tx, _key(event, registration), now)


def tell_it_ran_out(  # noqa: PLR0913 - all of it is in the message
    tx: Transaction,
    event: Event,
    registration: Registration,
    callers: Iterable[StaffMember],
    now: datetime,
    position: int,
    *,
    free: bool,
) -> None:
    """Plan the message that the time is up; `registration` is as it was offered, `free` says that nobody else took the seat."""
    values = {"event": event.as_values(), "position": position, "free": free}
    if registration.without_telegram:
        told = [
            Message(
                key=f"{_key(event, registration)}:ran-out:{caller.person_id}",
                chat_id=caller.chat_id,
                person_id=caller.person_id,
                text="agenda.offer_call_ran_out",
                values=values | {"name": registration.name},
                keyboard=_called(registration, "agenda.button_comes_late") if free else (),
                due_at=out_of_the_night(now),
                expires_at=event.starts_at,
            )
            for caller in callers
        ]
    else:
        told = [
            Message(
                key=f"{_key(event, registration)}:ran-out",
                chat_id=registration.chat_id or 0,
                person_id=registration.person_id,
                text="agenda.offer_ran_out",
                values=values,
                keyboard=_after_it_ran_out(registration, free=free),
                due_at=out_of_the_night(now),
                expires_at=event.starts_at,
            )
        ]
    outbox.put(tx, told)


def _called(registration: Registration, comes: str) -> Keyboard:
    return (
        (Button(comes, data=f"organising:comes:{registration.id}"),),
        (Button("agenda.button_comes_not", data=f"organising:comesnot:{registration.id}"),),
    )


def _after_it_ran_out(registration: Registration, *, free: bool) -> Keyboard:
    leave = Button("agenda.button_leave", data=f"events:leave:{registration.id}")
    accept = Button("agenda.button_accept_late", data=f"events:accept:{registration.id}")
    return ((accept,), (leave,)) if free else ((leave,),)


def _key(event: Event, registration: Registration) -> str:
    return f"offer:{event.code}:registration-{registration.id}:{registration.queue_number}"


def _call_key(event: Event, registration: Registration) -> str:
    return f"{_key(event, registration)}:call:"
