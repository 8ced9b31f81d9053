"""The methods about the bot itself and about chats: who am I, my commands, who is in this group."""

import json
import re

from bot.demo.telegram.refusal import Json, bad_request
from bot.demo.telegram.world import Chat, Method, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_LONGEST_COMMAND_TEXT = 256
_LONGEST_DESCRIPTION = 512
_LONGEST_SHORT_DESCRIPTION = 120
_LONGEST_TOPIC = 128


def get_me(world: World, _: Json) -> Json:
    """Say who the bot is."""
    abilities = {
        "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
        "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip
    return world.bot | abilities


def set_webhook(world: World, values: Json) -> bool:
    """Remember where updates should go; from here on polling is refused."""
    if not values["url"].startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    world.updates.webhook = {name: values[name] for name in ("url", "max_connections", "allowed_updates") if name in values}
    world.updates.allow(values.get("allowed_updates"))
    return _drop_pending(world, values)


def delete_webhook(world: World, values: Json) -> bool:
    """Go back to polling."""
    world.updates.webhook = {}
    return _drop_pending(world, values)


def get_webhook_info(world: World, _: Json) -> Json:
    """Say where updates go, and how many wait."""
    known = {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates.waiting)}
    return known | world.updates.webhook


def set_my_commands(world: World, values: Json) -> bool:
    """Put commands in the menu."""
    commands = values["commands"]
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= _LONGEST_COMMAND_TEXT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(values)] = commands
    world.tell("commands")
    return True


def get_my_commands(world: World, values: Json) -> list[Json]:
    """Read back what is in the menu."""
    return world.commands.get(_scope(values), [])


def delete_my_commands(world: World, values: Json) -> bool:
    """Empty the menu."""
    world.commands.pop(_scope(values), None)
    world.tell("commands")
    return True


def commands_for(world: World, chat: Chat) -> list[Json]:
    """Return the menu that people in this chat see: the narrowest scope that has one."""
    kinds: list[Json] = [{"type": "chat", "chat_id": chat.id}]
    kinds += [{"type": "all_group_chats" if chat.is_group else "all_private_chats"}, {"type": "default"}]
    for scope in kinds:
        for language in ("nl", ""):
            if found := world.commands.get(_scope({"scope": scope, "language_code": language})):
                return found
    return []


def set_my_description(world: World, values: Json) -> bool:
    """Set what people read before they start."""
    return _describe(world, values, "description", _LONGEST_DESCRIPTION)


def set_my_short_description(world: World, values: Json) -> bool:
    """Set what people read on the bot's card."""
    return _describe(world, values, "short_description", _LONGEST_SHORT_DESCRIPTION)


def get_chat(world: World, values: Json) -> Json:
    """Tell about a chat."""
    chat = world.find_chat(values["chat_id"])
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    return chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(world: World, values: Json) -> Json:
    """Say whether somebody is in a chat."""
    chat = world.open_chat(values["chat_id"])
    if values["user_id"] == world.bot["id"]:
        return {"status": chat.bot_status, "user": world.bot}
    user = world.users.get(values["user_id"])
    if user is None:
        raise bad_request("user not found")
    return {"status": "member" if user.id in chat.members else "left", "user": user.as_json()}


def leave_chat(world: World, values: Json) -> bool:
    """Leave a group."""
    chat = world.open_chat(values["chat_id"])
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True


def create_forum_topic(world: World, values: Json) -> Json:
    """Open a topic in a group that has topics."""
    chat = world.open_chat(values["chat_id"])
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not 1 <= len(values["name"]) <= _LONGEST_TOPIC:
        raise bad_request("TOPIC_TITLE_INVALID")
    topic = {"name": values["name"], "icon_color": values.get("icon_color", 7322096)}
    message = world.add_message(chat, world.bot, forum_topic_created=topic, is_topic_message=True)
    message["message_thread_id"] = message["message_id"]
    chat.topics[message["message_id"]] = values["name"]
    return topic | {"message_thread_id": message["message_id"]}


def get_file(world: World, values: Json) -> Json:
    """Say where a file can be downloaded."""
    file = world.files.get(values["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    return {"file_id": file.id, "file_unique_id": f"U{file.id}", "file_size": len(file.content), "file_path": file.path}


def _drop_pending(world: World, values: Json) -> bool:
    if values.get("drop_pending_updates"):
        world.updates.drop()
    return True


def _scope(values: Json) -> str:
    return json.dumps([values.get("scope") or {"type": "default"}, values.get("language_code") or ""], sort_keys=True)


def _describe(world: World, values: Json, name: str, longest: int) -> bool:
    text = values.get(name, "")
    if len(text) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    world.descriptions[f"{name}:{values.get('language_code', '')}"] = text
    world.tell("commands")
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "createForumTopic": create_forum_topic,
    "getFile": get_file,
}
