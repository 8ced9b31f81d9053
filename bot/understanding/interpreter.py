"""Puts together what a message means: crisis first, then personal data, intent, conversation rule and situation."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.understanding.personal_data import Found
from bot.understanding.signup import Agenda, SignupReading, read_signup


class Intent(StrEnum):
    """What somebody wants with a message."""

    COACHING = "coaching"
    SIGNUP = "signup"
    CANCEL = "cancel"
    AGENDA = "agenda"
    PRACTICAL = "practical"
    CHANGE = "change"
    COACH = "coach"
    GREETING = "greeting"
    OTHER = "other"


class Answer(StrEnum):
    """What we would do with a message."""

    TIPS = "tips"
    CHOOSE = "choose"
    RULE = "rule"
    CRISIS = "crisis"
    UNKNOWN = "unknown"
    NONE = "none"


class Urgency(StrEnum):
    """How fast help is needed: `acute` is now, `high` is today."""

    ACUTE = "acute"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class CrisisFound:
    """A crisis in a message: which kind, how urgent, and whether the writer is the one in danger.

    One that is not `clear` is a suspicion: enough to answer with a number, unless the message has another plain meaning.
    """

    kind: str
    urgency: Urgency
    about_self: bool
    clear: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    """A situation and how likely it is the one that is meant, from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """What the matcher makes of danger in a message: it knows the sixty situations, and what only sounds like danger.

    `danger` is how likely any kind is, as log-odds; `pretends` the share of what only sounds like it; `topics` each share.
    """

    danger: float = 0.0
    pretends: float = 0.0
    topics: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matched:
    """What the matcher makes of a question.

    `answer` is one of tips, choose, rule, unknown or none; `about_people` says of an unknown one whether it is about dealing with
    people (then we ask back) or about something outside the guides. `intents` says how likely each intent
    is, if the matcher knows; `leaning` what it makes of danger.
    """

    answer: Answer
    intent: Intent
    situations: tuple[Scored, ...] = ()
    rule: str | None = None
    about_people: bool = False
    intents: Mapping[str, float] = field(default_factory=dict)
    leaning: Leaning | None = None


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

    def scrub(self, text: str, found: Sequence[Found] | None = None) -> str:
        """Return the text with what is personal replaced."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message means; the same for the chat and for `wijkmaat understand`."""

    intent: Intent
    answer: Answer
    situations: tuple[Scored, ...] = ()
    rule: str | None = None
    crisis: CrisisFound | None = None
    about_people: bool = False
    events: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    personal_data: tuple[Found, ...] = ()


FIELDS = ("name", "role", "organisation", "neighbourhood", "count")
NO_EVENTS = Agenda()
_ASKED = frozenset({Intent.AGENDA, Intent.PRACTICAL})
_SURELY_COACHING = 0.7
_SEAT_HEARD = 0.2
_SURELY_OTHER, _SURELY_CLOSING = 0.8, 0.2
# From here the words of a sign-up are there by chance: of 2,276 such messages in the sets seven were read as something else, six
# of them wrongly. Reading all of a sign-up takes a quarter of the time that a message costs.
_NOTHING_BUT_COACHING = 0.95
_SEATS = frozenset({Intent.SIGNUP, Intent.CANCEL, Intent.CHANGE})
_ABOUT_DEALING_WITH_PEOPLE = frozenset({Intent.COACHING, Intent.OTHER})
_LIKELY, _LEFT_OVER, _UNLIKELY = 0.7, 0.4, 0.07  # for a matcher that says only which intent it chose


