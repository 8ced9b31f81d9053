"""Who can be reached in an area, and when: the coaches, their hours, and the numbers that hold there in a crisis."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.db.database import Row, Values
from bot.people import area_store, staff_store
from bot.people.areas import Area, NumberKind
from bot.people.hours import Hours, read_hours
from bot.people.models import COACHES, Role
from bot.people.staff_store import StaffMember

COACHING = frozenset({Role.COACH_WELZIJN, Role.COACH_GGZ})
USUAL_HOURS = read_hours("ma-vr 9.00-17.00") or Hours()
"""What we count with where nobody filled in hours; it is never told as a fact."""

# nummers.md: who may call what in a hurry. What can wait does not belong under a crisis.
_IN_CRISIS: Mapping[str, tuple[NumberKind, ...]] = {
    "suicide_other": (NumberKind.CRISIS_TEAM, NumberKind.GP_POST),
    "suicide_self": (NumberKind.GP_POST, NumberKind.CRISIS_TEAM),
    "psychosis_acute": (NumberKind.CRISIS_TEAM, NumberKind.GP_POST),
    "medical_acute": (NumberKind.GP_POST,),
    "domestic_violence": (NumberKind.NEIGHBOURHOOD_TEAM,),
    "child_unsafe": (NumberKind.NEIGHBOURHOOD_TEAM,),
}


class _Reader(Protocol):
    async def fetch_one(self, sql: str, values: Values | None = None) -> Row | None: ...
    async def fetch_all(self, sql: str, values: Values | None = None) -> Sequence[Row]: ...


def hours_of(area: Area | None) -> Hours:
    """Return when the coaches of an area are there."""
    return (read_hours(area.opening) if area else None) or USUAL_HOURS


async def list_reachable(
    tx: _Reader, area_id: int | None, roles: Collection[Role] = COACHING, *, but: int | None = None
) -> list[StaffMember]:
    """Return who in these roles can be written to in an area, each once, without the person `but`."""
    if area_id is None and roles != {Role.BEHEERDER}:
        return []
    found: dict[int, StaffMember] = {}
    for one in await staff_store.list_staff(tx, roles, area_id):
        if one.reachable and one.person_id != but:
            found.setdefault(one.person_id, one)
    return list(found.values())


async def list_looking_after(tx: _Reader, area_id: int | None) -> list[StaffMember]:
    """Return the coaches of an area who can be written to, each once; where there are none, who looks after everything."""
    staff = [one for one in await staff_store.list_staff(tx, COACHES, area_id) if one.reachable]
    own = [one for one in staff if area_id is not None and one.area_id == area_id]
    others = [one for one in staff if one.role is Role.BEHEERDER]
    return list({one.person_id: one for one in own or others}.values())


async def list_on_duty(tx: _Reader, area_id: int | None, now: datetime, *, but: int | None = None) -> list[StaffMember]:
    """Return the coaches of an area who can be warned at this moment, in the order in which they are."""
    if not hours_of(await area_store.find_area(tx, area_id)).is_open(now):
        return []
    return await list_reachable(tx, area_id, but=but)


async def local_help(tx: _Reader, area_id: int | None, crisis: str) -> dict[str, Any] | None:
    """Return the name of the area and its numbers for this kind of crisis; None when it has none."""
    area = await area_store.find_area(tx, area_id)
    routes = [kind for kind in _IN_CRISIS.get(crisis, ()) if area and kind in area.numbers]
    if area is None or not routes:
        return None
    return {"area": area.name, "numbers": [[kind.value, area.numbers[kind].shown, area.numbers[kind].dial] for kind in routes]}


def contact_of(area: Area | None) -> dict[str, Any]:
    """Return what there is to tell about reaching a coach: the values of the text `coaching.coach`."""
    phone = area.numbers.get(NumberKind.COACHES) if area else None
    return {
        "area": area.name if area else None,
        "contact": area.contact if area else "",
        "opening": area.opening if area else "",
        "phone": [phone.shown, phone.dial] if phone else None,
    }
