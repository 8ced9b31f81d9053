"""The one table of who is asked, in which order, and how long we wait. It counts the time that coaches are there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Whom(StrEnum):
    """Who is asked on a rung of the ladder."""

    COACHES = "coaches"
    """The group where there is one, else every coach apart."""
    EACH_COACH = "each_coach"
    """Every coach apart, for the second time where there is no group."""
    COORDINATOR = "coordinator"
    BEHEERDER = "beheerder"


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is asked, and after how much open time it goes on to the next."""

    whom: Whom
    wait: timedelta


LADDER = (
    Rung(Whom.COACHES, timedelta(hours=4)),
    Rung(Whom.EACH_COACH, timedelta(hours=4)),
    Rung(Whom.COORDINATOR, timedelta(hours=4)),
    Rung(Whom.BEHEERDER, timedelta(hours=8)),
)
ANSWER_WITHIN = timedelta(hours=4)
"""Open time after which a coach who lets an asker wait is reminded, and after as much again the question is open for others."""

ALERT_WAIT = timedelta(minutes=10)
"""By the clock: how long a coach who is warned in a crisis has before the next one is."""

LONG_SILENCE = timedelta(hours=12)
"""After this long, whoever writes reads to whom it went: they may have forgotten that the conversation is open."""

LONGEST_QUESTION = 1500
_QUARTER = timedelta(minutes=15)


def rounded(moment: datetime) -> datetime:
    """Return the next full quarter of an hour, as people name a time."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (_QUARTER - past) if past else moment
