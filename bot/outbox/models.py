"""What lies in the tray: a message with a readable unique key, and what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
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


class Shape(StrEnum):
    """How a file is shown: as a picture, or as something to open."""

    DOCUMENT = "document"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message, made at the moment of sending by a maker of `bot/files`; the text is its caption."""

    maker: str
    name: str
    values: Values = field(default_factory=dict)
    shape: Shape = Shape.DOCUMENT

    def as_json(self) -> dict[str, Any]:
        """Write down what is to be made, as the outbox keeps it."""
        return {"maker": self.maker, "name": self.name, "values": dict(self.values), "shape": self.shape.value}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Read back what `as_json` wrote."""
        return cls(kept["maker"], kept["name"], kept["values"], Shape(kept["shape"]))


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say: to whom, which text, when.

    `key` is readable and unique over all time: planning it again never doubles it. Its first part, up to the
    colon, is the kind, which decides what happens after a crash (see `rules.py`). `live` means that somebody is
    waiting for it at this moment. In a group with topics it is said in `topic`, or in a new one that is called
    `opens_topic`.
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
    attachment: Attachment | None = None
    topic: int | None = None
    opens_topic: str | None = None


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
    attachment: Attachment | None = None
    topic: int | None = None
    opens_topic: str | None = None

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
            attachment=Attachment.from_json(json.loads(row["attachment"])) if row["attachment"] else None,
            topic=row["topic"],
            opens_topic=row["opens_topic"],
        )


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived; `message_id` is Telegram's number for it, and `topic` that of the forum topic in which it stands."""

    message_id: int | None
    topic: int | None = None


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
