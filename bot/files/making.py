"""Makes a file from values, by the name of its maker; the outbox keeps the values, never the bytes."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.files.calendars import make_calendar
from bot.files.charts import make_chart
from bot.files.documents import make_json
from bot.files.sheets import make_sheet

Maker: TypeAlias = Callable[[Mapping[str, Any]], bytes]

MAKERS: Mapping[str, Maker] = {
    "chart": make_chart,
    "ics": make_calendar,
    "json": make_json,
    "sheet": make_sheet,
}


class UnknownMaker(Exception):
    """An attachment names a maker that MAKERS does not have."""


async def make(maker: str, values: Mapping[str, Any]) -> bytes:
    """Return the content of a file. Makers run on a thread: the bot goes on answering meanwhile. Raises UnknownMaker."""
    if maker not in MAKERS:
        raise UnknownMaker(maker)
    return await asyncio.to_thread(MAKERS[maker], values)
