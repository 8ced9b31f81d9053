"""The rows of areas."""

import json
from collections.abc import Sequence
from typing import Protocol

from bot.db.database import Row, Transaction, Values
from bot.people.areas import Area

_FIND = "SELECT * FROM areas WHERE id = :id"
_FIND_BY_CODE = "SELECT * FROM areas WHERE code = :code"
_LIST = "SELECT * FROM areas ORDER BY gemeente, name"
_SAVE = """
INSERT INTO areas (code, name, gemeente, neighbourhoods, numbers, contact, opening, flyers)
VALUES (:code, :name, :gemeente, :neighbourhoods, :numbers, :contact, :opening, :flyers)
ON CONFLICT (code) DO UPDATE SET
  name = excluded.name, gemeente = excluded.gemeente, neighbourhoods = excluded.neighbourhoods, numbers = excluded.numbers,
  contact = excluded.contact, opening = excluded.opening, flyers = excluded.flyers
RETURNING *
"""
_CHOOSE = "UPDATE people SET area_id = :area_id WHERE id = :person_id"


class _Reader(Protocol):
    async def fetch_one(self, sql: str, values: Values | None = None) -> Row | None: ...
    async def fetch_all(self, sql: str, values: Values | None = None) -> Sequence[Row]: ...


async def find_area(tx: _Reader, area_id: int | None) -> Area | None:
    """Return an area, or None when there is none with this number."""
    row = await tx.fetch_one(_FIND, {"id": area_id}) if area_id is not None else None
    return Area.from_row(row) if row else None


async def find_area_by_code(tx: _Reader, code: str) -> Area | None:
    """Return the area with this short name."""
    row = await tx.fetch_one(_FIND_BY_CODE, {"code": code})
    return Area.from_row(row) if row else None


async def list_areas(tx: _Reader) -> list[Area]:
    """Return all areas, by gemeente and name."""
    return [Area.from_row(row) for row in await tx.fetch_all(_LIST)]


async def save_area(tx: Transaction, area: Area) -> Area:
    """Keep an area under its code: a new one, or what changed of an old one. Returns it with its number."""
    row = await tx.fetch_one(
        _SAVE,
        {
            "code": area.code,
            "name": area.name,
            "gemeente": area.gemeente,
            "neighbourhoods": json.dumps(area.neighbourhoods, ensure_ascii=False),
            "numbers": json.dumps(
                {kind.value: {"number": kept.shown, "checked": kept.checked.isoformat()} for kind, kept in area.numbers.items()}
            ),
            "contact": area.contact,
            "opening": area.opening,
            "flyers": json.dumps([{"title": flyer.title, "url": flyer.url} for flyer in area.flyers], ensure_ascii=False),
        },
    )
    if row is None:  # pragma: no cover - RETURNING always gives the row
        raise LookupError(area.code)
    return Area.from_row(row)


def choose_area(tx: Transaction, person_id: int, area_id: int) -> None:
    """Remember to which area somebody belongs."""
    tx.later(_CHOOSE, {"person_id": person_id, "area_id": area_id})
