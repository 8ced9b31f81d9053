"""The calendar file of somebody who comes to a bijeenkomst: what goes into it."""

from datetime import datetime

from bot.agenda.models import Event, Registration
from bot.clock import to_text
from bot.outbox.models import Attachment


def calendar_file(event: Event, registration: Registration | None, now: datetime, *, cancelled: bool = False) -> Attachment:
    """Return the file to send along; with `cancelled` it takes the dagdelen out of the calendar again."""
    missed = sorted(registration.absences) if registration else []
    values = {"event": event.as_values(), "missed": missed, "cancelled": cancelled, "made_at": to_text(now)}
    return Attachment(maker="ics", name=f"{event.code}.ics", values=values)
