"""Gathers one week of one area, and decides who reads it. One function per use case."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.agenda import attention, ratings
from bot.agenda import store as agenda
from bot.agenda.models import ON_THE_LIST, Event
from bot.chat.turn import Turn
from bot.clock import LOCAL_ZONE, from_text, week_of
from bot.db.database import Transaction
from bot.features.digest import keyboards, store
from bot.features.digest.models import NO_AREA, Coming, Evaluated, Facts, monday_of, week_before
from bot.features.digest.picture import picture_of
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.people import area_store, staff_store
from bot.people.models import COACHES, Role

LOOKS_BACK = 8  # weeks in the picture
_USUAL_OVER = 4  # weeks that make "usual"
_LOOKS_AHEAD = timedelta(weeks=4)
SENT_AT = time(8, 30)
# After a Monday on which we were off it still helps until Thursday; then the next one is nearer.
_TOO_LATE = timedelta(days=3)
_KEEP_WEEKS = 104


async def gather(tx: Transaction, area_id: int, week: str, now: datetime) -> Facts:
    """Count one week of one area; what lies ahead is seen from `now`."""
    area = await area_store.find_area(tx, area_id)
    counts = await store.count_questions(tx, area_id, week_before(week, LOOKS_BACK - 1), week)
    weeks = tuple((name, counts.get(name, 0)) for name in (week_before(week, ago) for ago in range(LOOKS_BACK - 1, -1, -1)))
    before = [number for _, number in weeks[-1 - _USUAL_OVER : -1]]
    handovers, oldest = await store.find_handovers(tx, area_id)
    monday = datetime.combine(monday_of(week), time(), LOCAL_ZONE)
    return Facts(
        week=week,
        area_id=area_id,
        area=area.name if area else None,
        questions=counts.get(week, 0),
        usual=sum(before) / len(before),
        weeks=weeks,
        themes=tuple(await store.list_themes(tx, area_id, week)),
        unanswered=await store.count_unanswered(tx, area_id, week),
        not_helped=tuple(await store.list_not_helped(tx, area_id, week)),
        crises=await store.count_crises(tx, area_id, week),
        handovers_open=handovers,
        oldest_handover_days=(now - from_text(oldest)).days if oldest else 0,
        coming=tuple([await _coming(tx, event) for event in await _events_ahead(tx, area_id, now)]),
        evaluated=await _evaluated(tx, area_id, monday),
        to_call=await attention.count_to_call(tx, now, area_id or None),
        to_decide=len(await attention.list_to_decide(tx, now, area_id or None)),
    )


async def plan(tx: Transaction, now: datetime) -> None:
    """Job: on Monday from half past eight lay the digest of the week before in the tray, once per area and reader."""
    local = now.astimezone(LOCAL_ZONE)
    week = week_of(now)
    due = datetime.combine(monday_of(week), SENT_AT, LOCAL_ZONE)
    if not due <= local < due + _TOO_LATE:
        return
    told = week_before(week)
    groups = await store.list_groups(tx)
    for area_id in (NO_AREA, *(area.id for area in await area_store.list_areas(tx))):
        if await store.is_planned(tx, told, area_id):
            continue
        store.mark_planned(tx, told, area_id, now)
        facts = await gather(tx, area_id, told, now)
        if not facts.is_empty:
            chats = {
                one.chat_id: one.person_id for one in await staff_store.list_staff(tx) if _reads(one.role, one.area_id, area_id)
            }
            outbox.put(tx, _messages(facts, chats, groups.get(area_id), now, due + _TOO_LATE))


async def close_weeks(tx: Transaction, now: datetime) -> None:
    """Job: forget who asked in weeks that are over; only numbers stay."""
    this_week = week_of(now)
    store.close_weeks(tx, this_week, week_before(this_week, _KEEP_WEEKS))


async def areas_of(turn: Turn) -> list[tuple[int, str | None]]:
    """Return the areas whose digest this person may read: number and name; a beheerder also reads what has no area."""
    mine: list[tuple[int, str | None]] = [
        (area.id, area.name) for area in await area_store.list_areas(turn.tx) if turn.person.may_look_after(area.id)
    ]
    return [*mine, (NO_AREA, None)] if Role.BEHEERDER in turn.person.roles else mine


def may_read(turn: Turn, area_id: int) -> bool:
    """Say whether this person may read the digest of an area."""
    return turn.person.may_look_after(area_id or None)


def _reads(role: Role, of: int | None, area_id: int) -> bool:
    if role is Role.BEHEERDER:
        return area_id == NO_AREA
    return role in COACHES and of == area_id


def _messages(
    facts: Facts, chats: dict[int, int], group: tuple[int, bool] | None, now: datetime, expires_at: datetime
) -> Iterator[Message]:
    everyone: dict[int, int | None] = {**chats}
    if group is not None and group[1]:
        everyone[group[0]] = None
    for chat_id, person_id in sorted(everyone.items()):
        yield Message(
            key=f"digest:{facts.week}:area-{facts.area_id}:to-{chat_id}",
            chat_id=chat_id,
            person_id=person_id,
            text="digest.week",
            values={"facts": facts.as_values(), "so_far": False},
            keyboard=keyboards.under_digest(facts, in_group=person_id is None),
            attachment=picture_of(facts),
            due_at=now,
            expires_at=expires_at,
        )


async def _events_ahead(tx: Transaction, area_id: int, now: datetime) -> list[Event]:
    found = await agenda.list_events(tx, after=now, before=now + _LOOKS_AHEAD, area_id=area_id or None)
    return [event for event in found if (event.area_id or NO_AREA) == area_id and event.takes_place]


async def _coming(tx: Transaction, event: Event) -> Coming:
    taken = sum(one.seats for one in await agenda.list_registrations(tx, event.id, *ON_THE_LIST))
    return Coming(
        event_id=event.id,
        code=event.code,
        title=event.title,
        day=event.starts_at.astimezone(LOCAL_ZONE).date().isoformat(),
        taken=taken,
        minimum=event.minimum,
        capacity=event.capacity,
        waiting=await store.count_waiting(tx, event.id),
        state=event.state.value,
    )


async def _evaluated(tx: Transaction, area_id: int, monday: datetime) -> tuple[Evaluated, ...]:
    found = await ratings.list_ratings(tx, after=monday, before=monday + timedelta(weeks=1))
    mine = [rating for rating in found if (rating.area_id or NO_AREA) == area_id]
    return tuple(
        Evaluated(
            rating.event_id, rating.title, rating.answered, rating.invited,
            average.grade if (average := rating.averages.get("grade_event")) else None,
        )
        for rating in mine
    )  # fmt: skip
