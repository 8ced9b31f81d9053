"""Hears what a message means by itself, whoever says it, whenever, and whatever is on the agenda."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.understanding.meaning import CrisisFound, Leaning, Matched
from bot.understanding.personal_data.found import Found, surely_personal, without


@dataclass(frozen=True, slots=True)
class Heard:
    """What there is to hear in a message: whom it names, what it asks for, and danger."""

    found: tuple[Found, ...]
    matched: Matched
    crisis: CrisisFound | None


class ListenerLost(ConnectionError):
    """The process that listens for us has ended by itself; nothing can be understood any more."""

    def __init__(self) -> None:
        """Say what the operator can do."""
        super().__init__("the process that understands has ended by itself. Nothing is lost: start Wijkmaat again.")


class Listener(Protocol):
    """Hears one message at a time; the same words always mean the same."""

    def listen(self, text: str) -> Heard:
        """Return what this message means."""

    def scrub(self, text: str) -> str:
        """Return the text without personal data of others."""

    async def expect(self, texts: Sequence[str], later: Sequence[str] = ()) -> None:
        """Take note that `texts` are asked about next, and then those for `later`.

        A listener beside us returns when it has heard the first ones, and goes on with the others.
        """


class CrisisRecogniser(Protocol):
    """Recognises danger."""

    def recognise(self, text: str, leaning: Leaning | None = None) -> CrisisFound | None:
        """Return the crisis in this message, or None; `leaning` is what the matcher makes of it."""


class Matcher(Protocol):
    """Matches a question to situations and conversation rules."""

    def match(self, text: str) -> Matched:
        """Return what this message asks for."""


class PersonalDataFinder(Protocol):
    """Finds names and numbers of people."""

    def find(self, text: str) -> tuple[Found, ...]:
        """Return what is personal, in order of place."""

    def scrub(self, text: str) -> str:
        """Return the text with what is personal replaced."""


class Ear:
    """The listener itself: crisis first, then personal data, intent, conversation rule and situation. Keeps nothing."""

    def __init__(self, crisis: CrisisRecogniser, matcher: Matcher, personal_data: PersonalDataFinder) -> None:
        """Put the parts together."""
        self._crisis = crisis
        self._matcher = matcher
        self._personal_data = personal_data

    def listen(self, text: str) -> Heard:
        """Return what this message means."""
        found = self._personal_data.find(text)
        personal = surely_personal(found)
        matched = self._matcher.match(without(text, personal))
        if matched.rule is None and len(personal) < len(found):
            # Not "denk aan Anna", so she is a person: what it is about does not depend on what people are called.
            matched = self._matcher.match(without(text, found))
        # A name that a form asked for says nothing about danger, however strange it is to the model.
        crisis = None if _is_only_names(text, found) else self._crisis.recognise(text, matched.leaning)
        return Heard(found, replace(matched, leaning=None), crisis)

    def scrub(self, text: str) -> str:
        """Return the text without personal data of others."""
        return self._personal_data.scrub(text)

    async def expect(self, texts: Sequence[str], later: Sequence[str] = ()) -> None:
        """Do nothing: what is asked here is worked out when it is asked."""


def _is_only_names(text: str, found: Sequence[Found]) -> bool:
    rest = text
    for one in found:
        rest = rest.replace(one.value, " ") if one.kind == "name" else rest
    return rest != text and all(word == "en" for word in re.findall(r"\w+", rest.lower()))
