"""Puts a question before the coaches, and before the next of them when nobody picks it up. The tables say what is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.db.database import Transaction
from bot.features.handover import alerting, conversation_store, keyboards, telling
from bot.features.handover.models import Group, Handover, Kind, State
from bot.features.handover.rules import ANSWER_WITHIN, LADDER, Whom, rounded
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.quiet import out_of_the_night
from bot.people import area_store, reach
from bot.people.models import Role
from bot.people.staff_store import StaffMember

_ROLES = {
    Whom.COACHES: reach.COACHING,
    Whom.EACH_COACH: reach.COACHING,
    Whom.COORDINATOR: frozenset({Role.COORDINATOR}),
    Whom.BEHEERDER: frozenset({Role.BEHEERDER}),
}


async def can_ask(tx: Transaction, area_id: int, asker_id: int) -> bool:
    """Say whether there is anybody at all to ask in an area."""
    if await conversation_store.find_group(tx, area_id):
        return True
    return any([await reach.list_reachable(tx, area_id, roles, but=asker_id) for roles in _ROLES.values()])


async def ask_next(tx: Transaction, handover: Handover, now: datetime) -> tuple[Whom | None, datetime | None]:
    """Ask whoever stands on the next rung where there is somebody; return who that is, and until when we wait.

    Nobody is (None, None): then everybody was asked, and it stays on the list of the coaches.
    """
    area = await area_store.find_area(tx, handover.area_id)
    for step, rung in enumerate(LADDER[handover.step :], handover.step + 1):
        group = await conversation_store.find_group(tx, handover.area_id) if rung.whom is Whom.COACHES else None
        roles = _ROLES[rung.whom]
        members = [] if group else await reach.list_reachable(tx, handover.area_id, roles, but=handover.asker_id)
        if group is None and not members:
            continue
        until = rounded(reach.hours_of(area).after(now, rung.wait))
        asked = [member.person_id for member in members]
        group_id = group.chat_id if group else handover.group_id if rung.whom is not Whom.COACHES else None
        await conversation_store.note_asked(
            tx, handover, step=step, asked=asked, group_id=group_id, next_step_at=until
        )  # fmt: skip
        outbox.put(tx, _questions(handover, group, members, now, again=handover.round > 0))
        return rung.whom, until
    await conversation_store.note_asked(
        tx, handover, step=len(LADDER), asked=(), group_id=handover.group_id, next_step_at=None
    )  # fmt: skip
    return None, None


async def look(tx: Transaction, now: datetime) -> None:
    """Do what is due: coaches who left, groups that are gone, questions that nobody picked up, coaches who do not answer."""
    for handover in await conversation_store.list_left(tx):
        await let_go(tx, handover, now)
    for handover in await conversation_store.list_stranded(tx):
        await _ask_elsewhere(tx, handover, now)
    for handover in await conversation_store.list_due(tx, now):
        if handover.state is State.CLAIMED:
            await _remind(tx, handover, now)
        elif handover.kind is Kind.CRISIS:
            await alerting.warn_next(tx, handover, now)
        else:
            await _pass_on(tx, handover, now)


async def let_go(tx: Transaction, handover: Handover, now: datetime) -> None:
    """The coach who had it is gone or gives it back: ask the others, and tell the asker."""
    if not await conversation_store.release(tx, handover.id, now):
        return
    opened = await conversation_store.find_handover(tx, handover.id)
    if opened is None:  # pragma: no cover - it was there a moment ago
        return
    await telling.change(tx, opened, now, "handover.given_back")
    if opened.kind is Kind.CRISIS:
        await alerting.warn_next(tx, opened, now)
        return
    _, until = await ask_next(tx, opened, now)
    await telling.tell_asker(
        tx, opened, now, "handover.coach_left", {"coach": handover.coach_name, "until": telling.moment(until)}
    )  # fmt: skip


async def _pass_on(tx: Transaction, handover: Handover, now: datetime) -> None:
    whom, until = await ask_next(tx, handover, now)
    if whom is None:
        area = await area_store.find_area(tx, handover.area_id)
        await telling.tell_asker(
            tx, handover, now, "handover.nobody_yet", reach.contact_of(area), keyboards.withdraw(handover.id)
        )
        return
    if handover.step == 0:
        # It was open again because a coach is gone: then it is not late.
        values = {"coach": None, "until": telling.moment(until)}
        await telling.tell_asker(tx, handover, now, "handover.coach_left", values, keyboards.withdraw(handover.id))
        return
    values = {"whom": whom.value, "until": telling.moment(until)}
    await telling.tell_asker(tx, handover, now, "handover.passed_further", values, keyboards.withdraw(handover.id))


async def _ask_elsewhere(tx: Transaction, handover: Handover, now: datetime) -> None:
    """The group is gone or moved: ask again in the new one, or else every coach apart; the asker need not know."""
    group = await conversation_store.find_group(tx, handover.area_id)
    members = [] if group else await reach.list_reachable(tx, handover.area_id, but=handover.asker_id)
    area = await area_store.find_area(tx, handover.area_id)
    await conversation_store.note_asked(
        tx, handover, step=max(handover.step, 1), asked=[member.person_id for member in members],
        group_id=group.chat_id if group else None,
        next_step_at=rounded(reach.hours_of(area).after(now, LADDER[0].wait)),
    )  # fmt: skip
    outbox.put(tx, _questions(handover, group, members, now, again=True))


async def _remind(tx: Transaction, handover: Handover, now: datetime) -> None:
    """Remind a coach of an asker who waits; one who never said anything loses the question after the second time."""
    if handover.step > 0:
        await let_go(tx, handover, now)
        return
    area = await area_store.find_area(tx, handover.area_id)
    until = None if handover.is_answered else rounded(reach.hours_of(area).after(now, ANSWER_WITHIN))
    await conversation_store.wait(tx, handover.id, 1, until)
    values = {**handover.shown, "until": telling.moment(until)}
    await telling.tell_coach(tx, handover, now, "handover.asker_waits", values, keyboards.in_conversation(handover.id))


def _questions(
    handover: Handover, group: Group | None, members: Sequence[StaffMember], now: datetime, *, again: bool
) -> Iterable[Message]:
    due = out_of_the_night(now)
    values = {**handover.shown, "again": again}
    start = f"handover:{handover.mark}:round-{handover.round + 1}"
    keyboard = keyboards.claim(handover.id)
    if group is not None:
        title = "handover.topic" if group.has_topics else None
        yield Message(
            key=f"{start}:group", chat_id=group.chat_id, text="handover.question", values=values, keyboard=keyboard,
            due_at=due, opens_topic=title,
        )  # fmt: skip
    for member in members:
        yield Message(
            key=f"{start}:to-{member.person_id}", chat_id=member.chat_id, person_id=member.person_id,
            text="handover.question", values=values, keyboard=keyboard, due_at=due,
        )  # fmt: skip
