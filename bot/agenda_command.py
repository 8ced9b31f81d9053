"""`wijkmaat agenda`: import, export and qr, also while the bot is running."""

import asyncio
import re
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.agenda import store
from bot.agenda.exporting import export_agenda
from bot.agenda.flyer import signup_link, write_qr
from bot.agenda.importing import Done, Imported, Report, import_agenda
from bot.chat.http import AiohttpRequest
from bot.db.database import Database
from bot.folders import find_folder
from bot.settings import Settings, SettingsError
from bot.understanding.signup.loading import AgendaFile, read_agenda_file

_USERNAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


def run(options: Namespace, settings: Settings, now: datetime) -> str:
    """Do what was asked; return what to print. Raises SettingsError, ContentFault, DatabaseFault or OSError."""
    if options.action == "import":
        return _told(asyncio.run(_import(settings, read_agenda_file(options.file), now)))
    if options.action == "export":
        written = asyncio.run(_export(settings))
        if options.file is None:
            return written.rstrip("\n")
        options.file.write_text(written, "utf-8")
        return f"Agenda written to {options.file}"
    return asyncio.run(_draw(settings, options.code, options.out, options.bot))


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[Database]:
    database = await Database.open_for_a_moment(settings.database, find_folder("migrations"))
    try:
        yield database
    finally:
        await database.close()


async def _import(settings: Settings, file: AgendaFile, now: datetime) -> Report:
    async with _open(settings) as database, database.transaction() as tx:
        return await import_agenda(tx, file, now)


async def _export(settings: Settings) -> str:
    async with _open(settings) as database:
        return export_agenda(await store.list_events(database))


async def _draw(settings: Settings, code: str, folder: Path, bot: str | None) -> str:
    async with _open(settings) as database:
        if await store.find_event_by_code(database, code) is None:
            raise SettingsError(f"there is no bijeenkomst {code} on the agenda; see: wijkmaat agenda export")
    link = signup_link(_checked(bot) if bot else await _ask_username(settings), code)
    png, svg = write_qr(link, folder, code)
    return f"{png}\n{svg}\n{link}"


def _checked(username: str) -> str:
    match = _USERNAME.fullmatch(username)
    if match is None:
        raise SettingsError(f"--bot {username}: a username of a bot looks like wijkmaat_bot")
    return match[1]


async def _ask_username(settings: Settings) -> str:
    if not settings.token:
        raise SettingsError("give the username of the bot with --bot NAME, or set WIJKMAAT_TOKEN so that Telegram can be asked")
    try:
        bot = Bot(settings.require_token(), base_url=f"{settings.api_url}/bot", request=AiohttpRequest(1))
        async with bot:
            return bot.username
    except InvalidToken as error:
        raise SettingsError("Telegram refuses the token. Check WIJKMAAT_TOKEN, or give the username with --bot NAME") from error
    except TelegramError as error:
        raise SettingsError("Telegram cannot be reached; give the username of the bot with --bot NAME") from error


def _told(report: Report) -> str:
    lines = [_line(imported) for imported in report.imported]
    if report.left_alone:
        lines.append(f"not in the file, left as they are: {', '.join(report.left_alone)}")
    return "\n".join(lines) or "the file has no bijeenkomsten: nothing changed"


def _line(imported: Imported) -> str:
    line = f"{imported.code}: {imported.done}"
    if imported.done in (Done.ANNOUNCED, Done.CALLED_OFF):
        line += f", told to {imported.told}"
    if imported.over:
        line += f"; {imported.over} more on the list than there are seats, nobody is taken off"
    return line
