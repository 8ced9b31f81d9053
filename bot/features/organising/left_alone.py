"""A coach's form that nobody finished is closed after a day; its owner reads what was in it, so that nothing is lost."""

from datetime import datetime

from bot.chat import dialogues
from bot.db.database import Transaction
from bot.features.organising import keyboards
from bot.features.organising.models import FEATURE, Flow, Form, Step
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.quiet import out_of_the_night

_WORDS = (Step.TITLE, Step.THEME, Step.NEIGHBOURHOOD, Step.LOCATION, Step.PROGRAMME, Step.PRACTICAL, Step.MESSAGE, Step.REASON)


async def let_go(tx: Transaction, now: datetime) -> None:
    """Job: forget the forms whose time is up, and give their owners back what they had typed."""
    for left in await dialogues.take_expired(tx, FEATURE, now):
        form = Form.of(left.dialogue)
        if form is None:  # pragma: no cover - found by the name of our feature
            continue
        typed = [str(form.values[step]) for step in _WORDS if form.values.get(step)]
        message = Message(
            key=f"reminder:agenda-form:person-{left.person_id}:{now:%Y%m%d%H%M}",
            chat_id=left.chat_id,
            person_id=left.person_id,
            text="organising.form_expired",
            values={"typed": typed, "message": form.flow is Flow.MESSAGE},
            keyboard=keyboards.to_event(form.event_id) if form.event_id else keyboards.events(()),
            due_at=out_of_the_night(now),
        )
        outbox.put(tx, [message])
