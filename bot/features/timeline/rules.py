"""The one table of what happens around a bijeenkomst: when each message is due, until when it still helps, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TypeAlias

from bot.agenda.attention import asked_to_decide_at, too_late_to_decide_at
from bot.agenda.models import EventPart
from bot.clock import LOCAL_ZONE
from bot.features.timeline.models import Choice

When: TypeAlias = Callable[[EventPart], datetime]

EVENING = time(20)
"""What would fall in the quiet hours waits for the morning; what the morning is too late for goes at 20.00 before."""

PLAN_AHEAD = timedelta(hours=36)
"""How far ahead messages lie ready. Further on they are only worked out, so that planning stays quick."""

ATTENDANCE_OPEN = timedelta(days=2)
"""How long after a dagdeel attendance can still be noted."""


def days(number: int, hour: int, minute: int = 0) -> When:
    """On a wall clock in Amsterdam, so many days before (-) or after the day on which the dagdeel begins."""

    def when(part: EventPart) -> datetime:
        day = part.starts_at.astimezone(LOCAL_ZONE).date() + timedelta(days=number)
        return datetime.combine(day, time(hour, minute), LOCAL_ZONE).astimezone(UTC)

    return when


def before(**length: float) -> When:
    """So long before the dagdeel begins, in real hours: also in the night that the clocks change."""
    return lambda part: part.starts_at - timedelta(**length)


def after(**length: float) -> When:
    """So long after the dagdeel ends."""
    return lambda part: part.ends_at + timedelta(**length)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message around a dagdeel (or around the first or last one, for what comes once)."""

    name: str
    due: When
    helps_until: When
    why: str
    waits_for_morning: bool = True
    """Keeps the quiet hours."""
    at_once: bool = False
    """Who comes on the list later gets it then; otherwise somebody who joins after it was due has just heard it all."""
    says_tomorrow: bool = False
    """Says 'morgen' or 'vandaag', so it is only right on the day for which it was written."""


# For the coach

GO_NO_GO = Kind(
    "go-no-go",
    asked_to_decide_at, too_late_to_decide_at,
    "Two weeks ahead the coach decides, as in the guide; from two days ahead people count on it.",
)  # fmt: skip
GO_NO_GO_AGAIN = Kind(
    "go-no-go-again",
    days(-10, 9), too_late_to_decide_at,
    "A coach who did not answer is asked once more, while people can still be found.",
)  # fmt: skip
CALL_EARLY = Kind(
    "call-early",
    days(-15, 10), days(-2, 17),
    "Before the go/no-go: who cannot be reached may not be coming at all.",
)  # fmt: skip
CALL_LATE = Kind(
    "call-late",
    days(-1, 9), before(minutes=30),
    "The morning before, so that there is a day to call.",
)  # fmt: skip
ATTENDANCE = Kind(
    "list",
    before(hours=0), after(days=2),
    "At the start, whoever is in the room can tick; the list closes two days after.",
    waits_for_morning=False,
)  # fmt: skip
ATTENDANCE_AGAIN = Kind(
    "list-again",
    days(1, 10), after(days=2),
    "The next morning, when nothing was ticked.",
)  # fmt: skip
ABSENT = Kind(
    "absent",
    days(1, 10), after(days=5),
    "The next morning: by then mistakes in the list are mended, and a call still shows that somebody was missed.",
)  # fmt: skip

# For who is on the list

COMING = Kind(
    "first",
    days(-7, 10), days(-4, 10),
    "A week ahead a free seat can still be given away.",
)  # fmt: skip
COMING_AGAIN = Kind(
    "again",
    days(-4, 10), days(-2, 17),
    "Who was silent or not sure gets one more question; after that only the coach calls.",
)  # fmt: skip
PRACTICAL = Kind(
    "practical",
    days(-3, 10), before(minutes=30),
    "Three days ahead people arrange their trip; who joins later gets it at once.",
    at_once=True,
)  # fmt: skip
DAY_BEFORE = Kind(
    "day-before",
    days(-1, 17), before(hours=3),
    "At the end of the afternoon people think about tomorrow; three hours ahead the short one comes.",
    says_tomorrow=True,
)  # fmt: skip
HOURS_BEFORE = Kind(
    "hours-before",
    before(hours=2), before(minutes=30),
    "Two hours ahead there is time to travel; within half an hour it only makes people feel late.",
    says_tomorrow=True,
)  # fmt: skip
THANKS = Kind(
    "thanks",
    after(hours=1), after(days=7),
    "While it is fresh, once the trainer has ticked who was there.",
)  # fmt: skip
MISSED_YOU = Kind(
    "missed-you",
    days(1, 11), after(days=7),
    "Not before the list is sure; a week later it would come out of the blue.",
)  # fmt: skip

REMINDERS: dict[Choice, tuple[Kind, ...]] = {
    Choice.NORMAL: (DAY_BEFORE, HOURS_BEFORE),
    Choice.EARLIER: (
        Kind("day-before", days(-2, 10), before(hours=5), "Chosen: two days ahead.", says_tomorrow=True),
        Kind("hours-before", before(hours=4), before(minutes=30), "Chosen: four hours ahead.", says_tomorrow=True),
    ),
    Choice.LATER: (
        Kind("day-before", days(-1, 20), before(hours=2), "Chosen: the evening before.", says_tomorrow=True),
        Kind("hours-before", before(hours=1), before(minutes=30), "Chosen: an hour ahead.", says_tomorrow=True),
    ),
    Choice.NONE: (),
}
"""What somebody may choose under /herinneringen. The names stay the same, so that another choice moves what lies ready."""

LOOK_AHEAD = timedelta(days=15) + PLAN_AHEAD
LOOK_BACK = timedelta(days=8)
"""Only events with a dagdeel between these have anything to plan."""
