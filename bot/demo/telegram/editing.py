"""The methods that change what was said before: edit, take the buttons away, delete."""

from bot.demo.telegram.keyboards import check_markup
from bot.demo.telegram.refusal import Json, bad_request
from bot.demo.telegram.sending import LONGEST_TEXT, read_text
from bot.demo.telegram.world import Chat, Method, World

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_DELETABLE_FOR = 48 * 60 * 60


def edit_message_text(world: World, values: Json) -> Json | bool:
    """Put another text in the place of the old one. Without reply_markup the buttons go."""
    text, entities = read_text(values)
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    chat, message = _find(world, values)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, chat, message, values, {"text": text, "entities": entities})


def edit_message_reply_markup(world: World, values: Json) -> Json | bool:
    """Change only the buttons."""
    chat, message = _find(world, values)
    return _change(world, chat, message, values, {})


def delete_message(world: World, values: Json) -> bool:
    """Take a message away; possible for two days."""
    chat = world.open_chat(values["chat_id"])
    message = chat.messages.get(values["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    is_ours = message["from"]["id"] == world.bot["id"]
    if chat.is_group and not is_ours:
        raise bad_request("message can't be deleted")
    if world.now() - message["date"] > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.remove_message(chat, message["message_id"])
    return True


def _find(world: World, values: Json) -> tuple[Chat, Json]:
    if "inline_message_id" in values:
        found = world.inline_messages.get(values["inline_message_id"])
        if found is None:
            raise bad_request("MESSAGE_ID_INVALID")
        chat, number = found
        return chat, chat.messages[number]
    if "chat_id" not in values:
        raise bad_request("chat_id is empty")
    if "message_id" not in values:
        raise bad_request("message identifier is not specified")
    chat = world.open_chat(values["chat_id"])
    message = chat.messages.get(values["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _change(world: World, chat: Chat, message: Json, values: Json, content: Json) -> Json | bool:
    changed = {name: value for name, value in message.items() if name not in ("reply_markup", *content)}
    changed |= {name: value for name, value in content.items() if value}
    if markup := check_markup(values.get("reply_markup")):
        changed["reply_markup"] = markup
    if changed == message:
        raise bad_request(_SAME)
    # Other buttons under the same text do not count as edited.
    if content:
        changed["edit_date"] = world.now()
    world.change_message(chat, changed)
    return True if "inline_message_id" in values else changed


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}
