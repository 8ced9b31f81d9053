"""Telegram's limits on sending: 30 messages a second in all, one a second to a person, twenty a minute to a group.

An answer that somebody waits for is counted but does not wait: people ask less than Telegram allows, and what was planned makes
room for them. Only when Telegram itself says 429 do answers wait in line too, for a minute.
"""

from collections import OrderedDict

PER_SECOND = 30.0
_BURST = 30.0
_PERSON_EVERY = 1.0
_GROUP_EVERY = 3.0
_GROUP_BURST = 20
_STRICT_FOR = 60.0


class Limits:
    """Keeps count. All times are seconds on one monotonic clock, given by the caller."""

    def __init__(self, now: float = 0.0) -> None:
        """Start with a full allowance."""
        self._tokens = _BURST
        self._counted_at = now
        self._paused_until = 0.0
        self._strict_until = 0.0
        # When the allowance of a chat is full again; a chat that is not in here has a full one.
        self._full_at: OrderedDict[int, float] = OrderedDict()

    def pause(self, now: float, seconds: float) -> None:
        """Send nothing for this long, because Telegram said so (429)."""
        self._paused_until = max(self._paused_until, now + seconds)
        self._strict_until = self._paused_until + _STRICT_FOR
        self._tokens = 0.0

    def is_strict(self, now: float) -> bool:
        """Say whether answers wait in line as well, because Telegram recently said 429."""
        return now < self._strict_until

    def room(self, now: float) -> int:
        """Return how many messages may leave now."""
        if now < self._paused_until:
            return 0
        self._refill(now)
        return max(0, int(self._tokens))

    def is_paused(self, now: float) -> bool:
        """Say whether nothing at all may leave."""
        return now < self._paused_until

    def full_chats(self, now: float) -> list[int]:
        """Return the chats to which nothing planned may be sent right now."""
        while self._full_at and next(iter(self._full_at.values())) <= now:
            self._full_at.popitem(last=False)
        return [chat for chat, full_at in self._full_at.items() if full_at - now > _slack(chat)]

    def count(self, now: float, chat_id: int) -> None:
        """Count one message that leaves now."""
        self._refill(now)
        self._tokens = max(self._tokens - 1, -_BURST)
        every = _GROUP_EVERY if chat_id < 0 else _PERSON_EVERY
        self._full_at[chat_id] = max(self._full_at.pop(chat_id, now), now) + every

    def wait(self, now: float) -> float:
        """Return in how many seconds there is room again."""
        if now < self._paused_until:
            return self._paused_until - now
        self._refill(now)
        return max(0.0, (1 - self._tokens) / PER_SECOND)

    def _refill(self, now: float) -> None:
        passed = max(0.0, now - max(self._counted_at, self._paused_until))
        self._tokens = min(_BURST, self._tokens + passed * PER_SECOND)
        self._counted_at = max(now, self._counted_at)


def _slack(chat_id: int) -> float:
    # A group may have twenty at once and then one every three seconds; a person one at a time.
    return (_GROUP_BURST - 1) * _GROUP_EVERY if chat_id < 0 else 0.0
