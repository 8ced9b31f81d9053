"""Decides who sees which figures, and gathers them. One function per use case."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.turn import Turn
from bot.clock import LOCAL_ZONE
from bot.db.database import Transaction
from bot.features.figures import counting, store
from bot.features.figures.models import NO_AREA, Figures, Period
from bot.people import area_store, audit
from bot.people.models import Person, Role

ALL = "all"
"""All areas together, and what belongs to none: for the beheerders."""

MOST_PARTNERSHIPS = 999


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what the figures are: an area, what has none, or everything."""

    code: str
    """As it stands in a button: the number of the area, 0, or all."""
    name: str | None
    file: str
    """As it stands in the name of a file and in the audit."""
    areas: frozenset[int]

    @property
    def is_area(self) -> bool:
        """Say whether this is one area, of which a coach can fill something in."""
        return self.code not in (ALL, str(NO_AREA))


async def list_scopes(tx: Transaction, person: Person) -> list[Scope]:
    """Return everything of which this person may see figures."""
    areas = await area_store.list_areas(tx)
    mine = [Scope(str(area.id), area.name, area.code, frozenset({area.id})) for area in areas if person.may_look_after(area.id)]
    if Role.BEHEERDER not in person.roles:
        return mine
    everything = frozenset({NO_AREA, *(area.id for area in areas)})
    return [Scope(ALL, None, ALL, everything), *mine, Scope(str(NO_AREA), None, "zonder-gebied", frozenset({NO_AREA}))]


async def find_scope(turn: Turn, code: str) -> Scope | None:
    """Return what a button is about, if this person may see figures of it."""
    return next((scope for scope in await list_scopes(turn.tx, turn.person) if scope.code == code), None)


async def gather(tx: Transaction, scope: Scope, period: Period, now: datetime) -> Figures:
    """Return the figures of a period, as they may be shown."""
    cells = [cell for cell in await counting.count_cells(tx, period, now) if cell.area_id in scope.areas]
    partnerships = await counting.count_partnerships(tx, scope.areas, period)
    so_far = period.ends > now.astimezone(LOCAL_ZONE).date()
    return counting.add_up(cells, period, area=scope.name, so_far=so_far, partnerships=partnerships)


async def take_along(turn: Turn, scope: Scope, period: Period) -> Figures:
    """Return the figures for a file, and write down that they were taken along."""
    audit.note(turn.tx, turn.now, "figures_downloaded", subject=f"{scope.file} {period.code}")
    return await gather(turn.tx, scope, period, turn.now)


def note_partnerships(turn: Turn, scope: Scope, number: int) -> None:
    """Keep in how many partnerships an area takes part from now on."""
    (area_id,) = scope.areas
    store.note_partnerships(turn.tx, area_id, number, turn.now)
    audit.note(turn.tx, turn.now, "partnerships_noted", subject=scope.file)
