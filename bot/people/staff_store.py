"""The rows of staff: who is coach, trainer or beheerder, and where."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from bot.db.database import Row, Transaction, Values
from bot.people.models import Role

_LIST = """
SELECT p.id, p.telegram_id, p.name, p.reachable, s.role, s.area_id
FROM staff s JOIN people p ON p.id = s.person_id
ORDER BY s.role, p.name, p.id
"""
_APPOINT = "INSERT INTO staff (person_id, role, area_id) VALUES (:person_id, :role, :area_id) ON CONFLICT DO NOTHING"
_WITHDRAW = "DELETE FROM staff WHERE person_id = :person_id AND role = :role AND area_id IS :area_id"
_NAME = "UPDATE people SET name = :name WHERE id = :person_id"


class _Reader(Protocol):
    async def fetch_all(self, sql: str, values: Values | None = None) -> Sequence[Row]: ...


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody in a role in an area; no area is everywhere."""

    person_id: int
    chat_id: int
    name: str | None
    reachable: bool
    role: Role
    area_id: int | None

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read a row of staff."""
        return cls(row["id"], row["telegram_id"], row["name"], bool(row["reachable"]), Role(row["role"]), row["area_id"])


async def list_staff(tx: _Reader, roles: Collection[Role] = tuple(Role), area_id: int | None = None) -> list[StaffMember]:
    """Return who has one of these roles; with an area only those who are there or everywhere, the area's own first."""
    everyone = [StaffMember.from_row(row) for row in await tx.fetch_all(_LIST)]
    fitting = [one for one in everyone if one.role in roles and (area_id is None or one.area_id in (area_id, None))]
    return sorted(fitting, key=lambda one: one.area_id is None)


def appoint(tx: Transaction, person_id: int, role: Role, area_id: int | None) -> None:
    """Give somebody a role in an area; having it already changes nothing."""
    tx.later(_APPOINT, {"person_id": person_id, "role": role.value, "area_id": area_id})


async def withdraw(tx: Transaction, person_id: int, role: Role, area_id: int | None) -> bool:
    """Take a role away; return whether there was one."""
    return await tx.execute(_WITHDRAW, {"person_id": person_id, "role": role.value, "area_id": area_id}) > 0


def name_person(tx: Transaction, person_id: int, name: str) -> None:
    """Remember the name that somebody gave."""
    tx.later(_NAME, {"person_id": person_id, "name": name})
