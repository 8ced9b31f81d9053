"""Where the demo begins: made-up bijeenkomsten around today, an area, and the people who belong to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.agenda.importing import import_agenda
from bot.clock import LOCAL_ZONE
from bot.db.database import Database
from bot.demo.history import play_the_past
from bot.features.team import store as team_store
from bot.features.team.models import TeamGroup
from bot.folders import find_folder
from bot.people import area_store, staff_store
from bot.people import store as people
from bot.people.areas import Area, AreaNumber, NumberKind
from bot.people.models import Role
from bot.understanding.signup import Part
from bot.understanding.signup.loading import AgendaFile, Entry, read_agenda_file

# The Monday from which the dates in the file count.
_WRITTEN_FOR = date(2027, 1, 4)
_OOST = Area(
    id=0, code="oost", name="Oost", gemeente="Amsterdam", neighbourhoods=("Oost", "Indische Buurt", "Watergraafsmeer"),
    contact="Loop binnen in Wijkhuis De Kruidenier, of bel ons.", opening="ma-vr 9.00-17.00",
)  # fmt: skip
# Nobody can have these numbers.
_INVENTED = {
    NumberKind.GP_POST: "020 000 00 01",
    NumberKind.CRISIS_TEAM: "020 000 00 02",
    NumberKind.NEIGHBOURHOOD_TEAM: "020 000 00 03",
    NumberKind.COACHES: "020 000 00 04",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who belongs to the area when the demo begins: Telegram ids, and the group of the coaches."""

    neighbours: tuple[int, ...]
    coach: int
    coach_name: str
    group: int


async def set_the_stage(database: Path, now: datetime, cast: Cast) -> None:
    """Make the database of the demo, with an agenda as if it were written today and a coach who can be asked."""
    opened = await Database.open(database, find_folder("migrations"))
    try:
        async with opened.transaction() as tx:
            numbers = {kind: AreaNumber(number, now.date()) for kind, number in _INVENTED.items()}
            area = await area_store.save_area(tx, replace(_OOST, numbers=numbers))
            for telegram_id in (*cast.neighbours, cast.coach):
                person = await people.find_or_insert(tx, None, telegram_id, frozenset(), now)
                area_store.choose_area(tx, person.id, area.id)
            staff_store.appoint(tx, person.id, Role.COACH_WELZIJN, area.id)
            staff_store.name_person(tx, person.id, cast.coach_name)
            team_store.connect_group(tx, TeamGroup(cast.group, area.id, has_topics=False), now)
            await play_the_past(tx, read_agenda_of(now, "voorbij"), area.id, person.id, now)
            await import_agenda(tx, read_agenda_of(now), now)
    finally:
        await opened.close()


def read_agenda_of(now: datetime, name: str = "agenda") -> AgendaFile:
    """Return an agenda with every dagdeel on the same weekday and time of the day, counted from this week's Monday."""
    today = now.astimezone(LOCAL_ZONE).date()
    weeks = today - timedelta(days=today.weekday()) - _WRITTEN_FOR
    file = read_agenda_file(find_folder("content") / f"demo/{name}.yaml")
    return replace(file, entries=tuple(_moved(entry, weeks) for entry in file.entries))


def _moved(entry: Entry, by: timedelta) -> Entry:
    # On the wall clock: half past nine stays half past nine when the clocks change in between.
    parts = (Part(part.begin.astimezone(LOCAL_ZONE) + by, part.end.astimezone(LOCAL_ZONE) + by) for part in entry.event.parts)
    return replace(entry, event=replace(entry.event, parts=tuple(parts)))
