"""The rows of the tray: put in, claimed by one sender, and written down what became of them."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Row, Transaction
from bot.outbox.models import Claimed, Delivered, Message, Moved, Refused, Result, RetryAfter, Unclear, Unreachable, Values
from bot.outbox.rules import DIGEST, ERASED, GOODBYE, KEEP_ANSWERS, KEEP_PLANNED, MOST_RESENDS_AFTER_A_STOP, kind_of, may_resend

# Planning again never doubles: while it is queued the newest plan wins, once it is under way it stays as it was. What was taken
# out or was too late has not left, so it may be planned anew; and so may what did not reach somebody who wrote again since.
# Nothing is written when nothing changed: planners come by often.
_PUT = """
INSERT INTO outbox (key, chat_id, person_id, text, "values", keyboard, live, edits, reply_to, due_at, expires_at, attachment,
  topic, opens_topic)
VALUES (:key, :chat_id, :person_id, :text, :values, :keyboard, :live, :edits, :reply_to, :due_at, :expires_at, :attachment,
  :topic, :opens_topic)
ON CONFLICT (key) DO UPDATE SET
  chat_id = excluded.chat_id, person_id = excluded.person_id, text = excluded.text, "values" = excluded."values",
  keyboard = excluded.keyboard, due_at = excluded.due_at, expires_at = excluded.expires_at, attachment = excluded.attachment,
  topic = excluded.topic, opens_topic = excluded.opens_topic, state = 'queued', finished_at = NULL
WHERE state IN ('cancelled', 'missed')
  OR (state = 'failed' AND result IN ('403', '400 chat gone')
    AND EXISTS (SELECT 1 FROM people p WHERE p.telegram_id = excluded.chat_id AND p.reachable = 1))
  OR (state = 'queued'
  AND (due_at, expires_at, chat_id, text, "values", keyboard) IS NOT
    (excluded.due_at, excluded.expires_at, excluded.chat_id, excluded.text, excluded."values", excluded.keyboard))
"""
# Within a chat one at a time and in order. An answer somebody waits for may pass what was planned; what will be too late one day
# may pass what never is, and what Telegram refused and waits for another try.
_READY = """
{o}.state = 'queued' AND {o}.live = {live} AND {o}.due_at <= :now
    AND ({o}.retry_at IS NULL OR {o}.retry_at <= :now)
    AND NOT EXISTS (SELECT 1 FROM outbox s WHERE s.chat_id = {o}.chat_id AND s.state = 'sending')
    AND NOT EXISTS (
      SELECT 1 FROM outbox e
      WHERE e.chat_id = {o}.chat_id AND e.id < {o}.id AND e.state = 'queued' AND e.due_at <= :now AND e.live >= {o}.live
        AND ({o}.live = 1 OR {o}.expires_at IS NULL
          OR (e.expires_at IS NOT NULL AND (e.retry_at IS NULL OR e.retry_at <= :now))))
"""
_CLAIM = """
UPDATE outbox SET state = 'sending', attempts = attempts + 1
WHERE id IN (SELECT o.id FROM outbox o WHERE {ready} ORDER BY o.due_at, o.id LIMIT {most})
RETURNING *
"""
_CLAIM_LIVE = _CLAIM.format(ready=_READY.format(o="o", live=1), most=":live_most")
_IS_DIGEST = f"GLOB '{DIGEST}:*'"
_PLANNED = f"{_READY} AND {{o}}.chat_id NOT IN (SELECT value FROM json_each(:full))"  # noqa: S608 - constants of ours
# A digest is never sent again, and its chart must be drawn first: one at a time, so that a crash puts that of one coach in doubt
# and not those of all, and answers keep their room.
_ONE_DIGEST = f"""
AND (o.key NOT {_IS_DIGEST} OR :is_digest_under_way = 0 AND o.id = (
  SELECT d.id FROM outbox d WHERE {_PLANNED.format(o="d", live=0)} AND d.key {_IS_DIGEST} ORDER BY d.due_at, d.id LIMIT 1))
"""  # noqa: S608 - constants of ours
# changes() is how many answers were claimed just before: together they stay within the room that there is.
_CLAIM_PLANNED = _CLAIM.format(ready=_PLANNED.format(o="o", live=0) + _ONE_DIGEST, most="max(0, :planned_most - changes())")
_MISS = """
UPDATE outbox SET state = 'missed', "values" = NULL, keyboard = NULL, attachment = NULL, opens_topic = NULL,
  finished_at = :now, result = 'too late'
