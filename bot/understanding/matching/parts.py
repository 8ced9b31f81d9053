"""Cuts a message into its parts, to notice that it is about two things at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.matching.corpus import OUTSIDE, VAGUE
from bot.understanding.matching.model import Model

_CUT = re.compile(
    r"[.!?;\n]+|,? en (?:ook|daarnaast|verder|dan)\b|\b(?:daarnaast|bovendien|verder|ook nog)\b|, (?:en|maar|ook) | en | maar ",
    re.IGNORECASE,
)
_SHORTEST = 3
_MOST = 8  # of 2,179 questions in the sets none has more: that is one long story, and each part costs as much as a question
# How sure a part must be, and how likely the whole, to name a second situation under the tips for the first.
_SURE_OF_PART = 0.3
_LIKELY_IN_WHOLE = 0.04
# And to let the asker choose. By the looser bounds one question in twenty about one situation became a choice, nearly always with
# the right situation first.
_SURER_OF_PART = 0.5
_LIKELIER_IN_WHOLE = 0.15


@dataclass(frozen=True, slots=True)
class Second:
    """The other situation that a message is about; `surely` when nobody can tell which of the two matters most."""

    id: str
    surely: bool


def parts_of_message(text: str) -> list[str]:
    """Return the parts that are long enough to mean something; none when there is just one, or more than two questions have."""
    parts = [part.strip() for part in _CUT.split(text) if len(part.split()) >= _SHORTEST]
    return parts if 1 < len(parts) <= _MOST else []


def second_of(text: str, topics: Mapping[str, float], model: Model) -> Second | None:
    """Return the situation after the likeliest, when one part of the message is about the one and another about the other."""
    likely = {topic: share for topic, share in topics.items() if share >= _LIKELY_IN_WHOLE and topic not in {OUTSIDE, VAGUE}}
    if len(likely) <= 1:
        return None
    sure = _sure_of(text, model)
    both = sorted(likely.keys() & sure.keys(), key=likely.__getitem__, reverse=True)
    if len(both) <= 1:
        return None
    surely = [topic for topic in both if sure[topic] >= _SURER_OF_PART and likely[topic] >= _LIKELIER_IN_WHOLE]
    first = max(likely, key=likely.__getitem__)
    return Second(next(topic for topic in both if topic != first), len(surely) > 1)


def _sure_of(text: str, model: Model) -> dict[str, float]:
    """Return how sure a part of the message is about a situation, for each that a part is most about."""
    sure: dict[str, float] = {}
    for part in parts_of_message(text):
        topics = model.topics(part)
        best = max(topics, key=topics.__getitem__)
        if topics[best] >= _SURE_OF_PART:
            sure[best] = max(topics[best], sure.get(best, 0.0))
    return sure
