"""Tips by coaches: written by one, approved by another, live in the area at once, and told to who wanted to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.chat.turn import Turn
from bot.db.database import Transaction
from bot.features.digest import keyboards, store
from bot.features.digest.models import AreaTip, TipForm
from bot.outbox.models import Message
from bot.people import staff_store
from bot.people.models import COACHES
from bot.people.staff_store import StaffMember

LONGEST_TITLE = 60
LONGEST_TEXT = 400


class Refused(StrEnum):
    """Why a tip does not go on."""

    GONE = "gone"
    OWN = "own"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The tip lies with these colleagues."""

    readers: int


@dataclass(frozen=True, slots=True)
class Live:
    """The tip is shown from now on, and so many people hear of it."""

    tip: AreaTip
    told: int


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """A colleague was first: who, if we know, and whether volunteers see the tip now."""

    title: str
    name: str | None
    is_live: bool


Outcome: TypeAlias = Proposed | Live | DecidedBefore | Refused


async def propose(turn: Turn, form: TipForm) -> Outcome:
    """Lay a tip before the other coaches of the area; with nobody to approve it, it waits for a colleague."""
    # Somebody may have two roles, and reads it once.
    readers = {one.chat_id: one.person_id for one in await _coaches(turn.tx, form.area_id) if one.person_id != turn.person.id}
    if not readers:
        return Refused.NOBODY
    tip = AreaTip(0, form.area_id, form.title, form.do, form.say, "proposed", turn.person.id)
    tip_id = await store.insert_tip(turn.tx, tip, form.question_id, turn.now)
    author = turn.person.name
    for chat_id, person_id in sorted(readers.items()):
        turn.tell(
            Message(
                key=f"decision:tip-{tip_id}:to-{person_id}",
                chat_id=chat_id,
                person_id=person_id,
                text="digest.please_approve",
                values={"title": tip.title, "do": tip.do, "say": tip.say, "author": author},
                keyboard=keyboards.approval(tip_id),
                due_at=turn.now,
            )
        )
    return Proposed(len(readers))


async def approve(turn: Turn, tip_id: int) -> Outcome:
    """Make a tip live, and tell who wanted to know; nobody approves an own tip, and only the first approval counts."""
    tip = await store.find_tip(turn.tx, tip_id)
    if tip is None or not turn.person.may_look_after(tip.area_id):
        return Refused.GONE
    if tip.author_id == turn.person.id:
        return Refused.OWN
    if not await store.approve_tip(turn.tx, tip_id, turn.person.id, turn.now):
        return await _decided_before(turn.tx, tip)
    wishes = await store.take_wishes(turn.tx, tip)
    values = {"title": tip.title, "do": tip.do, "say": tip.say}
    chats = {row["chat_id"]: row["person_id"] for row in wishes}
    for chat_id, person_id in sorted(chats.items()):
        key = f"thanks:tip-{tip_id}:person-{person_id}"
        turn.tell(Message(key, chat_id, "digest.wished_tip", turn.now, values=values, person_id=person_id))
    return Live(tip, len(chats))


async def reject(turn: Turn, tip_id: int) -> Outcome:
    """Send a proposed tip back; the author hears it."""
    tip = await store.find_tip(turn.tx, tip_id)
    if tip is None or not turn.person.may_look_after(tip.area_id):
        return Refused.GONE
    if tip.state != "proposed":
        return await _decided_before(turn.tx, tip)
    await store.withdraw_tip(turn.tx, tip_id)
    for one in _only_author(await _coaches(turn.tx, tip.area_id), tip.author_id):
        key = f"confirmation:tip-{tip_id}:rejected"
        turn.tell(
            Message(key, one.chat_id, "digest.tip_rejected", turn.now, values={"title": tip.title}, person_id=one.person_id)
        )
    return Live(tip, 0)


async def withdraw(turn: Turn, tip_id: int) -> AreaTip | None:
    """Take a tip away from the area."""
    tip = await store.find_tip(turn.tx, tip_id)
    if tip is None or not turn.person.may_look_after(tip.area_id) or not await store.withdraw_tip(turn.tx, tip_id):
        return None
    return tip


async def _decided_before(tx: Transaction, tip: AreaTip) -> DecidedBefore:
    decided = await store.find_tip(tx, tip.id) or tip
    return DecidedBefore(decided.title, await store.find_approver(tx, tip.id), decided.state == "live")


async def _coaches(tx: Transaction, area_id: int) -> list[StaffMember]:
    return [one for one in await staff_store.list_staff(tx, COACHES, area_id) if one.reachable]


def _only_author(found: Iterable[StaffMember], author_id: int | None) -> list[StaffMember]:
    return [one for one in found if one.person_id == author_id][:1]
