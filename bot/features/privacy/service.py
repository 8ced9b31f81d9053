"""What somebody can do with what is kept about them: see it, take it along, correct it, have it erased."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.agenda import personal as agenda
from bot.agenda.personal import Detail
from bot.chat.dialogues import Dialogue
from bot.chat.turn import Turn
from bot.features.privacy import store
from bot.features.privacy.models import Correctable, InRegistration, OwnName, Wrong, tidy
from bot.features.privacy.records import Records
from bot.outbox.models import Message
from bot.people import area_store, audit, staff_store
from bot.people.models import STAFF, Role
from bot.retention import PERIODS

FEATURE = "privacy"
_CONFIRM_WITHIN = timedelta(days=1)
# Another feature's form would be lost; the topic of a coaching question is only a memory.
_MAY_BE_REPLACED = frozenset({FEATURE, "coaching"})


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody gives up by being erased."""

    is_staff: bool
    is_only_beheerder: bool


async def collect(turn: Turn, records: Records) -> dict[str, list[dict[str, Any]]]:
    """Return everything about the speaker, to read."""
    return await records.export(turn.tx, turn.person.id)


async def take_along(turn: Turn, records: Records) -> dict[str, Any]:
    """Return everything about the speaker, as it goes into a file, and count that it was asked for."""
    found = await records.export(turn.tx, turn.person.id)
    audit.note(turn.tx, turn.now, "exported", counts={name: len(rows) for name, rows in found.items() if rows})
    return {"gemaakt_op": turn.now.isoformat(), **found}


async def weigh_leaving(turn: Turn) -> Leaving:
    """Say what the speaker would give up."""
    roles = turn.person.roles
    others = await store.count_other_beheerders(turn.tx, turn.person.id, turn.person.telegram_id, turn.beheerders)
    return Leaving(bool(roles & STAFF), Role.BEHEERDER in roles and others == 0)


def may_still_confirm(asked_at: str, now: datetime) -> bool:
    """Say whether a question to erase everything is recent enough: an old button must not erase by one stray tap."""
    if not asked_at.isdecimal() or len(asked_at) > 12:  # noqa: PLR2004 - seconds since 1970
        return False
    return timedelta(0) <= now - datetime.fromtimestamp(int(asked_at), now.tzinfo) <= _CONFIRM_WITHIN


async def erase(turn: Turn, records: Records) -> None:
    """Erase the speaker everywhere, in the middle of anything, and say goodbye with a message that leaves no row behind.

    Only the count of rows is kept, without who it was.
    """
    counts = await records.erase(turn.tx, turn.person.id, turn.now)
    audit.note(turn.tx, turn.now, "erased", counts=counts)
    turn.tell(
        Message(
            key=f"goodbye:update-{turn.update_id}",
            chat_id=turn.person.telegram_id,
            text="privacy.erased",
            due_at=turn.now,
            live=True,
        )
    )


def open_form(turn: Turn, what: Correctable) -> bool:
    """Ask for a new value; return False when another form is open, which would be lost."""
    if turn.dialogue is not None and turn.dialogue.feature not in _MAY_BE_REPLACED:
        return False
    match what:
        case OwnName():
            dialogue = Dialogue(FEATURE, "name", {})
        case InRegistration(registration_id, detail):
            dialogue = Dialogue(FEATURE, "registration", {"registration_id": registration_id, "detail": detail.value})
    turn.open_dialogue(dialogue, turn.now + PERIODS["form"].keep)
    return True


def form_of(turn: Turn) -> Correctable | None:
    """Return what the speaker is correcting, if anything."""
    dialogue = turn.dialogue
    if dialogue is None or dialogue.feature != FEATURE:
        return None
    if dialogue.step == "name":
        return OwnName()
    return InRegistration(dialogue.data["registration_id"], Detail(dialogue.data["detail"]))


async def move(turn: Turn, area_id: int) -> bool:
    """Move the speaker to another area; return False when there is no such area."""
    if await area_store.find_area(turn.tx, area_id) is None:
        return False
    area_store.choose_area(turn.tx, turn.person.id, area_id)
    return True


def close_form(turn: Turn) -> None:
    """Leave everything as it was."""
    if form_of(turn) is not None:
        turn.end_dialogue()


async def correct(turn: Turn, what: Correctable, words: str) -> str | Wrong | None:
    """Keep a new value and close the form; return it as kept, or what is wrong with it, or None when it is no longer there."""
    value = tidy(words)
    if isinstance(value, Wrong):
        return value
    return value if await _keep(turn, what, value) else None


async def empty(turn: Turn, what: InRegistration) -> bool:
    """Forget one detail; a name cannot be missed on a list. Returns whether it was the speaker's and may be empty."""
    return what.detail is not Detail.NAME and await _keep(turn, what, None)


async def _keep(turn: Turn, what: Correctable, value: str | None) -> bool:
    close_form(turn)
    match what:
        case OwnName() if value is not None:
            staff_store.name_person(turn.tx, turn.person.id, value)
            return True
        case InRegistration(registration_id, detail):
            return await agenda.correct(turn.tx, registration_id, turn.person.id, detail, value, turn.now)
        case _:  # pragma: no cover - an own name is never emptied
            return False
