"""A sign-up that nobody finished: they read that they are not on the list."""

from datetime import datetime

from bot.agenda import store as agenda
from bot.chat.dialogues import LeftAlone
from bot.chat.left_alone import Farewell
from bot.db.database import Transaction
from bot.features.events import keyboards
from bot.features.events.form import Form


async def farewell(tx: Transaction, left: LeftAlone, now: datetime) -> Farewell | None:
    """Tell who left a sign-up half-way that they are not on the list; a question about a place they have loses nothing."""
    form = Form.from_dialogue(left.dialogue)
    if form is None or form.registration_id is not None:
        return None
    instead = Form.from_dialogue(left.instead)
    if instead is not None and (instead.event_id == form.event_id or not form.event_id):
        return None
    event = await agenda.find_event(tx, form.event_id) if form.event_id else None
    if event is not None and (event.is_over(now) or not event.takes_place):
        return None
    keyboard = keyboards.forgotten(event.id if event else 0)
    return Farewell("events.form_expired", {"title": event.title if event else None}, keyboard)
