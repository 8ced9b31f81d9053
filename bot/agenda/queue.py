"""The rules of the waiting list, without a database: who gets a free seat, and how long it is held for them.

1. Free seats go to the first in the queue whose whole party fits. Nobody gets half of their party in.
2. A party too big for the seats that are free may be passed twice. Then free seats are saved until there are enough for it, so
   that pairs and families are not passed for ever; but from three days before the start no chair is kept empty.
3. A seat is held for 48 hours, or for half of the time until the start if that is less. A message that would come at night waits
   until eight, and time that runs out at night runs on into the morning. In the last hour nothing is offered any more.
4. Who lets an offer run out goes to the end of the queue, and is asked again when another seat comes free. So an empty seat is
   not offered round and round to people who do not answer, and somebody new can simply take it.
5. Who has no Telegram is called by a coach, who taps what they said; the same hold, the same order. Who cannot be reached, not
   even by a coach, is not offered anything and holds up nobody, but keeps their place for when they are back.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.agenda.models import Event, Registration
from bot.outbox.quiet import out_of_the_night

MOST_PASSED = 2
STOP_SAVING = timedelta(days=3)
LONGEST_HOLD = timedelta(hours=48)
LAST_OFFER = timedelta(hours=1)
_AWAKE = timedelta(hours=1)  # after eight, to see the message


@dataclass(frozen=True, slots=True)
class Round:
    """Who gets seats now, in order, and who was passed by how many of them."""

    chosen: tuple[Registration, ...]
    passed: Counter[Registration]


@dataclass(frozen=True, slots=True)
class Hold:
    """When somebody hears about their seat, and until when it is held."""

    told_at: datetime
    until: datetime


def choose(waiting: Iterable[Registration], free: int, capacity: int, *, saving: bool) -> Round:
    """Choose who gets the free seats; `waiting` are those who may be asked, in order of the queue."""
    chosen: list[Registration] = []
    too_big: list[Registration] = []
    passed: Counter[Registration] = Counter()
    for registration in waiting:
        if saving and any(other.passed + passed[other] >= MOST_PASSED for other in too_big):
            break
        if registration.seats <= free:
            free -= registration.seats
            chosen.append(registration)
            passed.update(too_big)
        elif registration.seats <= capacity:  # a party bigger than the room waits for a bigger room
            too_big.append(registration)
    return Round(tuple(chosen), passed)


def is_saving(event: Event, now: datetime) -> bool:
    """Say whether seats may still be kept empty for a big party."""
    return event.starts_at - now > STOP_SAVING


def is_saved_for(registration: Registration, capacity: int) -> bool:
    """Say whether seats are saved for this party now."""
    return registration.passed >= MOST_PASSED and registration.seats <= capacity


def hold(now: datetime, starts_at: datetime) -> Hold | None:
    """Return when to tell and until when to hold a seat; None when the start is too near to ask anybody."""
    if starts_at - now < LAST_OFFER:
        return None
    told_at = out_of_the_night(now)
    if starts_at - told_at < LAST_OFFER:
        told_at = now
    until = told_at + min(LONGEST_HOLD, (starts_at - told_at) / 2)
    morning = out_of_the_night(until)
    if morning > until and starts_at > morning:
        until = morning + min(_AWAKE, (starts_at - morning) / 2)
    return Hold(told_at, _on_the_quarter(until) if until - told_at > _AWAKE else until)


def _on_the_quarter(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
