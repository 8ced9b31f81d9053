"""What a bijeenkomst is, as far as understanding a message goes: its kind, theme, place, people and dagdelen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of bijeenkomst; the values are the words of the agenda file."""

    TRAINING = "bouwstenentraining"
    QUESTIONS = "q&a"
    AWARENESS = "bewustwordingsbijeenkomst"
    TAILORED = "maatwerktraining"
    RECOVERY = "herstelwerkgroep"


@dataclass(frozen=True, slots=True)
class Part:
    """A dagdeel: begin and end, both aware."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """A bijeenkomst as the agenda tells it; `parts` are in order of time."""

    code: str
    kind: Kind
    title: str
    theme: str
    municipality: str
    neighbourhood: str
    location: str
    parts: tuple[Part, ...]
    capacity: int
    minimum: int
    trainers: tuple[str, ...]
    cotrainer: str | None
    signup_required: bool
    target_group: str

    @property
    def end(self) -> datetime:
        """The end of the last dagdeel; from then on nobody can mean this event any more."""
        return self.parts[-1].end