class Interpreter:
    """Understands one message at a time; keeps nothing."""

    def __init__(self, crisis: CrisisRecogniser, matcher: Matcher, personal_data: PersonalDataFinder) -> None:
        """Put the parts together."""
        self._crisis = crisis
        self._matcher = matcher
        self._personal_data = personal_data

    def understand(self, text: str, now: datetime, agenda: Agenda = NO_EVENTS) -> Understanding:
        """Say what `text` means at `now` (aware), with the events of `agenda` in mind."""
        found = self._personal_data.find(text)
        matched = self._matcher.match(self._personal_data.scrub(text, found))
        # A name that a form asked for says nothing about danger, however strange it is to the model.
        crisis = None if _is_only_names(text, found) else self._crisis.recognise(text, matched.leaning)
        reading = (
            _read(text, now, agenda, matched, found) if crisis is None or not crisis.clear else SignupReading(Intent.COACHING)
        )
        if crisis is not None and reading.intent in _SEATS and _may_be_about_a_seat(matched):
            crisis = None  # "ik kan morgen niet" is about a seat
        elif crisis is not None:
            reading = SignupReading(Intent.COACHING)
        matched = _agreed(matched, reading)
        return Understanding(
            intent=Intent.COACHING if crisis else matched.intent,
            answer=Answer.CRISIS if crisis else matched.answer,
            situations=matched.situations,
            rule=matched.rule,
            crisis=crisis,
            about_people=matched.about_people,
            events=reading.events,
            fields=reading.fields.as_mapping(),
            personal_data=found,
        )

    def recognise_crisis(self, text: str) -> CrisisFound | None:
        """Return only whether there is danger; cheaper than understanding everything."""
        return self._crisis.recognise(text, self._matcher.match(self.scrub(text)).leaning)

    def scrub(self, text: str, found: Sequence[Found] | None = None) -> str:
        """Return the text without personal data of others."""
        return self._personal_data.scrub(text, found)


def _is_only_names(text: str, found: Sequence[Found]) -> bool:
    rest = text
    for one in found:
        rest = rest.replace(one.value, " ") if one.kind == "name" else rest
    return rest != text and all(word == "en" for word in re.findall(r"\w+", rest.lower()))


def _read(text: str, now: datetime, agenda: Agenda, matched: Matched, found: Sequence[Found]) -> SignupReading:
    if matched.rule is not None or matched.intents.get(Intent.COACHING, 0.0) >= _NOTHING_BUT_COACHING:
        return SignupReading(Intent.COACHING)
    return read_signup(text, now, agenda, opinion=matched.intents or _guess(matched), found=found)


def _may_be_about_a_seat(matched: Matched) -> bool:
    """Return whether the matcher hears a seat too; "morgen leef ik niet meer" has a day and a "niet", and is no sign-up."""
    return not matched.intents or sum(matched.intents.get(intent, 0.0) for intent in _SEATS) >= _SEAT_HEARD


def _guess(matched: Matched) -> dict[str, float]:
    chosen = _LEFT_OVER if matched.intent in _ABOUT_DEALING_WITH_PEOPLE else _LIKELY
    return {intent.value: chosen if intent is matched.intent else _UNLIKELY for intent in Intent}


def _agreed(matched: Matched, reading: SignupReading) -> Matched:
    """Let the reading decide between a coaching question and all else; what a coaching question is about stays as it was.

    One exception: "mag ik zeggen of haar zoon vandaag bij ons was" names a day, but no event of ours.
    """
    intent = Intent(reading.intent)
    surely = _SURELY_CLOSING if reading.closes else _SURELY_OTHER
    if intent is Intent.OTHER and matched.rule is None and matched.intents.get(Intent.OTHER, 0.0) >= surely:
        # "Dankjewel, fijne avond": no situation is meant, however much the words resemble one.
        return replace(
            matched, intent=intent, answer=Answer.NONE if reading.closes else Answer.UNKNOWN, situations=(), about_people=False
        )
    is_coaching = matched.answer is Answer.TIPS or matched.intents.get(Intent.COACHING, 0.0) >= _SURELY_COACHING
    if intent in _ASKED and not reading.events and is_coaching:
        return matched
    if intent not in _ABOUT_DEALING_WITH_PEOPLE:
        return replace(matched, intent=intent, answer=Answer.NONE)
    if matched.intent in _ABOUT_DEALING_WITH_PEOPLE:
        return matched
    return replace(matched, intent=intent, answer=Answer.UNKNOWN, about_people=intent is Intent.COACHING)
