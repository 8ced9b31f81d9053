"""Buttons of ours become Telegram's."""

from bot.outbox.models import Button, Keyboard
from bot.texts.library import Texts
from bot.texts.rendering import visible


def to_markup(keyboard: Keyboard, texts: Texts) -> list[list[dict[str, str]]]:
    """Render the labels and return the rows as the Bot API wants them."""
    return [[_button(button, texts) for button in line] for line in keyboard]


def _button(button: Button, texts: Texts) -> dict[str, str]:
    # Labels are plain text to Telegram, so the escapes of HTML would show.
    shown = {"text": visible(texts.render(button.label, button.values))}
    actions = {"callback_data": button.data, "url": button.url, "switch_inline_query": button.share}
    return shown | {name: value for name, value in actions.items() if value is not None}
