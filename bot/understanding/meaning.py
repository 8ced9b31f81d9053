"""The words for what a message means: what somebody wants, what we would do, what is in danger; nothing here decides anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.understanding.personal_data.found import Found


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

    `danger` is how likely any kind is, as log-odds; `pretends` the share of what only sounds like it; `topics` each share; `asks`
    the share of the intents to ask something, and not to sign up, to thank or to greet.
    """

    danger: float = 0.0
    pretends: float = 0.0
    topics: Mapping[str, float] = field(default_factory=dict)
    asks: float = 1.0


@dataclass(frozen=True, slots=True)
class Matched:
    """What the matcher makes of a question.

    `answer` is one of tips, choose, rule, unknown or none; `about_people` says of an unknown one whether it is about dealing with
    people (then we ask back) or about something outside the guides. `intents` says how likely each intent
    is, if the matcher knows; `leaning` what it makes of danger. With tips, `also` is a second situation that is asked about.
    """

    answer: Answer
    intent: Intent
    situations: tuple[Scored, ...] = ()
    rule: str | None = None
    about_people: bool = False
    intents: Mapping[str, float] = field(default_factory=dict)
    leaning: Leaning | None = None
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message means; the same for the chat and for `wijkmaat understand`."""

    intent: Intent
    answer: Answer
    situations: tuple[Scored, ...] = ()
    rule: str | None = None
    crisis: CrisisFound | None = None
    about_people: bool = False
    also: str | None = None
    events: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    personal_data: tuple[Found, ...] = ()
