"""Decides who may be what and where: areas, invitations, roles and groups. One function per use case."""

import hashlib
import secrets

from bot.chat.turn import Turn
from bot.features.team import store
from bot.features.team.filling_in import Fault, code_for, fill_in
from bot.features.team.models import (
    INVITABLE,
    INVITATION_LASTS,
    AreaField,
    Invitation,
    InvitationOutcome,
    Invited,
    Refusal,
    TeamGroup,
)
from bot.outbox.models import Message
from bot.people import area_store, audit, staff_store
from bot.people.areas import Area
from bot.people.models import COACHES, Role
from bot.people.staff_store import StaffMember

_SHORT = 20
"""How much of the hash of a link stands in a button: enough to be the only one."""


async def list_my_areas(turn: Turn) -> list[Area]:
    """Return the areas that this person looks after."""
    return [area for area in await area_store.list_areas(turn.tx) if turn.person.may_look_after(area.id)]


async def find_my_area(turn: Turn, area_id: int) -> Area | None:
    """Return an area, if this person looks after it."""
    return await area_store.find_area(turn.tx, area_id) if turn.person.may_look_after(area_id) else None


async def make_area(turn: Turn, name: str, gemeente: str) -> Area:
    """Make a new area; the beheerder who makes it fills in the rest."""
    taken = {area.code for area in await area_store.list_areas(turn.tx)}
    area = await area_store.save_area(turn.tx, Area(0, code_for(name, taken), name, gemeente))
    audit.note(turn.tx, turn.now, "area_made", subject=area.code)
    return area


async def fill_in_area(turn: Turn, area: Area, field: AreaField, typed: str) -> Area | Fault:
    """Fill in one field of an area, or say what is wrong with what was typed."""
    filled = fill_in(area, field, typed, turn.now.date())
    if isinstance(filled, Area):
        filled = await area_store.save_area(turn.tx, filled)
        audit.note(turn.tx, turn.now, "area_changed", subject=f"{area.code} {field}")
    return filled


def may_give(turn: Turn, role: Role, area_id: int | None) -> bool:
    """Say whether this person may give or take this role there."""
    return Role.BEHEERDER in turn.person.roles or (role is not Role.BEHEERDER and turn.person.may_look_after(area_id))


def invite(turn: Turn, role: Role, area_id: int | None) -> tuple[str, str]:
    """Make an invitation; return the link, and the start of its hash for the button that withdraws it."""
    token = secrets.token_urlsafe(16)
    hashed = _hash(token)
    store.insert_invitation(turn.tx, hashed, role, area_id, turn.person.id, turn.now, turn.now + INVITATION_LASTS)
    return turn.link("team", token), hashed[:_SHORT]


async def open_invitation(turn: Turn, token: str) -> InvitationOutcome:
    """Look at the invitation behind a link."""
    return await _judge(turn, await store.find_invitation(turn.tx, _hash(token)))


async def accept_invitation(turn: Turn, token_hash: str, name: str) -> InvitationOutcome:
    """Give the role of an invitation to this person, under this name; a link works once."""
    outcome = await _judge(turn, await store.find_invitation(turn.tx, token_hash))
    if not isinstance(outcome, Invited):
        return outcome
    if not await store.use_invitation(turn.tx, token_hash, turn.person.id, turn.now):  # pragma: no cover - one write door
        return Refusal.USED
    invitation = outcome.invitation
    staff_store.name_person(turn.tx, turn.person.id, name)
    staff_store.appoint(turn.tx, turn.person.id, invitation.role, invitation.area_id)
    audit.note(turn.tx, turn.now, "appointed", subject=_subject(invitation.role, outcome.area))
    return outcome


async def withdraw_invitation(turn: Turn, start_of_hash: str) -> bool:
    """Make a link useless; return False when it was used or withdrawn before."""
    if len(start_of_hash) != _SHORT or not start_of_hash.isalnum():
        return False
    gone = await store.withdraw_invitation(turn.tx, start_of_hash, turn.now)
    if gone:
        audit.note(turn.tx, turn.now, "invitation_withdrawn")
    return gone


