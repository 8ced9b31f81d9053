"""The rows around an evaluation: who may be asked, who was, and who wants to be asked again. Never who answered."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.agenda.store import Reader
from bot.clock import to_text
from bot.db.database import Transaction
from bot.features.surveys.models import INVITE_UNTIL, LATER_AFTER, REMIND_AFTER, Guest, Invitation

# Over for a while, but not for long; and not looked at for good.
_LIST_TO_INVITE = """
SELECT e.id FROM events e LEFT JOIN surveys s ON s.event_id = e.id
WHERE e.state NOT IN ('no_go', 'cancelled') AND (s.state IS NULL OR (s.state = 'open' AND s.closes_at > :now))
  AND (SELECT max(ends_at) FROM event_parts p WHERE p.event_id = e.id) BETWEEN :since AND :until
ORDER BY e.id
"""
_LIST_GUESTS = """
SELECT r.id AS registration_id, r.person_id, p.telegram_id AS chat_id,
  EXISTS (SELECT 1 FROM attendance a WHERE a.registration_id = r.id AND a.state = 'present') AS was_present,
  (SELECT count(*) FROM registration_absences m WHERE m.registration_id = r.id) AS missed_parts,
  EXISTS (SELECT 1 FROM survey_invitations i WHERE i.registration_id = r.id) AS is_invited
FROM registrations r JOIN people p ON p.id = r.person_id AND p.reachable = 1
WHERE r.event_id = :event_id AND r.state = 'signed_up'
ORDER BY r.id
"""
_WAS_TICKED = """
SELECT EXISTS (SELECT 1 FROM attendance a JOIN registrations r ON r.id = a.registration_id WHERE r.event_id = :event_id) AS ticked
"""
_OPEN = """
INSERT INTO surveys (event_id, state, closes_at, closed_at) VALUES (:event_id, :state, :closes_at, :closed_at)
ON CONFLICT (event_id) DO NOTHING
"""
_COUNT_INVITED = "UPDATE surveys SET invited = invited + :number WHERE event_id = :event_id"
_INVITE = "INSERT INTO survey_invitations (registration_id, invited_at) VALUES (:registration_id, :now)"
_LIST_TO_REMIND = """
SELECT i.registration_id, r.person_id, p.telegram_id AS chat_id, e.code, e.title, s.closes_at, o.message_id,
  coalesce(c.choice <> 'none', 1) AS wants_reminders
FROM survey_invitations i
JOIN registrations r ON r.id = i.registration_id
JOIN people p ON p.id = r.person_id
JOIN events e ON e.id = r.event_id
JOIN surveys s ON s.event_id = e.id AND s.state = 'open' AND s.closes_at > :now
LEFT JOIN reminder_choices c ON c.person_id = r.person_id
LEFT JOIN outbox o ON o.key = 'survey:' || e.code || ':person-' || r.person_id AND o.state = 'sent'
WHERE i.reminded = 0 AND i.invited_at <= :before
"""
_REMINDED = "UPDATE survey_invitations SET reminded = 1 WHERE registration_id = :id"
_ASK_LATER = "INSERT INTO survey_later (registration_id) VALUES (:registration_id) ON CONFLICT DO NOTHING"
_WANTS_LATER = "SELECT 1 FROM survey_later WHERE registration_id = :registration_id"
_LIST_LATER = """
SELECT r.id AS registration_id, r.person_id, p.telegram_id AS chat_id, r.event_id, e.code, e.title
FROM survey_later l JOIN registrations r ON r.id = l.registration_id
JOIN people p ON p.id = r.person_id AND p.reachable = 1
JOIN events e ON e.id = r.event_id
WHERE (SELECT max(ends_at) FROM event_parts t WHERE t.event_id = e.id) <= :before
ORDER BY r.id
"""
# From the few who asked for it: starting from all registrations took a second and a half on a hundred thousand of them.
_FORGET_LATER = """
DELETE FROM survey_later WHERE (
  SELECT max(t.ends_at) FROM registrations r JOIN event_parts t ON t.event_id = r.event_id
  WHERE r.id = survey_later.registration_id) <= :before
