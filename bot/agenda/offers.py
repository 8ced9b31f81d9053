"""What people on the waiting list hear: a seat is held for you, and the time for it has run out."""

from datetime import datetime

from bot.agenda import store
from bot.agenda.models import Event, Registration, RegistrationState
from bot.agenda.queue import Hold, out_of_the_night
from bot.clock import to_text
from bot.db.database import Transaction
from bot.outbox import store as outbox
from bot.outbox.models import Button, Keyboard, Message


def offer(tx: Transaction, event: Event, registration: Registration, hold: Hold, now: datetime) -> None:
    """Hold seats for somebody, and plan the message that says so and until when."""
    store.set_state(tx, registration, RegistrationState.OFFERED, now, hold.until)
    if registration.chat_id is None:  # pragma: no cover - only who can be reached is asked
        return
    outbox.put(tx, [
        Message(
            key=_key(event, registration),
            chat_id=registration.chat_id,
            person_id=registration.person_id,
            text="agenda.offer",
            values={"event": event.as_values(), "seats": registration.seats, "until": to_text(hold.until)},
            keyboard=(
                (Button("agenda.button_accept", data=f"events:accept:{registration.id}"),),
                (Button("agenda.button_decline", data=f"events:decline:{registration.id}"),),
            ),
            due_at=hold.told_at,
            expires_at=hold.until,
        )
    ])  # fmt: skip


async def withdraw(tx: Transaction, event: Event, registration: Registration, now: datetime) -> None:
    """Take back the message of an offer that is over, if it has not left yet."""
    if registration.state is RegistrationState.OFFERED:
        await outbox.cancel(tx, _key(event, registration), now)


def tell_it_ran_out(  # noqa: PLR0913 - all of it is in the message
    tx: Transaction, event: Event, registration: Registration, now: datetime, position: int, *, free: bool
) -> None:
    """Plan the message that the time is up; `registration` is as it was offered, `free` says that nobody else took the seat."""
    if registration.chat_id is None:  # pragma: no cover
        return
    outbox.put(tx, [
        Message(
            key=f"{_key(event, registration)}:ran-out",
            chat_id=registration.chat_id,
            person_id=registration.person_id,
            text="agenda.offer_ran_out",
            values={"event": event.as_values(), "position": position, "free": free},
            keyboard=_after_it_ran_out(registration, free=free),
            due_at=out_of_the_night(now),
            expires_at=event.starts_at,
        )
    ])  # fmt: skip


def _after_it_ran_out(registration: Registration, *, free: bool) -> Keyboard:
    leave = Button("agenda.button_leave", data=f"events:leave:{registration.id}")
    accept = Button("agenda.button_accept_late", data=f"events:accept:{registration.id}")
    return ((accept,), (leave,)) if free else ((leave,),)


def _key(event: Event, registration: Registration) -> str:
    return f"offer:{event.code}:registration-{registration.id}:{registration.queue_number}"
