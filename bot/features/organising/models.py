"""The forms with which a coach runs the agenda: which questions, in which order, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from bot.chat.dialogues import Dialogue
from bot.understanding.signup import Kind

FEATURE = "organising"


class Step(StrEnum):
    """A question of a form; the text `organising.ask_<value>` asks it."""

    KIND = "kind"
    AREA = "area"
    TITLE = "title"
    THEME = "theme"
    NEIGHBOURHOOD = "neighbourhood"
    LOCATION = "location"
    PARTS = "parts"
    TRAINERS = "trainers"
    COTRAINER = "cotrainer"
    CAPACITY = "capacity"
    MINIMUM = "minimum"
    TARGET_GROUP = "target_group"
    SIGNUP = "signup_required"
    PROGRAMME = "programme"
    PRACTICAL = "practical"
    REASON = "reason"
    MESSAGE = "message"
    NAME = "name"
    ORGANISATION = "organisation"
    ROLE = "role"
    SEATS = "seats"
    CHECK = "check"


class Flow(StrEnum):
    """What the form is for."""

    NEW = "new"
    CHANGE = "change"
    CANCEL = "cancel"
    MESSAGE = "message"
    ADD = "add"


class Fault(StrEnum):
    """What is wrong with an answer; the text `organising.fault_<value>` says it."""

    PICK = "pick"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_DATE = "no_date"
    NO_SUCH_DAY = "no_such_day"
    WRONG_WEEKDAY = "wrong_weekday"
    NO_TIME = "no_time"
    END_FIRST = "end_first"
    PAST = "past"
    OVERLAP = "overlap"
    TOO_MANY_PARTS = "too_many_parts"
    NO_NUMBER = "no_number"
    ABOVE_CAPACITY = "above_capacity"
    BELOW_MINIMUM = "below_minimum"
    NO_NAME = "no_name"


FIELDS = tuple(Step)[: list(Step).index(Step.REASON)]
CHANGEABLE = tuple(step for step in FIELDS if step not in (Step.KIND, Step.AREA))
NEEDED = frozenset({Step.KIND, Step.AREA, Step.TITLE, Step.NEIGHBOURHOOD, Step.LOCATION, Step.PARTS, Step.MESSAGE, Step.NAME})
_STEPS = {
    Flow.NEW: FIELDS,
    Flow.CHANGE: (),
    Flow.CANCEL: (Step.REASON,),
    Flow.MESSAGE: (Step.MESSAGE,),
    Flow.ADD: (Step.NAME, Step.ORGANISATION, Step.ROLE, Step.SEATS),
}
PREFIXES = {Kind.TRAINING: "BT", Kind.QUESTIONS: "QA", Kind.AWARENESS: "BW", Kind.TAILORED: "MW", Kind.RECOVERY: "HW"}
DEFAULTS: Mapping[str, Any] = {
    Step.THEME: "",
    Step.TRAINERS: [],
    Step.COTRAINER: None,
    Step.CAPACITY: 12,
    Step.MINIMUM: 1,
    Step.TARGET_GROUP: "",
    Step.SIGNUP: True,
    Step.PROGRAMME: "",
    Step.PRACTICAL: "",
    Step.REASON: "",
    Step.ORGANISATION: None,
    Step.ROLE: None,
    Step.SEATS: 1,
}
"""What holds when a question is skipped."""


@dataclass(frozen=True, slots=True)
class Form:
    """An open form: `mark` is what the bijeenkomst looked like when it was opened, `single` that one answer is done again."""

    flow: Flow
    step: Step
    event_id: int = 0
    mark: str = ""
    single: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, dialogue: Dialogue | None) -> Self | None:
        """Read the form that is open, if it is one of ours."""
        if dialogue is None or dialogue.feature != FEATURE:
            return None
        kept = dialogue.data
        return cls(Flow(kept["flow"]), Step(dialogue.step), kept["event"], kept["mark"], kept["single"], kept["values"])

    def as_dialogue(self) -> Dialogue:
        """Write the form down."""
        kept = {"flow": self.flow, "event": self.event_id, "mark": self.mark, "single": self.single, "values": dict(self.values)}
        return Dialogue(FEATURE, self.step, kept)

    def answered(self, value: object) -> Self:
        """Return the form with this answer, at the next question."""
        following = self._steps[self._place + 1 :]
        step = Step.CHECK if self.single or not following else following[0]
        return replace(self, step=step, single=False, values={**self.values, self.step: value})

    @property
    def may_skip(self) -> bool:
        """Say whether this question can be left open; a field of what is on the agenda can at most be emptied."""
        return self.step in DEFAULTS and (self.flow is not Flow.CHANGE or not DEFAULTS[self.step])

    def back(self) -> Self | None:
        """Return the form one question earlier; None when there is none."""
        if self.single and self.flow is Flow.NEW:
            return replace(self, step=Step.CHECK, single=False)
        if self.step is Step.CHECK and self._steps:
            return replace(self, step=self._steps[-1])
        return replace(self, step=self._steps[self._place - 1]) if self._steps and self._place > 0 else None

    @property
    def _steps(self) -> tuple[Step, ...]:
        # Who looks after one area is not asked which.
        return tuple(step for step in _STEPS[self.flow] if step is not Step.AREA or not self.values.get("one_area"))

    @property
    def _place(self) -> int:
        return self._steps.index(self.step) if self.step in self._steps else len(self._steps)
