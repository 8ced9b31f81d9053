"""Opens a turn: reads Telegram's update, finds who it is, and what conversation is open."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.agenda.book import AgendaBook
from bot.chat import dialogues
from bot.chat.said import ChatKind, GroupMove, Said
from bot.chat.turn import Turn
from bot.db.database import Transaction
from bot.outbox import store as outbox
from bot.people import store as people
from bot.texts.library import Texts
from bot.understanding.interpreter import Interpreter

_KINDS = {
    ChatType.PRIVATE: ChatKind.PRIVATE,
    ChatType.GROUP: ChatKind.GROUP,
    ChatType.SUPERGROUP: ChatKind.GROUP,
}
_LONGEST_COMMAND = 64
_LINK = re.compile(r"([A-Za-z0-9]+)_([A-Za-z0-9_-]+)")
_IN = frozenset({ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED})


@dataclass(frozen=True)
class TurnOpener:
    """Knows what every turn needs; made once."""

    texts: Texts
    interpreter: Interpreter
    beheerders: frozenset[int]
    bot_id: int
    username: str
    book: AgendaBook = field(default_factory=AgendaBook)

    async def open(self, update: Update, tx: Transaction, now: datetime) -> Turn | None:
        """Return the turn, or None when there is nothing to answer: a channel post, a reaction, no sender."""
        said = self._read(update)
        sender = update.effective_user
        if update.my_chat_member is not None and _is_blocked(update.my_chat_member):
            people.mark_unreachable(tx, update.my_chat_member.chat.id)
            return None
        if said is None or sender is None or (sender.is_bot and said.group_change is None):
            return None
        person_row, dialogue_row, agenda_row = await tx.fetch_together(
            people.finding(sender.id), dialogues.finding(said.chat_id, sender.id, now), self.book.finding_version()
        )
        person = await people.find_or_insert(tx, person_row, sender.id, self.beheerders, now)
        return Turn(
            update_id=update.update_id,
            update=update,
            beheerders=self.beheerders,
            now=now,
            tx=tx,
            said=said,
            person=person,
            dialogue=dialogues.from_row(dialogue_row),
            replied_key=await outbox.find_key(tx, said.chat_id, said.replied_to) if said.replied_to else None,
            texts=self.texts,
            interpreter=self.interpreter,
            agenda=await self.book.agenda(tx, agenda_row, now),
        )

    def words_of(self, update: Update) -> str | None:
        """Return the words in this update that we are going to ask the interpreter about, if it has any."""
        said = self._read(update)
        return (said.words or said.query or None) if said is not None else None

    def _read(self, update: Update) -> Said | None:
        if update.callback_query is not None:
            return _read_tap(update)
        if update.inline_query is not None:
            return Said(ChatKind.ELSEWHERE, update.inline_query.from_user.id, query=update.inline_query.query)
        if update.message is not None:
            return self._read_message(update.message, edited=False)
        if update.edited_message is not None:
            return self._read_message(update.edited_message, edited=True)
        if update.my_chat_member is not None:
            return _read_membership(update.my_chat_member)
        return None

    def _read_message(self, message: Message, *, edited: bool) -> Said | None:
        kind = _kind(message.chat)
        if message.migrate_to_chat_id is not None:
            return Said(kind, message.chat_id, group_change=GroupMove.MOVED, moved_to=message.migrate_to_chat_id)
        if kind is ChatKind.ELSEWHERE or _is_service(message) or self._is_own(message):
            return None
        words = (message.text or message.caption or "").strip()
        command, words = self._split_command(words)
        addressed = kind is ChatKind.PRIVATE or command is not None or self._is_addressed(message, words)
        if command == "" or not addressed:
            return None
        prefix, link = _split_link(words) if command == "start" else (None, None)
        mention = f"@{self.username}"
        return Said(
            kind=kind,
            chat_id=message.chat_id,
            message_id=message.message_id,
            words=None if prefix else words.replace(mention, " ").strip() or None,
            command=command,
            is_media=not words and command is None,
            edited=edited,
            link_prefix=prefix,
            link=link,
            topic=message.message_thread_id if message.is_topic_message else None,
            replied_to=replied.message_id if (replied := _replied(message)) else None,
        )

    def _is_own(self, message: Message) -> bool:
        """Say whether this is a tip of ours that somebody shared through inline mode."""
        return message.via_bot is not None and message.via_bot.id == self.bot_id

    def _split_command(self, words: str) -> tuple[str | None, str]:
        """Split off /command; "" is a command for another bot."""
        if not words.startswith("/") or len(words) < 2:  # noqa: PLR2004 - a slash and at least a letter
            return None, words
        head, _, rest = words.partition(" ")
        name, _, addressee = head[1:_LONGEST_COMMAND].partition("@")
        if addressee and addressee.lower() != self.username.lower():
            return "", rest
        return name.lower(), rest.strip()

    def _is_addressed(self, message: Message, words: str) -> bool:
        replied = _replied(message)
        if replied is not None and replied.from_user is not None and replied.from_user.id == self.bot_id:
            return True
        return f"@{self.username}".lower() in words.lower()


def _replied(message: Message) -> Message | None:
    """Return what this is a reply to. In a topic everything is, on paper, a reply to the message that opened it: that is none."""
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created is not None else replied


def _read_tap(update: Update) -> Said | None:
    tap = update.callback_query
    if tap is None or tap.message is None:
        return None
    return Said(
        kind=_kind(tap.message.chat),
        chat_id=tap.message.chat.id,
        message_id=tap.message.message_id,
        tapped=tuple((tap.data or "").split(":")),
        quoted=_own_words(tap),
    )


def _own_words(tap: CallbackQuery) -> str | None:
    answered = tap.message.reply_to_message if isinstance(tap.message, Message) else None
    if answered is None or answered.from_user is None or answered.from_user.id != tap.from_user.id:
        return None
    return answered.text or answered.caption


def _read_membership(change: ChatMemberUpdated) -> Said | None:
    was_in, is_in = (member.status in _IN for member in (change.old_chat_member, change.new_chat_member))
    kind = _kind(change.chat)
    if kind is not ChatKind.GROUP or was_in == is_in:
        return None
    return Said(kind, change.chat.id, group_change=GroupMove.ADDED if is_in else GroupMove.REMOVED)


def _is_blocked(change: ChatMemberUpdated) -> bool:
    return _kind(change.chat) is ChatKind.PRIVATE and change.new_chat_member.status == ChatMemberStatus.BANNED


def _split_link(words: str) -> tuple[str | None, str | None]:
    """Split what stands behind a start link: meedoen_BT-12."""
    found = _LINK.fullmatch(words)
    return (found[1], found[2]) if found else (None, None)


def _kind(chat: Chat) -> ChatKind:
    return _KINDS.get(ChatType(chat.type), ChatKind.ELSEWHERE) if chat.type in list(ChatType) else ChatKind.ELSEWHERE


def _is_service(message: Message) -> bool:
    """Say whether Telegram wrote this itself: somebody joined, a title changed, a message was pinned."""
    return bool(
        message.new_chat_members
        or message.left_chat_member
        or message.new_chat_title
        or message.pinned_message
        or message.group_chat_created
        or message.supergroup_chat_created
        or message.migrate_to_chat_id
        or message.migrate_from_chat_id
        or message.forum_topic_created
        or message.message_auto_delete_timer_changed
    )
