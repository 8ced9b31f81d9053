"""What somebody did, and where, without Telegram's wrapping."""

from dataclasses import dataclass
from enum import StrEnum

_LONGEST_NUMBER = 15


class ChatKind(StrEnum):
    """Where something is said."""

    PRIVATE = "private"
    GROUP = "group"
    ELSEWHERE = "elsewhere"


class GroupMove(StrEnum):
    """What happened to us in a group."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


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
    link_prefix: str | None = None
    link: str | None = None
    """What stood in a start link: `meedoen` and `BT-12` of /start meedoen_BT-12."""
    topic: int | None = None
    """The forum topic of the group in which it was said."""
    replied_to: int | None = None
    """The message of ours to which it is a reply."""
    quoted: str | None = None
    """After a tap: the speaker's own words to which the tapped message is a reply. Telegram keeps them, so we need not."""
    group_change: GroupMove | None = None
    moved_to: int | None = None
    """The new id of a group that moved."""

    def number(self, place: int = 2) -> int:
        """Return the number at this place of the button that was tapped; 0 when there is none."""
        return number_in(self.tapped[place]) if -len(self.tapped) <= place < len(self.tapped) else 0


def number_in(text: str) -> int:
    """Read a number of ours from a button, which may be made up: what would not fit in the database is 0, which nothing has."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0
