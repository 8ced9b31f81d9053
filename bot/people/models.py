"""Person, Role, Area: the words that every feature shares."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from bot.clock import from_text
from bot.db.database import Row


class Role(StrEnum):
    """What somebody may do. Everyone who writes to us is at least a visitor."""

    VISITOR = "visitor"
    TRAINER = "trainer"
    COTRAINER = "cotrainer"
    COACH_WELZIJN = "coach_welzijn"
    COACH_GGZ = "coach_ggz"
    COORDINATOR = "coordinator"
    BEHEERDER = "beheerder"


EVERYONE = frozenset(Role)
STAFF = EVERYONE - {Role.VISITOR}
COACHES = frozenset({Role.COACH_WELZIJN, Role.COACH_GGZ, Role.COORDINATOR, Role.BEHEERDER})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has written to us, as far as we know them."""

    id: int
    telegram_id: int
    name: str | None
    area_id: int | None
    consent_at: datetime | None
    hinted_at: datetime | None
    reachable: bool
    last_seen: datetime
    roles: frozenset[Role] = field(default=frozenset({Role.VISITOR}))
    roles_in: Mapping[Role, frozenset[int | None]] = field(default_factory=dict)
    """The areas in which somebody has a role; None is everywhere."""
    conversations: tuple[int, ...] = ()
    """The conversations between an asker and a coach that this person is in now, as one or the other."""

    def areas_as(self, roles: Collection[Role]) -> frozenset[int]:
        """Return the areas in which this person has one of these roles."""
        return frozenset(area for role in roles for area in self.roles_in.get(role, ()) if area is not None)

    def may_look_after(self, area_id: int | None) -> bool:
        """Say whether this person is a coach for an area; what has no area, and everything else too, is for a beheerder."""
        return Role.BEHEERDER in self.roles or (area_id is not None and area_id in self.areas_as(COACHES))

    @classmethod
    def from_row(cls, row: Row, extra_roles: frozenset[Role] = frozenset()) -> Self:
        """Build a person from a row that carries their roles as a list such as `coach_ggz:3,trainer:`, with the area behind."""
        roles_in: dict[Role, frozenset[int | None]] = {}
        for role, _, area in (item.partition(":") for item in (row["roles"] or "").split(",") if item):
            roles_in[Role(role)] = roles_in.get(Role(role), frozenset()) | {int(area) if area else None}
        return cls(
            id=row["id"],
            telegram_id=row["telegram_id"],
            name=row["name"],
            area_id=row["area_id"],
            consent_at=from_text(row["consent_at"]) if row["consent_at"] else None,
            hinted_at=from_text(row["hinted_at"]) if row["hinted_at"] else None,
            reachable=bool(row["reachable"]),
            last_seen=from_text(row["last_seen"]),
            roles=frozenset({Role.VISITOR} | roles_in.keys() | extra_roles),
            roles_in=roles_in,
            conversations=tuple(int(number) for number in (row["conversations"] or "").split(",") if number),
        )
