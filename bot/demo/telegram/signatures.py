"""Which parameters each method knows, of which kind, and which it cannot do without (marked with !)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.telegram.refusal import Refusal, bad_request

_WHERE = "business_connection_id chat_id:chat! message_thread_id:int direct_messages_topic_id:int"
_HOW = (
    "disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id "
    "suggested_post_parameters:json reply_parameters:json reply_markup:json"
)
_CAPTION = "caption parse_mode caption_entities:json"
_EDITED = "business_connection_id chat_id:chat message_id:int inline_message_id"
_SCOPE = "scope:json language_code"

_TABLE = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:json",
    "setWebhook": "url! certificate:file ip_address max_connections:int allowed_updates:json drop_pending_updates:bool "
    "secret_token",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "setMyCommands": f"commands:json! {_SCOPE}",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyDescription": "description language_code",
    "setMyShortDescription": "short_description language_code",
    "sendMessage": f"{_WHERE} text! parse_mode entities:json link_preview_options:json {_HOW}",
    "sendPhoto": f"{_WHERE} photo:file! {_CAPTION} show_caption_above_media:bool has_spoiler:bool {_HOW}",
    "sendDocument": f"{_WHERE} document:file! thumbnail:file {_CAPTION} disable_content_type_detection:bool {_HOW}",
    "sendContact": f"{_WHERE} phone_number! first_name! last_name vcard {_HOW}",
    "sendChatAction": "business_connection_id chat_id:chat! message_thread_id:int action!",
    "editMessageText": f"{_EDITED} text! parse_mode entities:json link_preview_options:json reply_markup:json",
    "editMessageReplyMarkup": f"{_EDITED} reply_markup:json",
    "deleteMessage": "chat_id:chat! message_id:int!",
    "answerCallbackQuery": "callback_query_id! text show_alert:bool url cache_time:int",
    "answerInlineQuery": "inline_query_id! results:json! cache_time:int is_personal:bool next_offset button:json",
    "getChat": "chat_id:chat!",
    "getChatMember": "chat_id:chat! user_id:int!",
    "leaveChat": "chat_id:chat!",
    "createForumTopic": "chat_id:chat! name! icon_color:int icon_custom_emoji_id",
    "getFile": "file_id!",
}

_MISSING = {
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "inline_query_id": "query is too old and response timeout expired or query ID is invalid",
    "results": "can't parse inline query results: results is empty",
    "action": "wrong parameter action in request",
    "file_id": "invalid file_id: file_id is not specified",
    "user_id": "invalid user_id specified",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method."""

    name: str
    kind: str
    required: bool

    def read(self, value: Any) -> Any:
        """Turn what came over the line into its kind. Raises Refusal."""
        try:
            return _READERS[self.kind](value)
        except (ValueError, TypeError):
            raise bad_request(f'can\'t parse parameter "{self.name}"') from None


def read_parameters(method: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a call, each of its kind. Raises Refusal for an unknown method or parameter."""
    known = _SIGNATURES.get(method.lower())
    if known is None:
        raise Refusal(404, "Not Found")
    # Telegram ignores what it does not know. We do not: a misspelt parameter would go unnoticed for ever.
    if strange := set(values) - set(known):
        raise bad_request(f'unknown parameter "{min(strange)}" in {method}')
    for parameter in known.values():
        if parameter.required and values.get(parameter.name) in (None, ""):
            raise bad_request(_MISSING.get(parameter.name, f"{parameter.name} is empty"))
    return {name: known[name].read(value) for name, value in values.items()}


def _read_bool(value: Any) -> bool:
    return str(value).lower() in ("true", "yes", "1")


def _read_json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _read_chat(value: Any) -> int | str:
    text = str(value)
    return text if text.startswith("@") else int(text)


_READERS: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "int": int,
    "bool": _read_bool,
    "json": _read_json,
    "chat": _read_chat,
    "file": lambda value: value,
}


def _read_table(line: str) -> dict[str, Parameter]:
    found = {}
    for word in line.split():
        name, _, kind = word.removesuffix("!").partition(":")
        found[name] = Parameter(name, kind or "text", word.endswith("!"))
    return found


_SIGNATURES = {method.lower(): _read_table(line) for method, line in _TABLE.items()}
METHODS = frozenset(_TABLE)
