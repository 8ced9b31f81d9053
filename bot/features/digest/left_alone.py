"""A tip that a coach left half-way: its writer reads what they had typed, so that nothing is lost."""

from datetime import datetime

from bot.chat.dialogues import LeftAlone
from bot.chat.left_alone import Farewell
from bot.db.database import Transaction
from bot.features.digest import keyboards
from bot.features.digest.models import TipForm


async def farewell(tx: Transaction, left: LeftAlone, now: datetime) -> Farewell | None:  # noqa: ARG001 - every farewell looks alike
    """Give back what was typed, with the way to begin again."""
    form = TipForm.of(left.dialogue)
    if form is None:  # pragma: no cover - found by the name of our feature
        return None
    instead = TipForm.of(left.instead)
    if instead is not None and instead.question_id == form.question_id and (instead.title or not form.title):
        return None
    keyboard = keyboards.write_again(form.area_id, form.question_id)
    return Farewell("digest.form_expired", {"typed": [text for text in (form.title, form.do, form.say) if text]}, keyboard)
