"""Where a conversation stands: one open form or topic per person per chat, as a row, so that a restart loses nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Row, Transaction, Values
from bot.retention import PERIODS

_FIND = """
SELECT d.feature, d.step, d.data FROM dialogues d JOIN people p ON p.id = d.person_id
WHERE d.chat_id = :chat_id AND p.telegram_id = :telegram_id AND d.expires_at > :now
"""
_SAVE = """
INSERT INTO dialogues (chat_id, person_id, feature, step, data, expires_at)
VALUES (:chat_id, :person_id, :feature, :step, :data, :expires_at)
ON CONFLICT (chat_id, person_id) DO UPDATE SET
  feature = excluded.feature, step = excluded.step, data = excluded.data, expires_at = excluded.expires_at
"""
_CLOSE = "DELETE FROM dialogues WHERE chat_id = :chat_id AND person_id = :person_id"
_EXPORT = """
SELECT feature AS onderdeel, step AS stap, data AS ingevuld, expires_at AS tot FROM dialogues WHERE person_id = :id
"""
_ERASE = "DELETE FROM dialogues WHERE person_id = :id"
_EXPIRE = "UPDATE dialogues SET expires_at = :now WHERE chat_id = :chat_id AND person_id = :person_id"
_PAUSE = """
UPDATE dialogues SET data = json_set(data, '$.paused', json('true')) WHERE chat_id = :chat_id AND person_id = :person_id
"""
_TAKE_EXPIRED = "DELETE FROM dialogues WHERE expires_at <= :now RETURNING *"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """An open form or topic: whose it is, how far it got, and what was filled in."""

    feature: str
    step: str
    data: Mapping[str, Any]

    @property
    def is_paused(self) -> bool:
        """Say whether a crisis came in between: then typed words are no answers to a form until its owner goes on with it."""
        return bool(self.data.get("paused"))


def finding(chat_id: int, telegram_id: int, now: datetime) -> tuple[str, Values]:
    """Return the query that finds what is open for somebody in a chat, to be asked together with other queries."""
    return _FIND, {"chat_id": chat_id, "telegram_id": telegram_id, "now": to_text(now)}


def from_row(row: Row | None) -> Dialogue | None:
    """Read what `finding` found."""
    return Dialogue(row["feature"], row["step"], json.loads(row["data"])) if row else None


def save(tx: Transaction, chat_id: int, person_id: int, dialogue: Dialogue, until: datetime) -> None:
    """Remember where this conversation stands, until that moment at the latest."""
    tx.later(
        _SAVE,
        {
            "chat_id": chat_id,
            "person_id": person_id,
            "feature": dialogue.feature,
            "step": dialogue.step,
            "data": json.dumps(dict(dialogue.data), ensure_ascii=False),
            "expires_at": to_text(until),
        },
    )


def close(tx: Transaction, chat_id: int, person_id: int) -> None:
    """Forget what was open here."""
    tx.later(_CLOSE, {"chat_id": chat_id, "person_id": person_id})


def expire(tx: Transaction, chat_id: int, person_id: int, now: datetime) -> None:
    """Close what is open for somebody else: what they type is no answer to it any more, and they are told what was left."""
    tx.later(_EXPIRE, {"chat_id": chat_id, "person_id": person_id, "now": to_text(now)})


def pause(tx: Transaction, chat_id: int, person_id: int) -> None:
    """Let the open form wait until its owner taps a button of it: what they type now is about something else."""
    tx.later(_PAUSE, {"chat_id": chat_id, "person_id": person_id})


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A form or a topic whose time is up or that made room: whose it was, where, what was in it, and what is open instead."""

    chat_id: int
    person_id: int
    dialogue: Dialogue
    instead: Dialogue | None = None


async def take_expired(tx: Transaction, now: datetime) -> list[LeftAlone]:
    """Forget everything whose time is up, and return it."""
    rows = await tx.fetch_all(_TAKE_EXPIRED, {"now": to_text(now)})
    return [
        LeftAlone(row["chat_id"], row["person_id"], Dialogue(row["feature"], row["step"], json.loads(row["data"])))
        for row in rows
    ]


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return what is open for somebody, in every chat, with what they filled in."""
    rows = [dict(row) for row in await tx.fetch_all(_EXPORT, {"id": person_id})]
    return [{**row, "ingevuld": json.loads(row["ingevuld"])} for row in rows]


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget what is open for somebody, in every chat."""
    return await tx.execute(_ERASE, {"id": person_id})


TOPIC_LASTS = PERIODS["topic"].keep
"""How long "en als hij dan boos wordt?" still belongs to the question before it."""

FORM_LASTS = PERIODS["form"].keep
"""How long a form that was left half-way waits for the rest."""
