"""What asker and coaches hear of each other: every message names its handover in its key, so that a reply finds the way back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Row, Transaction
from bot.features.handover import conversation_store, keyboards
from bot.features.handover.models import Handover, State
from bot.outbox import store as outbox
from bot.outbox.models import Keyboard, Message

_NONE: Mapping[str, Any] = {}


def moment(at: datetime | None) -> str | None:
    """Write a moment as values keep it."""
    return to_text(at) if at else None


async def tell_asker(  # noqa: PLR0913 - what a message consists of
    tx: Transaction, handover: Handover, now: datetime, text: str, values: Mapping[str, Any] = _NONE, keyboard: Keyboard = ()
) -> None:
    """Tell the asker something, in their own chat."""
    if handover.asker_chat is not None:
        where = (handover.asker_chat, None)
        outbox.put(tx, [await _message(tx, handover, now, f"asker-{text.partition('.')[2]}", where, text, values, keyboard)])


async def tell_coach(  # noqa: PLR0913 - what a message consists of
    tx: Transaction, handover: Handover, now: datetime, text: str, values: Mapping[str, Any] = _NONE, keyboard: Keyboard = ()
) -> None:
    """Tell the coach something, where they talk with this asker: in its topic, or in their own chat."""
    where = await place_of(tx, handover)
    if where is not None:
        outbox.put(tx, [await _message(tx, handover, now, f"coach-{text.partition('.')[2]}", where, text, values, keyboard)])


async def place_of(tx: Transaction, handover: Handover) -> tuple[int, int | None] | None:
    """Return the chat, and the topic in it, where the coach of a conversation reads and writes."""
    group = await conversation_store.find_group(tx, handover.area_id)
    if group is not None and group.has_topics and handover.group_id == group.chat_id:
        for row in reversed(await asked(tx, handover)):
            if row["topic"] is not None and row["chat_id"] == group.chat_id:
                return group.chat_id, row["topic"]
    return (handover.coach_chat, None) if handover.coach_chat is not None else None


async def asked(tx: Transaction, handover: Handover) -> list[Row]:
    """Return every message with which coaches were asked or warned."""
    starts = (f"handover:{handover.mark}:round-", f"alert:{handover.mark}:round-")
    return [row for start in starts for row in await outbox.list_by_start(tx, start)]


async def change(  # noqa: PLR0913 - what a message consists of
    tx: Transaction, handover: Handover, now: datetime, text: str, coach: str | None = None, *, ends: bool = False
) -> None:
    """Change what coaches see of a question wherever they were asked; what has not left yet does not leave any more.

    The one who has it gets buttons for the conversation, unless it `ends`.
    """
    where = await place_of(tx, handover)
    for row in await asked(tx, handover):
        if row["state"] == "queued":
            await outbox.cancel(tx, row["key"], now)
        elif row["message_id"] is not None:
            is_theirs = not ends and handover.state is State.CLAIMED and where == (row["chat_id"], row["topic"])
            await _edit(tx, handover, now, row, "handover.yours" if is_theirs else text, coach)


async def show_coach(tx: Transaction, handover: Handover, now: datetime) -> None:
    """Make sure that the coach has it in front of them in the place where they will talk."""
    where = await place_of(tx, handover)
    seen = [(row["chat_id"], row["topic"]) for row in await asked(tx, handover) if row["message_id"] is not None]
    if where is not None and where not in seen:
        outbox.put(tx, [await _message(
            tx, handover, now, "yours", where, "handover.yours", _yours(handover), keyboards.in_conversation(handover.id)
        )])  # fmt: skip


async def _edit(  # noqa: PLR0913 - what a message consists of
    tx: Transaction, handover: Handover, now: datetime, row: Row, text: str, coach: str | None
) -> None:
    is_theirs = text == "handover.yours"
    values = _yours(handover) if is_theirs else {**handover.shown, "coach": coach}
    keyboard = keyboards.in_conversation(handover.id) if is_theirs else ()
    key = await _key(tx, handover, now, "change")
    outbox.put(tx, [Message(
        key=key, chat_id=row["chat_id"], text=text, values=values, keyboard=keyboard, due_at=now, live=True,
        edits=row["message_id"], topic=row["topic"],
    )])  # fmt: skip


def _yours(handover: Handover) -> dict[str, Any]:
    return {**handover.shown, "coach": handover.coach_name}


async def _message(  # noqa: PLR0913 - what a message consists of
    tx: Transaction, handover: Handover, now: datetime, what: str, where: tuple[int, int | None], text: str,
    values: Mapping[str, Any], keyboard: Keyboard,
) -> Message:  # fmt: skip
    chat_id, topic = where
    key = await _key(tx, handover, now, what)
    return Message(
        key=key, chat_id=chat_id, text=text, values=values, keyboard=keyboard, due_at=now, live=True, topic=topic
    )  # fmt: skip


async def _key(tx: Transaction, handover: Handover, now: datetime, what: str) -> str:
    """Name a message that is said once: the same may happen again, even within one tick of the clock."""
    said = len(await outbox.list_by_start(tx, f"handover:{handover.mark}:"))
    return f"handover:{handover.mark}:{what}-{int(now.timestamp())}-{said}"
