"""`wijkmaat areas import`: areas with their numbers, hours and flyers from a file, also while the bot is running."""

import asyncio
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from bot.db.database import Database
from bot.features.team.loading import Entry, read_areas
from bot.folders import find_folder
from bot.people import area_store, audit
from bot.settings import Settings


def run(options: Namespace, settings: Settings, now: datetime) -> str:
    """Take over the file; return what to print. Raises SettingsError, ContentFault, DatabaseFault or OSError."""
    done = asyncio.run(_import(settings, read_areas(options.file, now.date()), now))
    return "\n".join(done) or "the file has no werkgebieden: nothing changed"


async def _import(settings: Settings, entries: Sequence[Entry], now: datetime) -> list[str]:
    database = await Database.open_for_a_moment(settings.database, find_folder("migrations"))
    lines = []
    try:
        async with database.transaction() as tx:
            for entry in entries:
                before = await area_store.find_area_by_code(tx, entry.code)
                after = entry.applied_to(before, now.date())
                lines.append(f"{entry.code}: {'added' if before is None else 'unchanged' if after == before else 'changed'}")
                if after != before:
                    await area_store.save_area(tx, after)
                    audit.note(tx, now, "area_made" if before is None else "area_changed", subject=entry.code)
    finally:
        await database.close()
    return lines
