"""Getting acquainted with Telegram: who we are, which commands we know, and by which way we want updates."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application

from bot.chat.errors import back_off
from bot.chat.faults import Unauthorised
from bot.chat.polling import ALLOWED_UPDATES

if TYPE_CHECKING:  # the door opens before the texts are read
    from bot.texts.library import Texts

log = logging.getLogger(__name__)

_LONGEST_WAIT = 30.0


async def get_acquainted(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Open the connections and ask Telegram for our own name, until it answers. Raises Unauthorised for a refused token."""
    try:
        await _until_it_works("get_acquainted", application.initialize)
    except TelegramError as error:
        raise Unauthorised from error


async def tell_commands(bot: Bot, menu: Sequence[tuple[str, str]], texts: "Texts") -> None:
    """Put our commands, with the text of each description key, in Telegram's menu. Being refused is no reason not to run."""
    commands = [BotCommand(name, texts.render(key)) for name, key in menu]
    await _politely("tell_commands", lambda: bot.set_my_commands(commands))


async def tell_staff_commands(bot: Bot, menus: Mapping[int, Sequence[tuple[str, str]]], texts: "Texts") -> None:
    """Give each of the staff, by Telegram id, a menu with their own commands as well."""
    for chat_id, menu in menus.items():
        commands, scope = [BotCommand(name, texts.render(key)) for name, key in menu], BotCommandScopeChat(chat_id)
        await _politely("tell_staff_commands", partial(bot.set_my_commands, commands, scope))


async def forget_staff_commands(bot: Bot, chat_ids: Sequence[int]) -> None:
    """Give back everybody's menu to who is no longer in the staff, by Telegram id."""
    for chat_id in chat_ids:
        await _politely("forget_staff_commands", partial(bot.delete_my_commands, BotCommandScopeChat(chat_id)))


async def ask_for_webhook(bot: Bot, address: str, secret: str) -> None:
    """Ask Telegram to call this address and to show this secret."""
    kinds = ALLOWED_UPDATES.strip('[]"').split('","')
    await _politely("ask_for_webhook", lambda: bot.set_webhook(address, secret_token=secret, allowed_updates=kinds))


async def forget_webhook(bot: Bot) -> None:
    """Take away a webhook from before: as long as there is one, Telegram gives nothing to who asks."""
    await _politely("forget_webhook", bot.delete_webhook)


async def _politely(what: str, call: Callable[[], Awaitable[object]]) -> None:
    try:
        await _until_it_works(what, call)
    except TelegramError as error:
        log.warning("announcing", extra={"action": "refused", "what": what, "error": type(error).__name__})


async def _until_it_works(what: str, call: Callable[[], Awaitable[object]]) -> None:
    """Call until Telegram can be reached. Raises TelegramError when it is reached and says no."""
    attempt = 0
    while True:
        attempt += 1
        try:
            await call()
        except (NetworkError, RetryAfter) as error:
            if isinstance(error, BadRequest):  # PTB counts it as a network error, but it is a no
                raise
            log.warning("announcing", extra={"action": "later", "what": what, "error": type(error).__name__})
            await asyncio.sleep(min(back_off(attempt).total_seconds(), _LONGEST_WAIT))
        else:
            return
