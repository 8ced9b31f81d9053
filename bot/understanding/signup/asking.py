"""When nothing fits exactly: what fits apart from the moment, or apart from the place; and which of some moments are meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import LOCAL_ZONE
from bot.understanding.signup.agenda import Agenda
from bot.understanding.signup.dates import find_moments
from bot.understanding.signup.intent_words import AGENDA
from bot.understanding.signup.matching import choose_events
from bot.understanding.signup.mentions import find_mentions
from bot.understanding.signup.places import find_places
from bot.understanding.signup.slots import Slot
from bot.understanding.signup.words import folded, read_message

_WHEN = frozenset({"date", "week", "weekday", "month", "range", "day part", "clock", "first"})
_WHERE = frozenset({"place", "location"})
_SAYS_NOTHING = frozenset({"half kind"})


@dataclass(frozen=True, slots=True)
class Around:
    """What is near to what somebody asked for: codes of events. `narrowed` says whether they asked for anything in particular."""

    narrowed: bool
    at_another_time: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def look_around(text: str, now: datetime, agenda: Agenda) -> Around:
    """Return what fits when the moment, or the place, in the message is let go."""
    message = read_message(text)
    upcoming = agenda.upcoming(now)
    mentions = find_mentions(message, upcoming, find_places(message, agenda.vocabulary), asking=True)

    def without(respects: frozenset[str]) -> tuple[str, ...]:
        kept = [mention for mention in mentions if mention.respect not in respects]
        return choose_events(message, kept, upcoming, AGENDA) if kept and len(kept) < len(mentions) else ()

    narrowed = any(mention.respect not in _SAYS_NOTHING for mention in mentions)
    return Around(narrowed, without(_WHEN), without(_WHERE))


def moments_meant(text: str, now: datetime, moments: Sequence[datetime]) -> tuple[int, ...]:
    """Return the places of the moments that the message names: "ik kan de 9e niet"; none when it names none of them."""
    tests = [when.fits for when in find_moments(folded(text), now.astimezone(LOCAL_ZONE)) if when.respect in _WHEN - {"first"}]
    local = [moment.astimezone(LOCAL_ZONE) for moment in moments]
    slots = [Slot(moment.date(), moment.hour * 60 + moment.minute) for moment in local]
    return tuple(place for place, slot in enumerate(slots) if tests and all(test(slot) for test in tests))
