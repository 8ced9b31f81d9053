"""One turn of a conversation: who says what, when, and everything that is said back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias

from telegram import Update

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.said import ChatKind, Said
from bot.db.database import Transaction
from bot.outbox.models import Attachment, Keyboard, Message
from bot.people.models import Person
from bot.texts.library import Texts
from bot.understanding.interpreter import NO_EVENTS, Interpreter
from bot.understanding.meaning import Understanding
from bot.understanding.signup import Agenda


@dataclass(frozen=True, slots=True)
class Notice:
    """The short line that Telegram shows on top after a tap; sent once, and gone if it fails."""

    text: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InlineTip:
    """One tip to pick in inline mode: its id, the keys of what is listed and of what is shared."""

    id: str
    title: str
    summary: str
    text: str
    values: dict[str, Any] = field(default_factory=dict)


Gesture: TypeAlias = Notice | tuple[InlineTip, ...]


@dataclass
class Turn:
    """Everything a handler needs. What it says is sent when the transaction commits, or not at all."""

    update_id: int
    update: Update
    now: datetime
    tx: Transaction
    said: Said
    person: Person
    dialogue: Dialogue | None
    replied_key: str | None
    """The key of our message to which this is a reply."""
    texts: Texts
    interpreter: Interpreter
    agenda: Agenda = NO_EVENTS
    """What is coming, in the form in which sentences are compared with it."""
    outgoing: list[Message] = field(default_factory=list)
    gesture: Gesture | None = None
    failure: BaseException | None = None
    beheerders: frozenset[int] = frozenset()
    """Who the settings name, by their Telegram id."""

    @cached_property
    def understood(self) -> Understanding:
        """What the words mean; worked out once, and only when somebody asks."""
        return self.interpreter.understand(self.said.words or "", self.now, self.agenda)

    def say(
        self, text: str, keyboard: Keyboard = (), *, attachment: Attachment | None = None, quoting: bool = False, **values: Any
    ) -> None:
        """Answer in this chat; in a group, or `quoting`, as a reply to what was said. With an attachment the text is its caption.

        Who taps a button under a reply brings along what they said themselves: `said.quoted`.
        """
        self._put(text, keyboard, values, attachment=attachment, quoting=quoting)

    def say_first(self, text: str, keyboard: Keyboard = (), **values: Any) -> None:
        """Say this before everything else that this turn says."""
        self._put(text, keyboard, values)
        self.outgoing.insert(0, self.outgoing.pop())

    def change(self, text: str, keyboard: Keyboard = (), **values: Any) -> None:
        """Replace the message under which somebody tapped."""
        self._put(text, keyboard, values, edits=self.said.message_id)

    def notice(self, text: str, **values: Any) -> None:
        """Show a short line on top after a tap."""
        self.gesture = Notice(text, values)

    def link(self, prefix: str, rest: str) -> str:
        """Return the web address that opens our chat and leads to the route with this StartLink."""
        return f"https://t.me/{self.update.get_bot().username}?start={prefix}_{rest}"

    def tell(self, message: Message) -> None:
        """Send something to somebody else, or later."""
        self.outgoing.append(message)

    def open_dialogue(self, dialogue: Dialogue, until: datetime) -> None:
        """Remember where this conversation stands, until that moment at the latest, instead of what was open here."""
        dialogues.save(self.tx, self.said.chat_id, self.person.id, dialogue, until)
        self.dialogue = dialogue

    def end_dialogue(self) -> None:
        """Close the form or topic that is open here; what follows in this turn sees it no more."""
        dialogues.close(self.tx, self.said.chat_id, self.person.id)
        self.dialogue = None

    def is_about(self, test: Callable[[Understanding], bool]) -> bool:
        """Say whether there are words and they mean something of this kind."""
        return self.said.words is not None and test(self.understood)

    def _put(  # noqa: PLR0913 - everything that makes a message
        self,
        text: str,
        keyboard: Keyboard,
        values: dict[str, Any],
        edits: int | None = None,
        attachment: Attachment | None = None,
        *,
        quoting: bool = False,
    ) -> None:
        in_group = self.said.kind is ChatKind.GROUP
        self.outgoing.append(
            Message(
                key=f"answer:update-{self.update_id}:{len(self.outgoing) + 1}",
                chat_id=self.said.chat_id,
                person_id=None if in_group else self.person.id,
                text=text,
                values=values,
                keyboard=keyboard,
                due_at=self.now,
                live=True,
                edits=edits,
                reply_to=self.said.message_id if (in_group or quoting) and edits is None else None,
                attachment=attachment,
                topic=self.said.topic,
            )
        )

    def with_words(self, words: str) -> "Turn":
        """Return this turn as if these words had been typed; shares what is said back."""
        return replace(self, said=replace(self.said, words=words))
