"""What stands in a weekly digest: numbers and scrubbed sentences, never who."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from bot.chat.dialogues import Dialogue

FEATURE = "digest"
TIP_QUESTIONS, PREVIEW = ("title", "do", "say"), "preview"
"""What the form of a tip asks, in order, and the step in which it is shown."""

ENOUGH_ASKERS = 3
"""A theme is named only when this many different people asked about it."""

THEMES_TOLD, NOT_HELPED_TOLD = 3, 2
"""How many stand in the text itself; all of them are behind a button."""

NO_AREA = 0
"""Questions of people who did not choose an area yet: for the beheerders."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A situation, and how many different people asked about it."""

    situation: str
    askers: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that got no answer, scrubbed."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class NotHelped:
    """A situation whose tips did not help: how often, out of how many who told."""

    situation: str
    no: int
    told: int


@dataclass(frozen=True, slots=True)
class Coming:
    """A bijeenkomst of the coming weeks, with its numbers."""

    event_id: int
    code: str
    title: str
    day: str
    taken: int
    minimum: int
    capacity: int
    waiting: int
    state: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation that closed in the week; no grade when fewer than three answered."""

    event_id: int
    title: str
    answered: int
    invited: int
    grade: float | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One week of one area."""

    week: str
    area_id: int
    area: str | None
    questions: int
    usual: float
    weeks: tuple[tuple[str, int], ...]
    themes: tuple[Theme, ...]
    unanswered: int
    not_helped: tuple[NotHelped, ...]
    crises: int
    handovers_open: int
    oldest_handover_days: int
    coming: tuple[Coming, ...]
    evaluated: tuple[Evaluated, ...]
    to_call: int
    to_decide: int

    @property
    def is_empty(self) -> bool:
        """Say whether nothing happened and nothing is coming: then nothing is sent."""
        numbers = (self.questions, self.unanswered, self.crises, self.handovers_open, self.to_call, self.to_decide)
        return not any(numbers) and not self.coming and not self.evaluated

    @property
    def has_more_themes(self) -> bool:
        """Say whether the text of a digest does not name every theme, or every situation whose tips did not help."""
        return len(self.themes) > THEMES_TOLD or len(self.not_helped) > NOT_HELPED_TOLD

    def as_values(self) -> Mapping[str, Any]:
        """Write the facts down as the outbox keeps them."""
        return {**asdict(self), "told": {"themes": THEMES_TOLD, "not_helped": NOT_HELPED_TOLD}}


@dataclass(frozen=True, slots=True)
class AreaTip:
    """A tip by a coach for an area."""

    id: int
    area_id: int
    title: str
    do: str
    say: str
    state: str
    author_id: int | None


@dataclass(frozen=True, slots=True)
class TipForm:
    """A tip while it is being written: how far its writer got, and what they typed, scrubbed."""

    step: str
    area_id: int
    question_id: int
    title: str = ""
    do: str = ""
    say: str = ""

    @classmethod
    def of(cls, dialogue: Dialogue | None) -> Self | None:
        """Read the form that is open, if it is one of ours."""
        if dialogue is None or dialogue.feature != FEATURE:
            return None
        kept = dialogue.data
        typed = {name: kept[name] for name in TIP_QUESTIONS if name in kept}
        return cls(dialogue.step, kept["area"], kept["question"], **typed)

    def as_dialogue(self) -> Dialogue:
        """Write the form down."""
        typed = {name: getattr(self, name) for name in TIP_QUESTIONS}
        return Dialogue(FEATURE, self.step, {"area": self.area_id, "question": self.question_id, **typed})

    def answered(self, words: str) -> Self:
        """Return the form with this answer, at the next question; after the last it is shown as others will read it."""
        match self.step:
            case "title":
                return replace(self, step="do", title=words)
            case "do":
                return replace(self, step="say", do=words)
            case _:
                return replace(self, step=PREVIEW, say=words)


def monday_of(week: str) -> date:
    """Return the Monday with which a week such as 2026-W47 begins."""
    return date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)


def week_before(week: str, weeks: int = 1) -> str:
    """Return the name of an earlier week."""
    year, number, _ = (monday_of(week) - timedelta(weeks=weeks)).isocalendar()
    return f"{year}-W{number:02d}"
