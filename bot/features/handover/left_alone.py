"""Words for a coach, or of one, that nobody said yes to: their writer reads that they went to nobody."""

from datetime import datetime

from bot.chat.dialogues import LeftAlone
from bot.chat.left_alone import Farewell
from bot.db.database import Transaction
from bot.features.handover import keyboards
from bot.features.handover.models import FEATURE


async def farewell(tx: Transaction, left: LeftAlone, now: datetime) -> Farewell | None:  # noqa: ARG001 - every farewell looks alike
    """Give back a question that was not passed on, or words of which nobody said for whom they were."""
    kept = left.dialogue.data
    if left.instead is not None and left.instead.feature == FEATURE and "version" in left.instead.data:
        return None
    if question := kept.get("text"):
        return Farewell("handover.form_expired", {"words": question, "is_question": True}, keyboards.ask_after_all())
    if words := kept.get("words"):
        return Farewell("handover.form_expired", {"words": words, "is_question": False})
    return None
