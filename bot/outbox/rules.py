"""The one place that says what may be sent a second time when we cannot know whether it arrived.

Telegram has no idempotency key: when we are killed, or its answer is lost, between sending and noting, the message may
or may not be there. What a person would miss is sent once more; what would annoy twice is not.
"""

from bot.retention import PERIODS

RESEND_WHEN_UNCLEAR = {
    "answer": True,
    "alarm": True,
    "confirmation": True,
    "reminder": True,
    "offer": True,
    "announcement": True,
    "practical": True,
    "decision": True,
    "checkin": True,
    "attendance": True,
    "handover": True,
    "relay": True,
    "alert": True,
    "list": True,
    "goodbye": True,
    "erased": False,
    "thanks": False,
    "digest": False,
    "survey": False,
}
MOST_RESENDS = 1
"""After an answer of Telegram that got lost: it mostly had the message."""
MOST_RESENDS_AFTER_A_STOP = 3
"""After a stop while sending: whatever makes us stop may do so again, and then what was tried twice had perhaps never left."""

DIGEST = "digest"  # leaves one at a time: see `store.claim`

# What is said to somebody who wants to be forgotten must not itself be remembered: its row goes as soon as it was sent.
# `erased` is what was on its way to them at that moment; it is not even tried again.
GOODBYE, ERASED = "goodbye", "erased"

# How long a finished row keeps its key. An answer belongs to one update, which Telegram offers for 24 hours at most; what was
# planned may be planned again for as long as its event is on the agenda.
KEEP_ANSWERS = PERIODS["answers"].keep
KEEP_PLANNED = PERIODS["planned"].keep


class UnknownKind(Exception):
    """A message key starts with a kind that RESEND_WHEN_UNCLEAR does not name."""


def kind_of(key: str) -> str:
    """Return the kind of a message: the part of its key before the first colon. Raises UnknownKind."""
    kind = key.split(":", 1)[0]
    if kind not in RESEND_WHEN_UNCLEAR:
        raise UnknownKind(key)
    return kind


def may_resend(key: str, unclear: int, most: int = MOST_RESENDS) -> bool:
    """Say whether a message that got stuck `unclear` times, this time included, is sent once more."""
    return RESEND_WHEN_UNCLEAR[kind_of(key)] and unclear <= most
