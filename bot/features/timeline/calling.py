"""Who cannot be reached by Telegram and has to be called by a coach."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.agenda import attention
from bot.agenda import store as agenda
from bot.clock import to_text
from bot.db.database import Transaction
from bot.features.timeline import keyboards
from bot.outbox.models import Keyboard
from bot.people.models import Person


@dataclass(frozen=True, slots=True)
class ToCall:
    """Who to call, by bijeenkomst, in order of time."""

    people: tuple[tuple[int, str], ...]
    events: tuple[dict[str, Any], ...]
    more: int
    """How many come into sight once some of these were called."""

    @property
    def keyboard(self) -> Keyboard:
        """One button per person."""
        return keyboards.called(self.people)

    @property
    def values(self) -> dict[str, Any]:
        """What the text tells."""
        return {"events": list(self.events), "more": self.more} if self.people else {}


async def list_mine(tx: Transaction, person: Person, now: datetime) -> ToCall:
    """Return who this coach should call for what is still to come."""
    events = {
        event.id: event
        for event in await agenda.list_events(tx, after=now)
        if event.takes_place and person.may_look_after(event.area_id)
    }
    found = await attention.list_to_call(tx, list(events), listed_too=True)
    in_order = {event_id: place for place, event_id in enumerate(events)}
    rows = sorted(found, key=lambda row: in_order[row["event_id"]])[: keyboards.ON_ONE_SCREEN]
    shown = []
    for event in events.values():
        names = [[row["name"], bool(row["without_telegram"])] for row in rows if row["event_id"] == event.id]
        if names:
            shown.append({"title": event.title, "begin": to_text(event.starts_at), "people": names})
    return ToCall(tuple((row["id"], row["name"]) for row in rows), tuple(shown), len(found) - len(rows))
