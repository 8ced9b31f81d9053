"""The words with which a coach leaves a form half-way. Participants leave theirs in more ways; their forms know those."""

import re

_STOP = re.compile(r"(?:stop|stoppen|annuleer|annuleren|laat maar)[.!]?", re.IGNORECASE)


def is_stop(words: str) -> bool:
    """Say whether somebody wants to leave the form, and says nothing else."""
    return _STOP.fullmatch(words.strip()) is not None