async def withdraw_role(turn: Turn, member: StaffMember) -> bool:
    """Take a role away and tell who had it; return False when it was gone already."""
    if not await staff_store.withdraw(turn.tx, member.person_id, member.role, member.area_id):
        return False
    area = await area_store.find_area(turn.tx, member.area_id)
    audit.note(turn.tx, turn.now, "withdrawn", subject=_subject(member.role, area))
    if member.person_id != turn.person.id:
        turn.tell(
            Message(
                key=f"confirmation:role-withdrawn:update-{turn.update_id}",
                chat_id=member.chat_id,
                person_id=member.person_id,
                text="team.you_are_withdrawn",
                values={"role": member.role.value, "area": area.name if area else None},
                due_at=turn.now,
            )
        )
    return True


async def change_role(turn: Turn, member: StaffMember, role: Role) -> bool:
    """Give a member of staff another role in the same area instead of this one; who had it is told."""
    if role not in other_roles(member) or not may_give(turn, role, member.area_id):
        return False
    # The new role first: somebody in a conversation goes on with it.
    staff_store.appoint(turn.tx, member.person_id, role, member.area_id)
    await staff_store.withdraw(turn.tx, member.person_id, member.role, member.area_id)
    area = await area_store.find_area(turn.tx, member.area_id)
    audit.note(turn.tx, turn.now, "role_changed", subject=f"{_subject(role, area)} instead of {member.role}")
    if member.person_id != turn.person.id:
        turn.tell(
            Message(
                key=f"confirmation:role-changed:update-{turn.update_id}",
                chat_id=member.chat_id,
                person_id=member.person_id,
                text="team.your_role_changed",
                values={"role": role.value, "before": member.role.value, "area": area.name if area else None},
                due_at=turn.now,
            )
        )
    return True


def other_roles(member: StaffMember) -> tuple[Role, ...]:
    """Return the roles that somebody could have instead; a beheerder is everywhere, so that is no change within an area."""
    return tuple(role for role in INVITABLE if Role.BEHEERDER not in (role, member.role) and role is not member.role)


async def find_member(turn: Turn, person_id: int, role: str, area_id: int | None) -> StaffMember | None:
    """Return a member of staff, if this person may give and take that role there."""
    for member in await staff_store.list_staff(turn.tx):
        if (member.person_id, member.role.value, member.area_id) == (person_id, role, area_id):
            return member if may_give(turn, member.role, area_id) else None
    return None


def connect_group(turn: Turn, area: Area) -> None:
    """Make the group in which this is said the group of the coaches of an area."""
    chat = turn.update.effective_chat
    has_topics = bool(chat and chat.is_forum)
    store.connect_group(turn.tx, TeamGroup(turn.said.chat_id, area.id, has_topics), turn.now)
    audit.note(turn.tx, turn.now, "group_connected", subject=area.code)


async def lose_group(turn: Turn) -> None:
    """Forget a group that threw us out, and tell its coaches: from now on they are asked one by one."""
    area = await area_store.find_area(turn.tx, await store.disconnect_group(turn.tx, turn.said.chat_id))
    if area is None:
        return
    audit.note(turn.tx, turn.now, "group_lost", subject=area.code)
    for chat_id in sorted({member.chat_id for member in await staff_store.list_staff(turn.tx, COACHES, area.id)}):
        turn.tell(
            Message(
                key=f"alert:group-lost:update-{turn.update_id}:to-{chat_id}",
                chat_id=chat_id,
                text="team.group_lost",
                values={"area": area.name},
                due_at=turn.now,
            )
        )


async def _judge(turn: Turn, invitation: Invitation | None) -> InvitationOutcome:
    if invitation is None:
        return Refusal.UNKNOWN
    if invitation.is_used:
        return Refusal.USED
    if invitation.is_withdrawn:
        return Refusal.WITHDRAWN
    if invitation.expires_at <= turn.now:
        return Refusal.EXPIRED
    return Invited(invitation, await area_store.find_area(turn.tx, invitation.area_id))


def _hash(token: str) -> str:
    # Who reads the database, or a backup of it, must not be able to use a link.
    return hashlib.sha256(token.encode()).hexdigest()


def _subject(role: Role, area: Area | None) -> str:
    return f"{role} {area.code if area else ''}".strip()
