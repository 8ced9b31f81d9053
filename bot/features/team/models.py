"""What the team feature keeps and decides: invitations, groups, and the fields of an area."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self, TypeAlias

from bot.clock import from_text
from bot.db.database import Row
from bot.people.areas import Area
from bot.people.models import Role

INVITATION_LASTS = timedelta(days=7)

INVITABLE = (Role.COACH_WELZIJN, Role.COACH_GGZ, Role.COORDINATOR, Role.TRAINER, Role.COTRAINER, Role.BEHEERDER)
"""The roles that can be given, in the order of the buttons. Only a beheerder makes another beheerder."""


class AreaField(StrEnum):
    """What can be filled in for an area, in the order of the buttons."""

    NAME = "naam"
    GEMEENTE = "gemeente"
    NEIGHBOURHOODS = "wijken"
    CONTACT = "contact"
    OPENING = "open"
    FLYERS = "flyers"
    GP_POST = "huisartsenpost"
    CRISIS_TEAM = "crisisdienst"
    REPORTING_POINT = "meldpunt"
    NEIGHBOURHOOD_TEAM = "wijkteam"
    RECOVERY_WORKSHOP = "herstelwerkplaats"
    COACHES = "coaches"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that gives a role in an area, once, until it expires."""

    token_hash: str
    role: Role
    area_id: int | None
    expires_at: datetime
    is_used: bool
    is_withdrawn: bool

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read an invitation."""
        return cls(
            token_hash=row["token"],
            role=Role(row["role"]),
            area_id=row["area_id"],
            expires_at=from_text(row["expires_at"]),
            is_used=row["used_at"] is not None,
            is_withdrawn=row["withdrawn_at"] is not None,
        )


@dataclass(frozen=True, slots=True)
class Invited:
    """The invitation holds; the name is asked when we do not know it yet."""

    invitation: Invitation
    area: Area | None


class Refusal(StrEnum):
    """Why an invitation does not work."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    WITHDRAWN = "withdrawn"


InvitationOutcome: TypeAlias = Invited | Refusal


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """The group in which the coaches of an area work together."""

    chat_id: int
    area_id: int
    has_topics: bool
