"""The menus of commands in Telegram: everybody's, and those of staff, as soon as somebody gets or loses a role."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Sequence

from telegram import Bot

from bot.chat import announcing
from bot.db.database import Database
from bot.people import staff_store
from bot.people.models import Role
from bot.texts.library import Texts

log = logging.getLogger(__name__)

_Menu = Sequence[tuple[str, str]]


class Menus:
    """Compares who has which role with what Telegram was told, and tells what differs.

    What was told is only in memory: after a restart everybody in the staff is told again. Who is not in it any more was told when
    that happened, but for the second in which we were killed; a command in their menu then answers that it is not for them.
    """

    def __init__(
        self,
        bot: Bot,
        database: Database,
        menu_for: Callable[[frozenset[Role]], _Menu],
        texts: Texts,
        beheerders: Collection[int],
    ) -> None:
        """Tell this bot's menus; `beheerders` are those whom the settings name, by Telegram id."""
        self._bot = bot
        self._database = database
        self._menu_for = menu_for
        self._texts = texts
        self._beheerders = frozenset(beheerders)
        self._told: dict[int, tuple[frozenset[Role], bool]] = {}

    async def begin(self) -> None:
        """Tell everybody's menu, and then those of the staff."""
        visitors = self._menu_for(frozenset({Role.VISITOR}))
        await announcing.tell_commands(self._bot, visitors, self._texts)
        await self.follow()

    async def follow(self) -> None:
        """Tell the menus of who got or lost a role; waits as long as Telegram cannot be reached."""
        try:
            now = await self._read()
        except (sqlite3.Error, OSError) as error:
            log.warning("menus", extra={"action": "database_fault", "error": type(error).__name__})
            return
        changed = sorted(chat_id for chat_id, held in now.items() if self._told.get(chat_id) != held)
        gone = sorted(self._told.keys() - now.keys())
        self._told = now
        menus = {chat_id: self._menu_for(now[chat_id][0] | {Role.VISITOR}) for chat_id in changed}
        await announcing.tell_staff_commands(self._bot, menus, self._texts)
        await announcing.forget_staff_commands(self._bot, gone)

    async def _read(self) -> dict[int, tuple[frozenset[Role], bool]]:
        """Return by Telegram id which roles somebody has, and whether they ever wrote: before that Telegram refuses a menu."""
        roles: dict[int, set[Role]] = {beheerder: {Role.BEHEERDER} for beheerder in self._beheerders}
        wrote: set[int] = set()
        for member in await staff_store.list_staff(self._database):
            roles.setdefault(member.chat_id, set()).add(member.role)
            wrote.add(member.chat_id)
        return {chat_id: (frozenset(held), chat_id in wrote) for chat_id, held in roles.items()}