"""
_INVITED_FOR = """
SELECT s.event_id, e.code, e.title FROM survey_invitations i
JOIN registrations r ON r.id = i.registration_id AND r.person_id = :person_id
JOIN events e ON e.id = r.event_id JOIN surveys s ON s.event_id = e.id AND s.state = 'open' AND s.closes_at > :now
ORDER BY i.invited_at DESC LIMIT 1
"""
_INVITATION_NUMBER = "SELECT message_id FROM outbox WHERE key = :key AND state = 'sent'"


async def list_to_invite(tx: Reader, now: datetime, after: timedelta) -> list[int]:
    """Return the bijeenkomsten that ended long enough ago, and not too long, whose evaluation is not closed."""
    values = {"now": to_text(now), "since": to_text(now - INVITE_UNTIL), "until": to_text(now - after)}
    return [row["id"] for row in await tx.fetch_all(_LIST_TO_INVITE, values)]


async def list_guests(tx: Reader, event_id: int) -> list[Guest]:
    """Return who is on the list and can be reached."""
    return [
        Guest(**{**dict(row), "was_present": bool(row["was_present"]), "is_invited": bool(row["is_invited"])})
        for row in await tx.fetch_all(_LIST_GUESTS, {"event_id": event_id})
    ]


async def was_ticked(tx: Reader, event_id: int) -> bool:
    """Say whether anybody noted who was there."""
    row = await tx.fetch_one(_WAS_TICKED, {"event_id": event_id})
    return bool(row and row["ticked"])


def open_survey(tx: Transaction, event_id: int, closes_at: datetime) -> None:
    """Begin an evaluation; one that has begun stays as it was."""
    tx.later(_OPEN, {"event_id": event_id, "state": "open", "closes_at": to_text(closes_at), "closed_at": None})


def skip_survey(tx: Transaction, event_id: int, now: datetime) -> None:
    """Remember that there will be no evaluation: too few people."""
    values = {"event_id": event_id, "state": "skipped", "closes_at": to_text(now), "closed_at": to_text(now)}
    tx.later(_OPEN, values)


def invite(tx: Transaction, event_id: int, registrations: Sequence[int], now: datetime) -> None:
    """Remember who was invited."""
    tx.later_many(_INVITE, [{"registration_id": number, "now": to_text(now)} for number in registrations])
    tx.later(_COUNT_INVITED, {"event_id": event_id, "number": len(registrations)})


async def list_to_remind(tx: Reader, now: datetime) -> list[Invitation]:
    """Return the invitations after which the one reminder comes."""
    rows = await tx.fetch_all(_LIST_TO_REMIND, {"now": to_text(now), "before": to_text(now - REMIND_AFTER)})
    return [Invitation(**{**dict(row), "wants_reminders": bool(row["wants_reminders"])}) for row in rows]


def mark_reminded(tx: Transaction, registrations: Iterable[int]) -> None:
    """Remember that the reminder was given."""
    tx.later_many(_REMINDED, [{"id": number} for number in registrations])


def ask_later(tx: Transaction, registration_id: int) -> None:
    """Remember that somebody wants to be asked after three months."""
    tx.later(_ASK_LATER, {"registration_id": registration_id})


async def wants_later(tx: Reader, registration_id: int) -> bool:
    """Say whether somebody wants to be asked after three months."""
    return await tx.fetch_one(_WANTS_LATER, {"registration_id": registration_id}) is not None


async def take_later(tx: Transaction, now: datetime) -> list[dict[str, Any]]:
    """Return who is to be asked now what it brought, and forget that they wanted it."""
    before = {"before": to_text(now - LATER_AFTER)}
    found = [dict(row) for row in await tx.fetch_all(_LIST_LATER, before)]
    tx.later(_FORGET_LATER, before)
    return found


async def find_open_invitation(tx: Reader, person_id: int, now: datetime) -> tuple[str, int | None] | None:
    """Return for which bijeenkomst somebody was invited last, and the number of that message."""
    row = await tx.fetch_one(_INVITED_FOR, {"person_id": person_id, "now": to_text(now)})
    if row is None:
        return None
    sent = await tx.fetch_one(_INVITATION_NUMBER, {"key": invitation_key(row["code"], person_id)})
    return row["title"], sent["message_id"] if sent else None


def invitation_key(code: str, person_id: int) -> str:
    """Return the outbox key of an invitation."""
    return f"survey:{code}:person-{person_id}"
