"""In a crisis: warns one coach after the other until one goes to work on it. Keeps who and when, never what was typed."""

from datetime import datetime

from bot.db.database import Transaction
from bot.features.handover import conversation_store, keyboards, telling
from bot.features.handover.models import Handover
from bot.features.handover.rules import ALERT_WAIT
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.people import area_store, reach
from bot.people.models import COACHES
from bot.people.staff_store import StaffMember


async def warn_next(tx: Transaction, handover: Handover, now: datetime) -> list[StaffMember]:
    """Warn the next coach who was not warned yet; after the last all of them at once. Tells the asker; returns who was warned."""
    coaches = await reach.list_reachable(tx, handover.area_id, but=handover.asker_id)
    fresh = [coach for coach in coaches if coach.person_id not in handover.passed_to]
    is_last = not fresh
    warned = fresh[:1] or await reach.list_reachable(tx, handover.area_id, COACHES, but=handover.asker_id)
    if is_last and handover.step > 0:
        # All were warned, ten minutes ago: a number is quicker than we are.
        await conversation_store.wait(tx, handover.id, handover.step, None)
        await telling.tell_asker(tx, handover, now, "handover.alert_unanswered", {"crisis_kind": handover.crisis})
        return []
    await conversation_store.note_asked(
        tx, handover, step=int(is_last), asked=[one.person_id for one in warned], group_id=None, next_step_at=now + ALERT_WAIT
    )
    area = await area_store.find_area(tx, handover.area_id)
    values = {**handover.shown, "area": area.name if area else None, "everybody": is_last}
    outbox.put(tx, [_alert(handover, one, values, now) for one in warned])
    names = [one.name for one in warned]
    await telling.tell_asker(
        tx, handover, now, "handover.alert_sent", {"names": names, "everybody": is_last, "crisis_kind": handover.crisis}
    )
    return warned


def _alert(handover: Handover, coach: StaffMember, values: dict[str, object], now: datetime) -> Message:
    return Message(
        key=f"alert:{handover.mark}:round-{handover.round + 1}:to-{coach.person_id}",
        chat_id=coach.chat_id, person_id=coach.person_id, text="handover.alert", values=values,
        keyboard=keyboards.acknowledge(handover.id), due_at=now, live=True,
    )  # fmt: skip
