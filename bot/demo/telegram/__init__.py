"""A Telegram of our own: the Bot API in memory, strict where Telegram is strict. Knows nothing of Wijkmaat."""

from bot.demo.telegram.fake import Call, FakeTelegram

__all__ = ["Call", "FakeTelegram"]
