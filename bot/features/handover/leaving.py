"""What becomes of a conversation with a coach when one of the two wants to be forgotten."""

from datetime import datetime

from bot.db.database import Transaction
from bot.features.handover import conversation_store, store, telling
from bot.outbox import personal
from bot.outbox import store as outbox
from bot.outbox.models import Message


async def forget_asker(tx: Transaction, person_id: int, now: datetime) -> int:
    """Empty the conversations of an asker; their coach reads that the asker left, and nothing of what was on its way.

    The question disappears from every chat in which it was asked.
    """
    left = await store.list_open_of(tx, person_id)
    for handover_id in await store.list_ids_of(tx, person_id):
        await personal.erase_about(tx, f"handover-{handover_id}")
    for row in left:
        if (handover := await conversation_store.find_handover(tx, row["id"])) is not None:
            await telling.change(tx, handover, now, "handover.withdrawn", ends=True)
    outbox.put(
        tx,
        [
            Message(
                key=f"relay:handover-{row['id']}:asker-left",
                chat_id=row["coach_chat"],
                person_id=row["coach_id"],
                text="handover.asker_left",
                values={"number": row["id"]},
                due_at=now,
                live=True,
            )
            for row in left
            if row["coach_chat"] is not None
        ],
    )
    return await store.forget_asker(tx, person_id, now)
