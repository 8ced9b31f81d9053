"""A form that nobody finished, in time or before the next: its owner is told what did not happen, and what they had typed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.chat import dialogues
from bot.chat.dialogues import LeftAlone
from bot.db.database import Transaction
from bot.outbox import store as outbox
from bot.outbox.models import Keyboard, Message
from bot.outbox.quiet import out_of_the_night


@dataclass(frozen=True, slots=True)
class Farewell:
    """What somebody reads about the form that they left half-way."""

    text: str
    values: Mapping[str, Any]
    keyboard: Keyboard = ()


SayFarewell: TypeAlias = Callable[[Transaction, LeftAlone, datetime], Awaitable[Farewell | None]]
"""Words for who left a form of this feature; None when nothing is lost by its going, or what is open instead goes on."""


async def let_go(tx: Transaction, now: datetime, farewells: Mapping[str, SayFarewell]) -> None:
    """Forget everything that is past its time, and tell whoever left something half-way; `farewells` are by feature.

    Nothing else forgets what is open, so nothing goes before its owner was told.
    """
    for left in await dialogues.take_expired(tx, now):
        feature = left.dialogue.feature
        farewell = await farewells[feature](tx, left, now) if feature in farewells else None
        if farewell is not None:
            message = Message(
                key=f"reminder:{feature}-form:person-{left.person_id}:{now:%Y%m%d%H%M}",
                chat_id=left.chat_id,
                person_id=left.person_id,
                text=farewell.text,
                values=farewell.values,
                keyboard=farewell.keyboard,
                due_at=out_of_the_night(now),
            )
            outbox.put(tx, [message])
