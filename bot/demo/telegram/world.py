"""Who and what there is in this Telegram: people, chats, messages, files, and who is watching."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.clock import Clock
from bot.demo.telegram.refusal import Json, bad_request, forbidden
from bot.demo.telegram.updates import UpdateQueue

BOT_USERNAME = "wijkmaat_bot"
_BOT_NAME = "Wijkmaat"
_FIRST_SUPERGROUP = 1_000_000_000_000


@dataclass(eq=False)
class User:
    """Somebody with a phone. Nobody can be written to before they started the bot."""

    id: int
    first_name: str
    started: bool = True
    blocked: bool = False
    deactivated: bool = False
    username: str | None = None
    language: str = "nl"

    def as_json(self) -> Json:
        """Write the user as the Bot API does."""
        known = {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.language}
        return known | ({"username": self.username} if self.username else {})


@dataclass(eq=False)
class Chat:
    """A conversation with its messages as the Bot API writes them. A deleted message is not there any more."""

    id: int
    kind: str
    title: str = ""
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    is_forum: bool = False
    bot_status: str = "member"
    moved_to: int | None = None
    last_number: int = 0

    @property
    def is_group(self) -> bool:
        """Say whether more people than one can be here."""
        return self.kind != "private"

    def as_json(self) -> Json:
        """Write the chat as the Bot API does inside a message."""
        if self.kind == "private":
            (user,) = self.members.values()
            known: Json = {"id": self.id, "type": "private", "first_name": user.first_name}
            return known | ({"username": user.username} if user.username else {})
        known = {"id": self.id, "type": self.kind, "title": self.title}
        return known | ({"is_forum": True} if self.is_forum else {})


@dataclass(frozen=True, slots=True)
class File:
    """Something that was sent and can be downloaded."""

    id: str
    name: str
    content: bytes
    mime_type: str

    @property
    def path(self) -> str:
        """Return under which path it can be downloaded."""
        return f"documents/{self.id}/{self.name}"


Watcher: TypeAlias = Callable[[str, Json], None]


class World:
    """All state. Everything that changes is told to whoever watches: the name of what happened, and the details."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        """Start with nobody in it."""
        self.clock = clock
        self.bot: Json = {"id": bot_id, "is_bot": True, "first_name": _BOT_NAME, "username": BOT_USERNAME}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.updates = UpdateQueue()
        self.watchers: list[Watcher] = []
        self.taps: dict[str, Json] = {}
        self.inline_queries: dict[str, Json] = {}
        self.inline_messages: dict[str, tuple[Chat, int]] = {}
        self.commands: dict[str, list[Json]] = {}
        self.descriptions: dict[str, str] = {}
        self._numbers = 0
        self._shared_message_number = 0

    def now(self) -> int:
        """Return the time as Telegram writes it: seconds since 1970."""
        return int(self.clock.now().timestamp())

    def tell(self, what: str, **details: object) -> None:
        """Tell the watchers what changed."""
        for watcher in list(self.watchers):
            watcher(what, dict(details))

    def next_number(self) -> int:
        """Return a number that was not used before."""
        self._numbers += 1
        return self._numbers

    def add_user(self, user: User) -> Chat:
        """Make room for a person, with their conversation with the bot."""
        self.users[user.id] = user
        chat = self.chats[user.id] = Chat(user.id, "private", members={user.id: user})
        return chat

    def add_group(self, title: str, members: list[User], kind: str, *, is_forum: bool = False) -> Chat:
        """Make a group in which the bot is a member."""
        number = self.next_number()
        chat_id = -number if kind == "group" else -(_FIRST_SUPERGROUP + number)
        chat = self.chats[chat_id] = Chat(chat_id, kind, title, {user.id: user for user in members}, is_forum=is_forum)
        return chat

    def find_chat(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot knows of. Raises Refusal."""
        if isinstance(chat_id, str):
            wanted = chat_id.removeprefix("@").lower()
            ids = [user.id for user in self.users.values() if (user.username or "").lower() == wanted]
            chat_id = ids[0] if ids else 0
        chat = self.chats.get(chat_id)
        if chat is None or (not chat.is_group and not self._is_known(self.users[chat.id])):
            raise bad_request("chat not found")
        return chat

    def open_chat(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot may write in. Raises Refusal."""
        chat = self.find_chat(chat_id)
        if chat.moved_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
        if chat.is_group:
            if chat.bot_status != "member":
                why = "bot was kicked from the" if chat.bot_status == "kicked" else "bot is not a member of the"
                raise forbidden(f"{why} {chat.kind} chat")
            return chat
        user = self.users[chat.id]
        if user.deactivated:
            raise forbidden("user is deactivated")
        if user.blocked:
            raise forbidden("bot was blocked by the user")
        if not user.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def add_message(self, chat: Chat, sender: Json, **content: object) -> Json:
        """Put a message in a chat and return it as the Bot API writes it."""
        number = self._next_message_number(chat)
        message = {"message_id": number, "from": sender, "chat": chat.as_json(), "date": self.now(), **content}
        chat.messages[number] = message
        self.tell("message", chat_id=chat.id, message=message)
        return message

    def change_message(self, chat: Chat, message: Json) -> None:
        """Put a changed message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        self.tell("edited", chat_id=chat.id, message=message)

    def remove_message(self, chat: Chat, message_id: int) -> None:
        """Take a message away from everybody's screen."""
        del chat.messages[message_id]
        self.tell("deleted", chat_id=chat.id, message_id=message_id)

    def add_file(self, name: str, content: bytes, mime_type: str) -> File:
        """Keep a file and give it an id."""
        file_id = f"AgAD{self.next_number():08d}"
        file = self.files[file_id] = File(file_id, name, content, mime_type)
        return file

    def _is_known(self, user: User) -> bool:
        return user.started or any(user.id in chat.members for chat in self.chats.values() if chat.is_group)

    def _next_message_number(self, chat: Chat) -> int:
        # As in Telegram: a supergroup counts for itself, all other chats of the bot share one row of numbers.
        if chat.kind == "supergroup":
            chat.last_number += 1
            return chat.last_number
        self._shared_message_number += 1
        return self._shared_message_number


Method: TypeAlias = Callable[[World, Json], Any]
"""What answers one method of the Bot API: the parameters go in, the result comes out, or a Refusal is raised."""
