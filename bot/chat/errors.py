"""What an error of Telegram means for a message: try again, moved, unreachable, or our own mistake."""

import random
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.error import RetryAfter as TelegramRetryAfter

from bot.chat.faults import Unauthorised
from bot.chat.http import AnswerLost
from bot.outbox.models import Delivered, Moved, Refused, Result, RetryAfter, Unclear, Unreachable

_GONE = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "bot was kicked",
    "peer_id_invalid",
    "group chat was deleted",
)
_LONGEST_BACK_OFF = timedelta(minutes=5)


def judge(error: TelegramError, attempts: int) -> Result:
    """Translate what Telegram answered into what the outbox must do.

    `attempts` counts this one, and decides how long to back off. Raises Unauthorised for a refused token.
    """
    match error:
        case TelegramRetryAfter():
            return RetryAfter(wait_asked(error), "429", everything=True)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Unreachable("403")
        case InvalidToken():
            raise Unauthorised
        case BadRequest():
            return _judge_bad_request(error.message.lower())
        case NetworkError():
            return _judge_network(error, attempts)
        case _:
            return Unclear(type(error).__name__)


def _judge_network(error: NetworkError, attempts: int) -> Result:
    if isinstance(error, TimedOut | AnswerLost):
        return Unclear("no answer")
    if error.message.startswith("httpx.") and not error.message.startswith("httpx.ConnectError"):
        return Unclear("no answer")
    # No connection was made, or Telegram itself answered with 5xx: it did not accept the message.
    return RetryAfter(back_off(attempts), type(error).__name__)


def wait_asked(error: TelegramRetryAfter) -> timedelta:
    """Return how long Telegram asks us to wait."""
    wait = error.retry_after  # Seconds today, a timedelta in a next PTB.
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def back_off(attempts: int) -> timedelta:
    """Say how long to wait before the next try: 1 s, 2 s, 4 s … five minutes, each with jitter."""
    longest = min(2.0 ** (attempts - 1), _LONGEST_BACK_OFF.total_seconds())
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311 - only spreads retries


def _judge_bad_request(message: str) -> Result:
    if any(sign in message for sign in _GONE):
        return Unreachable("400 chat gone")
    if "message is not modified" in message:
        return Delivered(None)
    # The description names the fault, never what was said.
    return Refused(message[:120])
