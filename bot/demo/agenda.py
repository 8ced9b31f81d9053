"""The agenda of the demo: made-up bijeenkomsten in the weeks after today, and the area in which some of them are."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.agenda.importing import import_agenda
from bot.app import find_folder
from bot.clock import LOCAL_ZONE
from bot.db.database import Database
from bot.people.area_store import save_area
from bot.people.areas import Area
from bot.understanding.signup import Part
from bot.understanding.signup.loading import AgendaFile, Entry, read_agenda_file

# The Monday from which the dates in the file count.
_WRITTEN_FOR = date(2027, 1, 4)
_OOST = Area(
    id=0, code="oost", name="Oost", gemeente="Amsterdam", neighbourhoods=("Oost", "Indische Buurt", "Watergraafsmeer")
)  # fmt: skip


async def set_the_stage(database: Path, now: datetime) -> None:
    """Make the database of the demo, with an agenda as if it were written today."""
    opened = await Database.open(database, find_folder("migrations"))
    try:
        async with opened.transaction() as tx:
            await save_area(tx, _OOST)
            await import_agenda(tx, read_agenda_of(now), now)
    finally:
        await opened.close()


def read_agenda_of(now: datetime) -> AgendaFile:
    """Return the agenda with every dagdeel on the same weekday and time of the day, counted from this week's Monday."""
    today = now.astimezone(LOCAL_ZONE).date()
    weeks = today - timedelta(days=today.weekday()) - _WRITTEN_FOR
    file = read_agenda_file(find_folder("content") / "demo/agenda.yaml")
    return replace(file, entries=tuple(_moved(entry, weeks) for entry in file.entries))


def _moved(entry: Entry, by: timedelta) -> Entry:
    # On the wall clock: half past nine stays half past nine when the clocks change in between.
    parts = (Part(part.begin.astimezone(LOCAL_ZONE) + by, part.end.astimezone(LOCAL_ZONE) + by) for part in entry.event.parts)
    return replace(entry, event=replace(entry.event, parts=tuple(parts)))
