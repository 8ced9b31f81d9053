"""Checks the buttons under a message as Telegram checks them."""

import re
from typing import Any

from bot.demo.telegram.refusal import Json, bad_request

_MOST_BUTTONS = 100
_LONGEST_DATA = 64
_ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
}  # fmt: skip
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+", re.IGNORECASE)


def check_markup(markup: Any) -> Json | None:
    """Return the inline keyboard to show, or None when there is none. Raises Refusal."""
    if not markup:
        return None
    if not isinstance(markup, dict) or not any(kind in markup for kind in _KINDS):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    rows = [[_check_button(button) for button in row] for row in rows if row]
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def find_button(message: Json, label_or_data: str) -> Json | None:
    """Return the button with this text or this data."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons: list[Json] = [button for row in rows for button in row]
    for field in ("text", "callback_data"):
        for button in buttons:
            if button.get(field) == label_or_data:
                return button
    return None


def _check_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if strange := set(button) - _ACTIONS - _LOOKS:
        raise bad_request(f'can\'t parse inline keyboard button: unknown field "{min(strange)}"')
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = _ACTIONS & set(button)
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _check_action(button)
    return button


def _check_action(button: Json) -> None:
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(str(button["url"]))


def _check_url(url: str) -> None:
    found = _SCHEME.match(url)
    scheme = found.group(1).lower() if found else ""
    if scheme == "tg":
        return
    # A name with a dot before the colon is a host with a port: Telegram puts http:// in front by itself.
    if scheme and "." not in scheme and scheme not in ("http", "https"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not _HOST.match(url if scheme in ("http", "https") else f"http://{url}"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
