"""What texts need to tell about a bijeenkomst or a place on its list: plain values for the outbox."""

from datetime import datetime
from typing import Any

from bot.agenda.models import Event, Registration
from bot.clock import to_text
from bot.outbox.models import Attachment


def of_event(event: Event) -> dict[str, Any]:
    """Return what can be told about a bijeenkomst."""
    return event.as_values() | {"signup_required": event.signup_required, "audience": event.audience}


def of_place(registration: Registration, position: int | None = None) -> dict[str, Any]:
    """Return what can be told about somebody's place on a list."""
    return {
        "name": registration.name,
        "role": registration.role,
        "organisation": registration.organisation,
        "neighbourhood": registration.neighbourhood,
        "seats": registration.seats,
        "state": registration.state.value,
        "until": to_text(registration.offered_until) if registration.offered_until else None,
        "missed": sorted(registration.absences),
        "position": position,
    }


def of_parts(event: Event, parts: tuple[int, ...]) -> list[list[str]]:
    """Return begin and end of some dagdelen."""
    return [[to_text(part.starts_at), to_text(part.ends_at)] for part in event.parts if part.number in parts]


def starts(event: Event, now: datetime) -> str:
    """Return when the next dagdeel begins."""
    coming = [part.starts_at for part in event.parts if part.ends_at > now] or [event.starts_at]
    return to_text(coming[0])


def calendar(event: Event, registration: Registration, now: datetime, *, cancelled: bool = False) -> Attachment:
    """Return the file that puts the dagdelen in a calendar, changes them there, or takes them out."""
    missed = sorted(registration.absences)
    values = {"event": event.as_values(), "made_at": to_text(now), "missed": missed, "cancelled": cancelled}
    return Attachment(maker="ics", name=f"{event.code}.ics", values=values)
