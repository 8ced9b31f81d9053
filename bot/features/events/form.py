"""The form of a sign-up: what is filled in, what was asked, and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self

from bot.agenda.models import Event
from bot.chat.dialogues import Dialogue
from bot.features.events.models import DETAILS, Audience, Step

FEATURE = "events"
LASTS = timedelta(hours=24)

# Residents are asked who they are, not what they do; who may just walk in is asked for a name and nothing else.
_ASKED = {
    Audience.RESIDENTS: (Step.NAME, Step.NEIGHBOURHOOD),
    None: DETAILS,
}


@dataclass(frozen=True, slots=True)
class Form:
    """A sign-up under way, or a change of one (`registration_id`). What somebody is asked, is asked at most once."""

    step: Step
    event_id: int = 0
    options: tuple[int, ...] = ()
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    neighbourhood: str | None = None
    seats: int | None = 1
    asked: tuple[Step, ...] = ()
    editing: bool = False
    registration_id: int | None = None
    for_other: bool = False

    def as_dialogue(self) -> Dialogue:
        """Write the form down for its row."""
        data = {name: getattr(self, name) for name in self.__slots__ if name != "step"}
        return Dialogue(FEATURE, self.step.value, data)

    @classmethod
    def from_dialogue(cls, dialogue: Dialogue | None) -> Self | None:
        """Read the form back; None when no form of ours is open."""
        if dialogue is None or dialogue.feature != FEATURE:
            return None
        data: Mapping[str, Any] = dialogue.data
        known = {name: value for name, value in data.items() if name in cls.__slots__}
        lists = {"options": tuple(known.get("options", ())), "asked": tuple(Step(step) for step in known.get("asked", ()))}
        return cls(Step(dialogue.step), **(known | lists))

    def filled(self, details: Mapping[str, Any]) -> Self:
        """Fill in what was said; what is known already stays, unless it is said anew."""
        said: dict[str, Any] = {step.value: details[step.value] for step in DETAILS if details.get(step.value)}
        return replace(self, **said)

    def answered(self, step: Step, value: str | int | None) -> Self:
        """Write down the answer to a question; None is a question skipped."""
        asked = (*(known for known in self.asked if known is not step), step)
        changed: dict[str, Any] = {} if step in (Step.AUDIENCE, Step.WHICH, Step.CONSENT) else {step.value: value}
        return replace(self, asked=asked, editing=False, **changed)

    def back(self) -> Self | None:
        """Return the form before its last answered question; None when there is none."""
        if not self.asked:
            return None
        *before, last = self.asked
        cleared: dict[str, Any] = {} if last in (Step.AUDIENCE, Step.CONSENT) else {last.value: None}
        return replace(self, step=last, asked=tuple(before), **cleared)

    def next_step(self, event: Event, *, agreed: bool) -> Step:
        """Return what to ask now: only what is missing."""
        if event.audience and Step.AUDIENCE not in self.asked and not self._fits(event):
            return Step.AUDIENCE
        if not agreed:
            return Step.CONSENT
        for step in asked_for(event):
            if getattr(self, step.value) is None and step not in self.asked:
                return step
        return Step.SEATS if self.seats is None else Step.CONFIRM

    def _fits(self, event: Event) -> bool:
        """Say whether what they are is named among those for whom it is: a wijkagent among 'wijkagenten, boa's'."""
        return bool(self.role) and len(self.role or "") > 2 and (self.role or "").lower() in event.target_group.lower()  # noqa: PLR2004


def asked_for(event: Event) -> tuple[Step, ...]:
    """Return which details are asked for this bijeenkomst."""
    if not event.signup_required:
        return (Step.NAME,)
    return _ASKED.get(Audience(event.audience) if event.audience else None, DETAILS)
