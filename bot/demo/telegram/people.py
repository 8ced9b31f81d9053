"""What people do with their phones: say, tap, edit, send something else, block. Each becomes the update the bot gets."""

from typing import Any

from bot.demo.telegram.entities import cut, find_entities
from bot.demo.telegram.keyboards import find_button
from bot.demo.telegram.media import make_media
from bot.demo.telegram.refusal import Json
from bot.demo.telegram.sending import LONGEST_TEXT, without_reply
from bot.demo.telegram.world import BOT_USERNAME, Chat, User, World


class NotPossible(Exception):
    """A person cannot do this on a real phone either: the button is not there, or the message is not theirs."""


class People:
    """Moves the hands of everybody who has a phone."""

    def __init__(self, world: World) -> None:
        """Act in this world."""
        self._world = world

    def say(self, user: User, text: str, chat: Chat | None = None, reply_to: int | None = None, topic: int | None = None) -> Json:
        """Type a message and send it; a very long one goes out in pieces. Returns the last one."""
        room = self._room(user, chat)
        text = text.strip()
        if not text:
            raise NotPossible("an empty message cannot be sent")
        pieces = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)]
        return [self._post(user, room, self._text(piece), reply_to, topic) for piece in pieces][-1]

    def send_media(self, user: User, kind: str, chat: Chat | None = None, caption: str = "") -> Json:
        """Send something that is not text."""
        return self._post(user, self._room(user, chat), make_media(self._world, user, kind, caption))

    def edit(self, user: User, message_id: int, text: str, chat: Chat | None = None) -> Json:
        """Change one's own message."""
        room = self._room(user, chat)
        message = room.messages.get(message_id)
        if message is None or message["from"]["id"] != user.id:
            raise NotPossible(f"{user.first_name} has no message {message_id} to edit")
        changed = message | self._text(text) | {"edit_date": self._world.now()}
        self._world.change_message(room, changed)
        self._deliver("edited_message", room, changed)
        return changed

    def tap(self, user: User, message_id: int, button: str, chat: Chat | None = None) -> Json:
        """Tap a button, by what is on it or by its data. A button with a link opens a browser: the bot hears nothing."""
        room = self._room(user, chat)
        message = room.messages.get(message_id, {})
        found = find_button(message, button)
        if found is None:
            raise NotPossible(f"there is no button {button!r} under message {message_id}")
        if "callback_data" not in found:
            raise NotPossible(f"the button {button!r} does not tell the bot anything")
        return self.tap_data(user, message, found["callback_data"])

    def tap_data(self, user: User, message: Json, data: str) -> Json:
        """Tap a button that was there a moment ago."""
        query_id = f"{user.id}{self._world.next_number():06d}"
        chat_id = message["chat"]["id"]
        self._world.taps[query_id] = {"user_id": user.id, "chat_id": chat_id, "at": self._world.now()}
        query: Json = {"id": query_id, "from": user.as_json(), "chat_instance": str(chat_id), "data": data}
        inline = [key for key, place in self._world.inline_messages.items() if place[1] == message["message_id"]
                  and place[0].id == chat_id]  # fmt: skip
        query |= {"inline_message_id": inline[0]} if inline else {"message": message}
        self._world.updates.put("callback_query", query)
        return query

    def inline(self, user: User, query: str) -> str:
        """Type @bot and some words in any chat; returns the id under which results will come."""
        query_id = f"{user.id}{self._world.next_number():06d}"
        self._world.inline_queries[query_id] = {"user_id": user.id, "query": query, "at": self._world.now()}
        told = {"id": query_id, "from": user.as_json(), "query": query, "offset": "", "chat_type": "private"}
        self._world.updates.put("inline_query", told)
        return query_id

    def choose(self, user: User, query_id: str, result_id: str, chat: Chat | None = None) -> Json:
        """Pick one of the inline results; it appears in the chat as the person's own message."""
        content = self._world.inline_queries[query_id]["results"][result_id]
        room = self._room(user, chat)
        message = self._world.add_message(room, user.as_json(), via_bot=self._world.bot, **content)
        self._world.inline_messages[f"I{query_id}"] = (room, message["message_id"])
        self._deliver("message", room, message)
        return message

    def start(self, user: User, payload: str = "") -> Json:
        """Press the start button, perhaps through a link that carries something."""
        user.started = True
        return self.say(user, f"/start {payload}".strip())

    def block(self, user: User) -> None:
        """Block the bot."""
        user.blocked = True
        self._membership(user, "member", "kicked")

    def unblock(self, user: User) -> None:
        """Let the bot in again."""
        user.blocked = False
        self._membership(user, "kicked", "member")

    def add_bot(self, user: User, chat: Chat) -> None:
        """Put the bot in a group."""
        chat.bot_status = "member"
        self._membership(user, "left", "member", chat)

    def remove_bot(self, user: User, chat: Chat) -> None:
        """Throw the bot out of a group."""
        chat.bot_status = "kicked"
        self._membership(user, "member", "kicked", chat)

    def upgrade(self, user: User, chat: Chat) -> Chat:
        """Turn a group into a supergroup: it gets another id, and the old one refuses from here on."""
        new = self._world.add_group(chat.title, list(chat.members.values()), "supergroup")
        self._post(user, chat, {"migrate_to_chat_id": new.id})
        chat.moved_to = new.id
        self._post(user, new, {"migrate_from_chat_id": chat.id})
        return new

    def _membership(self, user: User, old: str, new: str, chat: Chat | None = None) -> None:
        room = chat or self._world.chats[user.id]
        self._world.updates.put(
            "my_chat_member",
            {
                "chat": room.as_json(),
                "from": user.as_json(),
                "date": self._world.now(),
                "old_chat_member": self._member(old),
                "new_chat_member": self._member(new),
            },
        )

    def _member(self, status: str) -> Json:
        return {"user": self._world.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    def _room(self, user: User, chat: Chat | None) -> Chat:
        room = chat or self._world.chats[user.id]
        if user.id not in room.members:
            raise NotPossible(f"{user.first_name} is not in {room.title}")
        if not room.is_group and user.blocked:
            raise NotPossible(f"{user.first_name} has blocked the bot and has to unblock it first")
        return room

    @staticmethod
    def _text(text: str) -> Json:
        entities = find_entities(text)
        return {"text": text} | ({"entities": entities} if entities else {})

    def _post(
        self, user: User, chat: Chat, content: dict[str, Any], reply_to: int | None = None, topic: int | None = None
    ) -> Json:
        if reply_to is not None:
            if reply_to not in chat.messages:
                raise NotPossible(f"there is no message {reply_to} to reply to")
            content = content | {"reply_to_message": without_reply(chat.messages[reply_to])}
        if topic is not None:
            content = content | {"message_thread_id": topic, "is_topic_message": True}
        if not chat.is_group:
            user.started = True
        message = self._world.add_message(chat, user.as_json(), **content)
        self._deliver("message", chat, message)
        return message

    def _deliver(self, kind: str, chat: Chat, message: Json) -> None:
        if chat.bot_status == "member" and (not chat.is_group or self._is_for_bot(message)):
            self._world.updates.put(kind, message)

    def _is_for_bot(self, message: Json) -> bool:
        """Privacy mode: in a group the bot hears commands, its own name, replies to itself, and what Telegram tells."""
        if "text" not in message and "caption" not in message and "migrate_to_chat_id" in message:
            return True
        if message.get("via_bot") or "migrate_from_chat_id" in message:
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self._world.bot["id"]:
            return True
        text = message.get("text", "")
        return any(_addresses_bot(cut(text, entity), entity["type"]) for entity in message.get("entities", []))


def _addresses_bot(piece: str, kind: str) -> bool:
    name = f"@{BOT_USERNAME}".lower()
    if kind == "mention":
        return piece.lower() == name
    return kind == "bot_command" and ("@" not in piece or piece.lower().endswith(name))
