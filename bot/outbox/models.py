"""What lies in the tray: a message with a readable unique key, and what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self, TypeAlias

from bot.db.database import Row

Values: TypeAlias = Mapping[str, Any]
"""What a text needs to be rendered: plain JSON, ids rather than sentences."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message. Exactly one of `data` (we hear the tap), `url`, or `share` (inline query) is set."""

    label: str
    data: str | None = None
    url: str | None = None
    share: str | None = None
    values: Values = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Write the button down as the outbox keeps it."""
        return {"label": self.label, "data": self.data, "url": self.url, "share": self.share, "values": dict(self.values)}


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say: to whom, which text, when.

    `key` is readable and unique over all time: planning it again never doubles it. Its first part, up to the
    colon, is the kind, which decides what happens after a crash (see `rules.py`). `live` means that somebody is
    waiting for it at this moment.
    """

    key: str
    chat_id: int
    text: str
    due_at: datetime
    values: Values = field(default_factory=dict)
    keyboard: Keyboard = ()
    person_id: int | None = None
    live: bool = False
    edits: int | None = None
    reply_to: int | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that the sender has taken out of the tray and must report on."""

    id: int
    key: str
    chat_id: int
    text: str
    values: dict[str, Any]
    keyboard: Keyboard
    live: bool
    edits: int | None
    reply_to: int | None
    attempts: int
    unclear: int

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read a claimed row."""
        rows = json.loads(row["keyboard"]) if row["keyboard"] else []
        return cls(
            id=row["id"],
            key=row["key"],
            chat_id=row["chat_id"],
            text=row["text"],
            values=json.loads(row["values"]) if row["values"] else {},
            keyboard=tuple(tuple(Button(**button) for button in line) for line in rows),
            live=bool(row["live"]),
            edits=row["edits"],
            reply_to=row["reply_to"],
            attempts=row["attempts"],
            unclear=row["unclear"],
        )


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived; `message_id` is Telegram's number for it."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """It did not arrive; try again after this long. `everything`: nothing else gets through either."""

    wait: timedelta
    why: str
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """We cannot know whether it arrived: the answer got lost on the way back."""

    why: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This person or group can no longer be reached at all."""

    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has another id now; it was not delivered yet."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram does not accept this message: our mistake, and trying again would not help."""

    why: str


Result: TypeAlias = Delivered | RetryAfter | Unclear | Unreachable | Moved | Refused
