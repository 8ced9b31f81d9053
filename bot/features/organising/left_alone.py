"""A coach's form that nobody finished: its owner reads what was in it, so that nothing is lost."""

from collections.abc import Iterable
from datetime import datetime

from bot.chat.dialogues import LeftAlone
from bot.chat.left_alone import Farewell
from bot.db.database import Transaction
from bot.features.organising import keyboards
from bot.features.organising.models import Flow, Form, Step

_WORDS = (Step.TITLE, Step.THEME, Step.NEIGHBOURHOOD, Step.LOCATION, Step.PROGRAMME, Step.PRACTICAL, Step.MESSAGE, Step.REASON)


async def farewell(tx: Transaction, left: LeftAlone, now: datetime) -> Farewell | None:  # noqa: ARG001 - every farewell looks alike
    """Give back what was typed."""
    form = Form.of(left.dialogue)
    if form is None:  # pragma: no cover - found by the name of our feature
        return None
    typed = {step: str(form.values[step]) for step in _WORDS if form.values.get(step)}
    instead = Form.of(left.instead)
    if instead is not None and (not typed or _goes_on(form, instead, typed)):
        return None
    keyboard = keyboards.to_event(form.event_id) if form.event_id else keyboards.events(())
    return Farewell("organising.form_expired", {"typed": list(typed.values()), "message": form.flow is Flow.MESSAGE}, keyboard)


def _goes_on(form: Form, instead: Form, typed: Iterable[Step]) -> bool:
    """Say whether this is the same form further on: an answer may be given again, or left open after all."""
    return instead.event_id == form.event_id and all(step in instead.values or step is instead.step for step in typed)
