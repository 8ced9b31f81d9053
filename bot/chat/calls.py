"""The Bot API calls that carry everything we say, without PTB's detour through objects.

`Bot.send_message` builds and reads a whole Message object; all we need back is its number. Measured: that detour is a third of
what a message costs. Encoding, errors and connections are still those of PTB's request class.
"""

import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from telegram import Bot
from telegram.request import RequestData

from bot.chat.keyboards import to_markup
from bot.outbox.models import Claimed, Shape
from bot.texts.library import Texts

_NO_PREVIEW = json.dumps({"is_disabled": True})
_METHODS = {Shape.DOCUMENT: "sendDocument", Shape.PHOTO: "sendPhoto"}

_Files: TypeAlias = Mapping[str, tuple[str, bytes, str]]


@dataclass(frozen=True, slots=True)
class _Form:
    """What a request of PTB asks of its RequestData (a final class), for parameters that are text already."""

    json_parameters: dict[str, str]
    multipart_data: _Files = field(default_factory=dict)

    @property
    def contains_files(self) -> bool:
        """Say whether there is anything to upload."""
        return bool(self.multipart_data)


async def send_message(bot: Bot, texts: Texts, message: Claimed, html: str, topic: int | None) -> int | None:
    """Say something in a chat; return Telegram's number for it. Raises TelegramError."""
    values = _values(texts, message) | {"text": html, "link_preview_options": _NO_PREVIEW}
    return await _call(bot, "sendMessage", values | _place(message, topic))


async def send_file(bot: Bot, texts: Texts, message: Claimed, html: str, content: bytes, topic: int | None) -> int | None:  # noqa: PLR0913
    """Send a file with a caption; return Telegram's number for the message. Raises TelegramError."""
    attachment = message.attachment
    if attachment is None:
        raise ValueError(message.key)
    mime_type = mimetypes.guess_type(attachment.name)[0] or "application/octet-stream"
    files = {attachment.shape.value: (attachment.name, content, mime_type)}
    values = _values(texts, message) | {"caption": html} | _place(message, topic)
    return await _call(bot, _METHODS[attachment.shape], values, files)


async def edit_message(bot: Bot, texts: Texts, message: Claimed, html: str) -> int | None:
    """Replace what a message says; return its number. Raises TelegramError."""
    values = _values(texts, message) | {"text": html, "link_preview_options": _NO_PREVIEW, "message_id": str(message.edits)}
    return await _call(bot, "editMessageText", values)


async def open_topic(bot: Bot, chat_id: int, title: str) -> int:
    """Make a forum topic in a group; return its number. Raises TelegramError."""
    form = _Form({"chat_id": str(chat_id), "name": title})
    answer = await bot.request.post(f"{bot.base_url}/createForumTopic", cast("RequestData", form))
    return int(cast("dict[str, int]", answer)["message_thread_id"])


def _values(texts: Texts, message: Claimed) -> dict[str, str]:
    values = {"chat_id": str(message.chat_id), "parse_mode": "HTML"}
    if message.keyboard:
        values["reply_markup"] = json.dumps({"inline_keyboard": to_markup(message.keyboard, texts)}, ensure_ascii=False)
    return values


def _place(message: Claimed, topic: int | None) -> dict[str, str]:
    place = {} if topic is None else {"message_thread_id": str(topic)}
    if message.reply_to is not None:
        place["reply_parameters"] = json.dumps({"message_id": message.reply_to, "allow_sending_without_reply": True})
    return place


async def _call(bot: Bot, method: str, values: dict[str, str], files: _Files | None = None) -> int | None:
    answer = await bot.request.post(f"{bot.base_url}/{method}", cast("RequestData", _Form(values, files or {})))
    return int(answer["message_id"]) if isinstance(answer, dict) and "message_id" in answer else None