WHERE state = 'queued' AND expires_at <= :now
"""
# An answer keeps not even which text it was: it would tell what somebody was busy with, such as filling in an anonymous form.
_FINISH = """
UPDATE outbox SET text = CASE WHEN key GLOB 'answer:*' THEN '' ELSE text END,
  state = :state, message_id = :message_id, result = :result, finished_at = :now,
  topic = coalesce(:topic, topic), "values" = NULL, keyboard = NULL, attachment = NULL, opens_topic = NULL
WHERE id = :id
"""
_QUEUE_AGAIN = """
UPDATE outbox SET state = 'queued', retry_at = :retry_at, unclear = unclear + :unclear, result = :result WHERE id = :id
"""
_MOVE_CHAT = "UPDATE outbox SET chat_id = :new WHERE chat_id = :old AND state IN ('queued', 'sending')"
_LEAVES = "UPDATE outbox SET result = 'leaves' WHERE id = :id AND state = 'sending'"
# What has a file only leaves when that is ready: killed while it was drawn, nothing of it can have arrived.
_STUCK = """
SELECT id, key, unclear, attachment IS NOT NULL AND result IS NOT 'leaves' AS stayed FROM outbox WHERE state = 'sending'
"""
_PRUNE = """
DELETE FROM outbox WHERE state NOT IN ('queued', 'sending')
  AND finished_at <= CASE WHEN key GLOB 'answer:*' THEN :answers ELSE :planned END
"""
_LEAVE_NO_ROW = f"""
DELETE FROM outbox WHERE key GLOB '{GOODBYE}:*' AND state NOT IN ('queued', 'sending')
  OR key GLOB '{ERASED}:*' AND state <> 'sending'
"""  # noqa: S608 - constants of ours
_LIST_GONE = """
SELECT o.key FROM json_each(:keys) k JOIN outbox o ON o.key = k.value WHERE o.state IN ('sending', 'sent')
"""
_FIND_TOPIC = "SELECT topic FROM outbox WHERE key = :key"
_FIND_KEY = "SELECT key FROM outbox WHERE chat_id = :chat_id AND message_id = :message_id ORDER BY id DESC LIMIT 1"
_LIST_BY_START = """
SELECT id, key, chat_id, message_id, topic, state FROM outbox WHERE key >= :start AND key < :end ORDER BY id
"""
_CANCEL = """
UPDATE outbox SET state = 'cancelled', "values" = NULL, keyboard = NULL, attachment = NULL, opens_topic = NULL,
  finished_at = :now
