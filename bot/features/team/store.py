"""The rows of invitations and of the coaches' groups."""

from datetime import datetime

from bot.clock import to_text
from bot.db.database import Transaction
from bot.features.team.models import Invitation, TeamGroup
from bot.people.models import Role

_INSERT_INVITATION = """
INSERT INTO invitations (token, role, area_id, invited_by, created_at, expires_at)
VALUES (:token, :role, :area_id, :invited_by, :now, :expires_at)
"""
_FIND_INVITATION = "SELECT * FROM invitations WHERE token = :token"
_USE = """
UPDATE invitations SET used_by = :person_id, used_at = :now
WHERE token = :token AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > :now
"""
_WITHDRAW = "UPDATE invitations SET withdrawn_at = :now WHERE token LIKE :start AND used_at IS NULL AND withdrawn_at IS NULL"
_CONNECT = """
INSERT INTO team_groups (chat_id, area_id, has_topics, connected_at) VALUES (:chat_id, :area_id, :has_topics, :now)
"""
_DISCONNECT_OLD = "DELETE FROM team_groups WHERE area_id = :area_id OR chat_id = :chat_id"
_DISCONNECT = "DELETE FROM team_groups WHERE chat_id = :chat_id RETURNING area_id"
_MOVE = "UPDATE team_groups SET chat_id = :new WHERE chat_id = :old"
_LIST_GROUPS = "SELECT * FROM team_groups"


def insert_invitation(  # noqa: PLR0913 - a row has as many values as it has
    tx: Transaction, token: str, role: Role, area_id: int | None, invited_by: int, now: datetime, expires_at: datetime
) -> None:
    """Keep an invitation under the hash of its link."""
    values = {
        "token": token, "role": role.value, "area_id": area_id, "invited_by": invited_by,
        "now": to_text(now), "expires_at": to_text(expires_at),
    }  # fmt: skip
    tx.later(_INSERT_INVITATION, values)


async def find_invitation(tx: Transaction, token: str) -> Invitation | None:
    """Return the invitation with this hash."""
    row = await tx.fetch_one(_FIND_INVITATION, {"token": token})
    return Invitation.from_row(row) if row else None


async def use_invitation(tx: Transaction, token: str, person_id: int, now: datetime) -> bool:
    """Use an invitation up; return False when it no longer holds."""
    return await tx.execute(_USE, {"token": token, "person_id": person_id, "now": to_text(now)}) == 1


async def withdraw_invitation(tx: Transaction, start_of_token: str, now: datetime) -> bool:
    """Make a link useless; return False when it was used or withdrawn before."""
    return await tx.execute(_WITHDRAW, {"start": f"{start_of_token}%", "now": to_text(now)}) == 1


def connect_group(tx: Transaction, group: TeamGroup, now: datetime) -> None:
    """Make this the group of the area; an area has one, and a group serves one area."""
    values = {"chat_id": group.chat_id, "area_id": group.area_id}
    tx.later(_DISCONNECT_OLD, values)
    tx.later(_CONNECT, values | {"has_topics": int(group.has_topics), "now": to_text(now)})


async def disconnect_group(tx: Transaction, chat_id: int) -> int | None:
    """Forget a group; return the area whose group it was."""
    row = await tx.fetch_one(_DISCONNECT, {"chat_id": chat_id})
    return int(row["area_id"]) if row else None


def move_group(tx: Transaction, old: int, new: int) -> None:
    """Remember the new number of a group that became a supergroup."""
    tx.later(_MOVE, {"old": old, "new": new})


async def list_groups(tx: Transaction) -> dict[int, TeamGroup]:
    """Return the groups by area."""
    rows = await tx.fetch_all(_LIST_GROUPS)
    return {row["area_id"]: TeamGroup(row["chat_id"], row["area_id"], bool(row["has_topics"])) for row in rows}
