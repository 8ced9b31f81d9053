"""The methods that put a message in a chat: text, a photo, a document, a contact, or only 'typing…'."""

from typing import Any

from bot.demo.telegram.entities import find_entities, trim
from bot.demo.telegram.html import parse_html
from bot.demo.telegram.keyboards import check_markup
from bot.demo.telegram.pictures import measure
from bot.demo.telegram.reading import Upload
from bot.demo.telegram.refusal import Json, bad_request
from bot.demo.telegram.world import Chat, File, Method, World

LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LARGEST_PHOTO = 10 * 1024 * 1024
_LARGEST_DOCUMENT = 50 * 1024 * 1024
_ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


def read_text(values: Json, name: str = "text") -> tuple[str, list[Json]]:
    """Return the text with its entities as people will see it. Raises Refusal when Telegram cannot parse it."""
    mode = values.get("parse_mode")
    if mode in (None, ""):
        given = values.get(f"{name}_entities" if name == "caption" else "entities") or []
        text, entities = values.get(name, ""), list(given)
    elif str(mode).lower() == "html":
        text, entities = parse_html(values.get(name, ""))
    else:
        raise bad_request("unsupported parse_mode")
    text, entities = trim(text.replace("\r", ""), entities)
    return text, find_entities(text, entities)


def send_message(world: World, values: Json) -> Json:
    """Say something."""
    text, entities = read_text(values)
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _send(world, values, {"text": text} | ({"entities": entities} if entities else {}))


def send_photo(world: World, values: Json) -> Json:
    """Show a picture."""
    caption = _caption(values)
    file = _file(world, values["photo"], "photo", _LARGEST_PHOTO)
    width, height = measure(file.content)
    size = {"file_id": file.id, "file_unique_id": f"U{file.id}", "file_size": len(file.content)}
    return _send(world, values, {"photo": [size | {"width": width, "height": height}]} | caption)


def send_document(world: World, values: Json) -> Json:
    """Hand over a file."""
    caption = _caption(values)
    file = _file(world, values["document"], "document", _LARGEST_DOCUMENT)
    document = {
        "file_id": file.id, "file_unique_id": f"U{file.id}", "file_name": file.name, "mime_type": file.mime_type,
        "file_size": len(file.content),
    }  # fmt: skip
    return _send(world, values, {"document": document} | caption)


def send_contact(world: World, values: Json) -> Json:
    """Hand over somebody's number."""
    fields = ("phone_number", "first_name", "last_name", "vcard")
    return _send(world, values, {"contact": {field: values[field] for field in fields if field in values}})


def send_chat_action(world: World, values: Json) -> bool:
    """Show that an answer is on its way."""
    if values["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.open_chat(values["chat_id"])
    world.tell("action", chat_id=chat.id, action=values["action"])
    return True


def _send(world: World, values: Json, content: Json) -> Json:
    markup = check_markup(values.get("reply_markup"))
    chat = world.open_chat(values["chat_id"])
    content |= _topic(chat, values) | _reply(chat, values)
    return world.add_message(chat, world.bot, **content, **({"reply_markup": markup} if markup else {}))


def _topic(chat: Chat, values: Json) -> Json:
    topic = values.get("message_thread_id")
    if topic is None:
        return {}
    if topic not in chat.topics:
        raise bad_request("message thread not found")
    return {"message_thread_id": topic, "is_topic_message": True}


def _reply(chat: Chat, values: Json) -> Json:
    parameters = values.get("reply_parameters")
    if not parameters:
        return {}
    message = chat.messages.get(parameters.get("message_id"))
    if message is None:
        if parameters.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(message)}


def without_reply(message: Json) -> Json:
    """Return a message as it is quoted: what it was itself a reply to is left out."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _caption(values: Json) -> Json:
    caption, entities = read_text(values, "caption")
    if len(caption) > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": caption} if caption else {}) | ({"caption_entities": entities} if entities else {})


def _file(world: World, given: Any, name: str, largest: int) -> File:
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > largest:
            raise bad_request(f"file is too big: {name}")
        if name == "photo" and not given.content.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return world.add_file(given.name, given.content, given.mime_type)
    if str(given).startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if str(given) not in world.files:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    return world.files[str(given)]


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
}
