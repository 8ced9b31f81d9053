"""When exactly a message may leave: its own time, moved out of the quiet hours, and not when it no longer helps. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.agenda.models import EventPart
from bot.clock import LOCAL_ZONE
from bot.features.timeline.rules import EVENING, Kind
from bot.outbox.quiet import is_quiet, out_of_the_night

_JUST_NOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Slot:
    """From when a message may leave, and from when it is too late for it."""

    due_at: datetime
    expires_at: datetime


def slot(
    kind: Kind, part: EventPart, now: datetime, *, joined: datetime | None = None, due: datetime | None = None
) -> Slot | None:
    """Return when this kind of message comes for this dagdeel, or None when it must not come (any more).

    `joined` is when somebody came on the list; `due` replaces the time that the table gives.
    """
    due, helps_until = due or kind.due(part), kind.helps_until(part)
    if joined is not None and joined >= due:
        if not kind.at_once:
            return None
        if now - joined <= _JUST_NOW:
            # They are typing to us at this moment, so it is not too late in the evening for them.
            return Slot(joined, helps_until) if now < helps_until else None
        due = joined
    if kind.waits_for_morning:
        due = _outside_quiet_hours(due, helps_until)
        if due <= now and is_quiet(now):
            due = out_of_the_night(now)
    leaves = max(due, now)
    if leaves >= helps_until:
        return None
    return Slot(due, min(helps_until, _midnight_after(leaves)) if kind.says_tomorrow else helps_until)


def days_between(earlier: datetime, later: datetime) -> int:
    """Return how many nights lie between two moments in Amsterdam: 0 is 'vandaag', 1 is 'morgen'."""
    return (later.astimezone(LOCAL_ZONE).date() - earlier.astimezone(LOCAL_ZONE).date()).days


def _outside_quiet_hours(moment: datetime, helps_until: datetime) -> datetime:
    if not is_quiet(moment):
        return moment
    morning = out_of_the_night(moment)
    return morning if morning < helps_until else _evening_before(moment)


def _evening_before(moment: datetime) -> datetime:
    local = moment.astimezone(LOCAL_ZONE)
    day = local.date() - timedelta(days=1 if local.time() < EVENING else 0)
    return datetime.combine(day, EVENING, LOCAL_ZONE).astimezone(UTC)


def _midnight_after(moment: datetime) -> datetime:
    day = moment.astimezone(LOCAL_ZONE).date() + timedelta(days=1)
    return datetime.combine(day, time(0), LOCAL_ZONE).astimezone(UTC)
