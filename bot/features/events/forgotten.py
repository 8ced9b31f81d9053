"""A form that nobody finished is let go after a day, with a kind word."""

from datetime import datetime

from bot.agenda import store as agenda
from bot.chat import dialogues
from bot.db.database import Transaction
from bot.features.events import keyboards
from bot.features.events.form import FEATURE, Form
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.quiet import out_of_the_night


async def let_go(tx: Transaction, now: datetime) -> None:
    """Forget the forms whose time is up, and tell those people that they are not on the list."""
    for left in await dialogues.take_expired(tx, FEATURE, now):
        form = Form.from_dialogue(left.dialogue)
        if form is None or form.registration_id is not None:
            continue  # a question about a place they have: nothing is lost
        event = await agenda.find_event(tx, form.event_id) if form.event_id else None
        if event is not None and (event.is_over(now) or not event.takes_place):
            continue
        message = Message(
            key=f"reminder:form:person-{left.person_id}:{now:%Y%m%d%H%M}",
            chat_id=left.chat_id,
            person_id=left.person_id,
            text="events.form_expired",
            values={"title": event.title if event else None},
            keyboard=keyboards.forgotten(event.id if event else 0),
            due_at=out_of_the_night(now),
        )
        outbox.put(tx, [message])
