"""The two Bot API calls that carry almost everything we say, without PTB's detour through objects.

`Bot.send_message` builds and reads a whole Message object; all we need back is its number. Measured: that detour is a third of
what a message costs. Encoding, errors and connections are still those of PTB's request class.
"""

import json
from dataclasses import dataclass
from typing import cast

from telegram import Bot
from telegram.request import RequestData

from bot.chat.keyboards import to_markup
from bot.outbox.models import Keyboard
from bot.texts.library import Texts

_NO_PREVIEW = json.dumps({"is_disabled": True})


@dataclass(frozen=True, slots=True)
class _Form:
    """What a request of PTB asks of its RequestData (a final class), for parameters that are text already."""

    json_parameters: dict[str, str]
    contains_files: bool = False
    multipart_data: None = None


async def send_message(  # noqa: PLR0913
    bot: Bot, texts: Texts, chat_id: int, html: str, keyboard: Keyboard, reply_to: int | None
) -> int | None:
    """Say something in a chat; return Telegram's number for it. Raises TelegramError."""
    values = _values(texts, chat_id, html, keyboard)
    if reply_to is not None:
        values["reply_parameters"] = json.dumps({"message_id": reply_to, "allow_sending_without_reply": True})
    return await _call(bot, "sendMessage", values)


async def edit_message(bot: Bot, texts: Texts, chat_id: int, message_id: int, html: str, keyboard: Keyboard) -> int | None:  # noqa: PLR0913
    """Replace what a message says; return its number. Raises TelegramError."""
    return await _call(bot, "editMessageText", _values(texts, chat_id, html, keyboard) | {"message_id": str(message_id)})


def _values(texts: Texts, chat_id: int, html: str, keyboard: Keyboard) -> dict[str, str]:
    values = {"chat_id": str(chat_id), "text": html, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    if keyboard:
        values["reply_markup"] = json.dumps({"inline_keyboard": to_markup(keyboard, texts)}, ensure_ascii=False)
    return values


async def _call(bot: Bot, method: str, values: dict[str, str]) -> int | None:
    answer = await bot.request.post(f"{bot.base_url}/{method}", cast("RequestData", _Form(values)))
    return int(answer["message_id"]) if isinstance(answer, dict) and "message_id" in answer else None
