"""How long everything is kept, and why: the one list. /privacy tells it to people, and a test holds the two together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Period:
    """How long, in the words of /privacy, and the reason."""

    keep: timedelta
    says: str
    why: str

    def before(self, now: datetime) -> datetime:
        """Return the moment from before which nothing may be left."""
        return now - self.keep


PERIODS: Final[Mapping[str, Period]] = {
    # All that is theirs goes too. Staff stays as long as they are staff.
    "people": Period(timedelta(days=365), "een jaar", "who is silent for a year will hardly come back"),
    "questions": Period(timedelta(days=365), "een jaar", "a year shows what volunteers struggle with in every season"),
    # Then only numbers are left.
    "registrations": Period(timedelta(days=183), "zes maanden", "the evaluation after three months, and the half-yearly count"),
    "handovers": Period(timedelta(days=30), "dertig dagen", "whoever comes back to it soon need not tell it all again"),
    "surveys": Period(timedelta(days=100), "honderd dagen", "the later question comes after three months, with one reminder"),
    "wishes": Period(timedelta(days=90), "negentig dagen", "a tip that comes later than that is no answer any more"),
    "invitations": Period(timedelta(days=30), "dertig dagen", "long enough to see whether a link was used"),
    # Until somebody may ask again: "en als hij dan boos wordt?" belongs to the question before it.
    "topic": Period(timedelta(hours=2), "twee uur", "so long a follow-up is understood"),
    "form": Period(timedelta(days=1), "een dag", "who was called away half-way goes on the same day, or not at all"),
    # Longer would hide a new update behind an old id: after a silent week Telegram starts again from a random number.
    "inbox": Period(timedelta(hours=48), "48 uur", "Telegram offers an update for 24 hours at most"),
    "answers": Period(timedelta(hours=48), "48 uur", "an answer belongs to one update, so it cannot be planned again after that"),
    "planned": Period(timedelta(days=400), "vierhonderd dagen", "what was planned may be planned again while its event is there"),
    "audit": Period(timedelta(days=5 * 365), "vijf jaar", "so long the council may ask what was erased, and when"),
}
