"""Cuts a message into its parts, to notice that it is about two things at once."""

import re
from collections.abc import Iterator, Mapping

from bot.understanding.matching.corpus import OUTSIDE, VAGUE
from bot.understanding.matching.model import Model

_CUT = re.compile(
    r"[.!?;\n]+|,? en (?:ook|daarnaast|verder|dan)\b|\b(?:daarnaast|bovendien|verder|ook nog)\b|, (?:en|maar|ook) | en | maar ",
    re.IGNORECASE,
)
_SHORTEST = 3
_MOST = 8  # of 2,179 questions in the sets none has more: that is one long story, and each part costs as much as a question
_SURE_OF_PART = 0.3
_LIKELY_IN_WHOLE = 0.06


def parts_of_message(text: str) -> list[str]:
    """Return the parts that are long enough to mean something; none when there is just one, or more than two questions have."""
    parts = [part.strip() for part in _CUT.split(text) if len(part.split()) >= _SHORTEST]
    return parts if 1 < len(parts) <= _MOST else []


def is_about_two(text: str, topics: Mapping[str, float], model: Model) -> bool:
    """Say whether two parts are surely about different situations, which the message as a whole may be about as well."""
    likely = {topic for topic, share in topics.items() if share >= _LIKELY_IN_WHOLE} - {OUTSIDE, VAGUE}
    return len(likely) > 1 and len(likely.intersection(_sure_topics(text, model))) > 1


def _sure_topics(text: str, model: Model) -> Iterator[str]:
    for part in parts_of_message(text):
        topics = model.topics(part)
        best = max(topics, key=topics.__getitem__)
        if topics[best] >= _SURE_OF_PART and best not in {OUTSIDE, VAGUE}:
            yield best
