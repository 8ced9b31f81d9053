"""What a handover is: a question that waits for a coach, or a conversation between the two."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, TypeAlias

from bot.clock import from_text
from bot.db.database import Row
from bot.people.areas import Area

FEATURE = "handover"
_MARK = re.compile(r":handover-(\d+)(?::|$)")


class Kind(StrEnum):
    """What a coach is asked for."""

    QUESTION = "question"
    CRISIS = "crisis"


class State(StrEnum):
    """How far it is."""

    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"


class Helped(StrEnum):
    """Whether the conversation helped, as the asker tapped it."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Handover:
    """A question for a coach, who asked it, and who picked it up."""

    id: int
    asker_id: int | None
    asker_chat: int | None
    asker_name: str | None
    area_id: int | None
    kind: Kind
    crisis: str | None
    text: str
    state: State
    claimed_by: int | None
    coach_chat: int | None
    coach_name: str | None
    passed_to: tuple[int, ...]
    step: int
    round: int
    group_id: int | None
    created_at: datetime
    is_answered: bool
    """Whether the coach who has it now said anything yet."""
    last_said_at: datetime | None

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read a row with the people in it."""
        return cls(
            id=row["id"],
            asker_id=row["asker_id"],
            asker_chat=row["asker_chat"],
            asker_name=row["asker_name"],
            area_id=row["area_id"],
            kind=Kind(row["kind"]),
            crisis=row["crisis"],
            text=row["text"],
            state=State(row["state"]),
            claimed_by=row["claimed_by"],
            coach_chat=row["coach_chat"],
            coach_name=row["coach_name"],
            passed_to=tuple(json.loads(row["passed_to"])),
            step=row["step"],
            round=row["round"],
            group_id=row["group_id"],
            created_at=from_text(row["created_at"]),
            is_answered=bool(row["is_answered"]),
            last_said_at=from_text(row["last_said_at"]) if row["last_said_at"] else None,
        )

    @property
    def mark(self) -> str:
        """Return the part of a key that says to which handover a message belongs."""
        return f"handover-{self.id}"

    @property
    def shown(self) -> dict[str, Any]:
        """Return what coaches may read of it, as values of a text."""
        return {
            "number": self.id,
            "kind": self.kind.value,
            "crisis_kind": self.crisis,
            "name": self.asker_name,
            "question": self.text,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """The group in which the coaches of an area work together."""

    chat_id: int
    has_topics: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to pass on. The version says which text they have seen."""

    text: str | None = None
    question_id: int | None = None
    version: int = 0
    scrubbed: bool = False

    def as_data(self) -> dict[str, Any]:
        """Write it down as a form keeps it."""
        return {"text": self.text, "question_id": self.question_id, "version": self.version, "scrubbed": self.scrubbed}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read it back."""
        return cls(data["text"], data["question_id"], data["version"], data["scrubbed"])


@dataclass(frozen=True, slots=True)
class NeedsArea:
    """First we must know where somebody belongs."""

    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class NeedsWords:
    """There is no question yet."""


@dataclass(frozen=True, slots=True)
class NeedsName:
    """They want to give a name, and we know none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """This is what would be passed on, to the coaches of this area."""

    draft: Draft
    area: Area


@dataclass(frozen=True, slots=True)
class NobodyToAsk:
    """There is no area, or nobody in it who can be asked through us."""

    area: Area | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """They have a question with a coach already."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class Passed:
    """It was passed on; by `until` the asker hears more."""

    area: Area
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Gone:
    """The form or the question is no longer there."""


Asking: TypeAlias = NeedsArea | NeedsWords | NeedsName | Preview | NobodyToAsk | Waiting | Passed | Gone


def number_in_key(key: str | None) -> int | None:
    """Return to which handover a message of ours belongs."""
    found = _MARK.search(key or "")
    return int(found[1]) if found else None
