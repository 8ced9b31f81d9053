"""FakeTelegram: one value that holds a whole Telegram, for tests and for the demo.

The bot's side goes in through `request()`; the people's side are the verbs it inherits (say, tap, edit, block…).
"""

from collections import deque

import httpx
from telegram.request import HTTPXRequest

from bot.clock import Clock
from bot.demo.telegram.people import NotPossible, People
from bot.demo.telegram.profile import commands_for
from bot.demo.telegram.refusal import Json, Refusal
from bot.demo.telegram.transport import Call, Transport
from bot.demo.telegram.world import BOT_USERNAME, Chat, File, User, Watcher, World

__all__ = ["BOT_USERNAME", "TOKEN", "Call", "Chat", "FakeTelegram", "File", "NotPossible", "User"]

TOKEN = "1:demo"  # noqa: S105 - opens nothing but this fake


class FakeTelegram(People):
    """A Telegram in memory, with the bot whose token it was given."""

    def __init__(self, clock: Clock, token: str = TOKEN) -> None:
        """Start with nobody in it; `clock` dates the messages."""
        self.world = World(clock, int(token.partition(":")[0]))
        super().__init__(self.world)
        self.transport = Transport(self.world, token)

    def request(self) -> HTTPXRequest:
        """Return a request of PTB that ends here, whatever the base URL is."""
        return HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(self.transport)})

    @property
    def calls(self) -> list[Call]:
        """Return everything the bot ever asked, in order."""
        return self.transport.calls

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method, in order."""
        return [call for call in self.calls if call.method == method]

    def add_user(self, user_id: int, first_name: str, *, started: bool = True, username: str | None = None) -> User:
        """Give somebody a phone. Who has not started the bot cannot be written to."""
        user = User(user_id, first_name, started=started, username=username)
        self.world.add_user(user)
        return user

    def add_group(self, title: str, *members: User, kind: str = "supergroup", is_forum: bool = False) -> Chat:
        """Make a group of these people with the bot in it; the bot is not told."""
        return self.world.add_group(title, list(members), kind, is_forum=is_forum)

    def messages(self, chat: User | Chat) -> list[Json]:
        """Return what stands in a conversation now, oldest first."""
        return list(self.world.chats[chat.id].messages.values())

    def menu(self, chat: User | Chat) -> list[Json]:
        """Return the commands in the menu of this chat."""
        return commands_for(self.world, self.world.chats[chat.id])

    def watch(self, watcher: Watcher) -> None:
        """Tell this watcher everything that changes: message, edited, deleted, action, notice, inline, commands."""
        self.world.watchers.append(watcher)

    def raw(self, update: Json) -> Json:
        """Hand the bot this update as it is, whatever it looks like."""
        return self.world.updates.put_raw(update)

    async def handed_over(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self.world.updates.confirmed()

    async def idle(self) -> None:
        """Wait until no call of the bot is under way, except one that waits for updates."""
        await self.transport.idle()

    @property
    def unreachable(self) -> bool:
        """Say whether nobody can reach Telegram now; set it to cut the line."""
        return self.transport.trouble.unreachable

    @unreachable.setter
    def unreachable(self, cut: bool) -> None:
        self.transport.trouble.unreachable = cut

    @property
    def delay(self) -> float:
        """Return how many real seconds every answer takes; set it to make Telegram slow."""
        return self.transport.trouble.delay

    @delay.setter
    def delay(self, seconds: float) -> None:
        self.transport.trouble.delay = seconds

    def fail_next(  # noqa: PLR0913 - each one is a part of Telegram's answer
        self, method: str, status: int, description: str, retry_after: int | None = None, times: int = 1, *,
        migrate_to: int | None = None,
    ) -> None:  # fmt: skip
        """Let the next call(s) of this method fail like this; "*" is any method. Nothing is performed."""
        parameters = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to}
        refusal = Refusal(status, description, **{name: value for name, value in parameters.items() if value is not None})
        self.transport.trouble.failures.setdefault(method, deque()).extend([refusal] * times)

    def lose_answer_next(self, method: str) -> None:
        """Perform the next call of this method, but lose the answer on the way back."""
        self.transport.trouble.lost_answers.append(method)
