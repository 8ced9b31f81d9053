"""What somebody did, and where, without Telegram's wrapping."""

from dataclasses import dataclass
from enum import StrEnum


class ChatKind(StrEnum):
    """Where something is said."""

    PRIVATE = "private"
    GROUP = "group"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Said:
    """What somebody did, without Telegram's wrapping."""

    kind: ChatKind
    chat_id: int
    message_id: int | None = None
    words: str | None = None
    command: str | None = None
    tapped: tuple[str, ...] = ()
    query: str | None = None
    is_media: bool = False
    edited: bool = False
    addressed: bool = True