WHERE state = 'queued' AND key = :key
"""


def put(tx: Transaction, messages: Iterable[Message]) -> None:
    """Lay messages in the tray, together with the rows that they are about. Raises UnknownKind."""
    written: dict[int, tuple[Values, str]] = {}
    tx.later_many(_PUT, [_to_row(message, written) for message in messages])


async def list_gone(tx: Transaction, keys: Collection[str]) -> set[str]:
    """Return which of these messages have left, or are leaving: planning them again changes nothing, and costs the most."""
    return {row["key"] for row in await tx.fetch_all(_LIST_GONE, {"keys": json.dumps(list(keys))})}


async def cancel(tx: Transaction, key: str, now: datetime) -> bool:
    """Take a message out while it has not left; return whether there was one."""
    return await tx.execute(_CANCEL, {"key": key, "now": to_text(now)}) == 1


async def find_topic(tx: Transaction, key: str) -> int | None:
    """Return the forum topic in which a message stands, once it was sent there."""
    row = await tx.fetch_one(_FIND_TOPIC, {"key": key})
    return row["topic"] if row else None


async def find_key(tx: Transaction, chat_id: int, message_id: int) -> str | None:
    """Return the key of a message of ours to which somebody replies."""
    row = await tx.fetch_one(_FIND_KEY, {"chat_id": chat_id, "message_id": message_id})
    return row["key"] if row else None


async def list_by_start(tx: Transaction, start: str) -> Sequence[Row]:
    """Return the messages whose key starts like this: where each stands, and in which state it is."""
    return await tx.fetch_all(_LIST_BY_START, {"start": start, "end": start + "\uffff"})


async def claim(  # noqa: PLR0913 - each one is a limit
    tx: Transaction, now: datetime, *, live_most: int, planned_most: int, full: Collection[int], is_digest_under_way: bool
) -> list[Claimed]:
    """Take out what is due, mark it `sending`, and commit: answers first, then what was planned.

    At most `live_most` answers; `planned_most` in all when anything planned is among them; nothing planned for the chats in
    `full`, and no digest while one is under way. Ends the transaction.
    """
    values = {
        "now": to_text(now), "live_most": live_most, "planned_most": planned_most, "full": json.dumps(list(full)),
        "is_digest_under_way": is_digest_under_way,
    }  # fmt: skip
    tx.later(_MISS, {"now": to_text(now)})
    live, planned = await tx.fetch_and_commit((_CLAIM_LIVE, values), (_CLAIM_PLANNED, values))
    # RETURNING gives no order of its own.
    return [Claimed.from_row(row) for rows in (live, planned) for row in sorted(rows, key=lambda row: int(row["id"]))]


def note(tx: Transaction, results: Sequence[tuple[Claimed, Result]], now: datetime) -> None:
    """Write down what became of claimed messages."""
    finished, again = [], []
    for message, result in results:
        match result:
            case Delivered(message_id, topic):
                finished.append(_finish(message.id, "sent", now, None, message_id, topic))
            case RetryAfter(wait, why):
                again.append({"id": message.id, "retry_at": to_text(now + wait), "unclear": 0, "result": why})
            case Unclear(why) if may_resend(message.key, message.unclear + 1):
                again.append({"id": message.id, "retry_at": None, "unclear": 1, "result": why})
            case Unclear(why) | Refused(why) | Unreachable(why):
                finished.append(_finish(message.id, "failed", now, why))
            case Moved(chat_id):
                tx.later(_MOVE_CHAT, {"old": message.chat_id, "new": chat_id})
                again.append({"id": message.id, "retry_at": None, "unclear": 0, "result": "chat moved"})
    tx.later_many(_FINISH, finished)
    tx.later_many(_QUEUE_AGAIN, again)
    if finished or again:
        tx.later(_LEAVE_NO_ROW, {})


def note_leaving(tx: Transaction, message: Claimed) -> None:
    """Write down that a message with a file leaves now; until then a crash loses nothing."""
    tx.later(_LEAVES, {"id": message.id})


async def recover(tx: Transaction, now: datetime) -> tuple[int, int]:
    """After a crash: settle every row left in `sending`. Returns (sent once more, given up)."""
    again, given_up = [], []
    for row in await tx.fetch_all(_STUCK):
        if row["stayed"]:
            again.append({"id": row["id"], "retry_at": None, "unclear": 0, "result": "stopped before sending"})
        elif may_resend(row["key"], row["unclear"] + 1, MOST_RESENDS_AFTER_A_STOP):
            again.append({"id": row["id"], "retry_at": None, "unclear": 1, "result": "stopped while sending"})
        else:
            given_up.append(_finish(row["id"], "failed", now, "stopped while sending"))
    tx.later_many(_QUEUE_AGAIN, again)
    tx.later_many(_FINISH, given_up)
    tx.later(_LEAVE_NO_ROW, {})
    return len(again), len(given_up)


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget finished rows whose key can no longer come back; return how many went."""
    return await tx.execute(_PRUNE, {"answers": to_text(now - KEEP_ANSWERS), "planned": to_text(now - KEEP_PLANNED)})


def _finish(  # noqa: PLR0913 - a finished row has as much to tell
    row_id: int, state: str, now: datetime, result: str | None, message_id: int | None = None, topic: int | None = None
) -> dict[str, Any]:
    return {"id": row_id, "state": state, "message_id": message_id, "topic": topic, "result": result, "now": to_text(now)}


def _to_row(message: Message, written: dict[int, tuple[Values, str]]) -> dict[str, Any]:
    """Write a message as a row. Whoever plans for a whole list gives all of them the same values: those are written out once."""
    kind_of(message.key)
    if id(message.values) not in written:
        # The values are kept too, so that their id stays theirs.
        written[id(message.values)] = (message.values, json.dumps(dict(message.values), ensure_ascii=False))
    keyboard = [[button.as_json() for button in line] for line in message.keyboard]
    return {
        "key": message.key,
        "chat_id": message.chat_id,
        "person_id": message.person_id,
        "text": message.text,
        "values": written[id(message.values)][1],
        "keyboard": json.dumps(keyboard, ensure_ascii=False) if keyboard else None,
        "live": int(message.live),
        "edits": message.edits,
        "reply_to": message.reply_to,
        "due_at": to_text(message.due_at),
        "expires_at": to_text(message.expires_at) if message.expires_at else None,
        "attachment": json.dumps(message.attachment.as_json(), ensure_ascii=False) if message.attachment else None,
        "topic": message.topic,
        "opens_topic": message.opens_topic,
    }
