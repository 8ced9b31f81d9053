"""Buttons of ours become Telegram's."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbox.models import Button, Keyboard
from bot.texts.library import Texts
from bot.texts.rendering import visible


def to_markup(keyboard: Keyboard, texts: Texts) -> InlineKeyboardMarkup | None:
    """Render the labels and return Telegram's keyboard, or None when there are no buttons."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button(button, texts) for button in line] for line in keyboard])


def _button(button: Button, texts: Texts) -> InlineKeyboardButton:
    # Labels are plain text to Telegram, so the escapes of HTML would show.
    label = visible(texts.render(button.label, button.values))
    return InlineKeyboardButton(label, callback_data=button.data, url=button.url, switch_inline_query=button.share)
