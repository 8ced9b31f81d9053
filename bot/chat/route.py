"""A route: what somebody does, who may do it, and the handler that answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from bot.chat.said import ChatKind
from bot.people.models import Role

if TYPE_CHECKING:
    from bot.chat.turn import Turn

Handler: TypeAlias = "Callable[[Turn], Awaitable[bool | None]]"
"""Answers a turn; False says that it was not for this handler after all, so that the next route may have it."""


PRIVATE = frozenset({ChatKind.PRIVATE})
PRIVATE_AND_GROUPS = frozenset({ChatKind.PRIVATE, ChatKind.GROUP})
ANYWHERE = frozenset(ChatKind)


class Stage(IntEnum):
    """The order in which typed words look for a handler."""

    SAFETY = 0
    """A crisis comes before everything, also in the middle of a form."""
    DIALOGUE = 1
    """Then the form that is open."""
    INTENT = 2
    """Then what the words mean."""
    REST = 3
    """And what nobody recognised."""


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody types /name. With a description key it is in Telegram's menu."""

    name: str
    described_by: str | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """Somebody taps a button whose data starts with `feature:action`."""

    action: str


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody types words, and `matches` says they are for this handler."""

    stage: Stage
    matches: "Callable[[Turn], bool]"


@dataclass(frozen=True, slots=True)
class Inline:
    """Somebody types `@bot something` in another chat."""


@dataclass(frozen=True, slots=True)
class Media:
    """Somebody sends something that is not text: a sticker, a voice message, a place."""


@dataclass(frozen=True, slots=True)
class StartLink:
    """Somebody opens a link to us that starts with `prefix_`; what follows is in `turn.said.link`."""

    prefix: str


@dataclass(frozen=True, slots=True)
class GroupChange:
    """We were added to a group, removed from it, or the group got another id: `turn.said.group_change`."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Something else was answered while a form of this feature is open: the handler says where we were."""

    feature: str


@dataclass(frozen=True, slots=True)
class UnknownTap:
    """Somebody taps a button that no route knows, such as one from an older version."""


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """Somebody types a command that no route knows."""


Trigger: TypeAlias = Command | StartLink | Tap | Words | Inline | Media | GroupChange | Resume | UnknownTap | UnknownCommand


@dataclass(frozen=True, slots=True)
class Route:
    """Leads from what somebody does to the handler that answers. Closed by default: no roles, no start."""

    name: str
    on: Trigger
    handler: Handler
    roles: frozenset[Role]
    where: frozenset[ChatKind] = PRIVATE
