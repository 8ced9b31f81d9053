"""Everything that the house keeps about people: brought together to show, erased at once, and forgotten when its time is over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.db.database import Transaction
from bot.feature import PersonalData
from bot.features.privacy.shared import DIALOGUES, INBOX, OUTBOX, PERSON, REGISTRATIONS
from bot.people import audit, personal


class Records:
    """The shares of all features and of the shared rooms."""

    def __init__(self, of_features: Iterable[PersonalData]) -> None:
        """Take the share of every feature."""
        others = tuple(of_features)
        self.shown = (PERSON, REGISTRATIONS, *others, OUTBOX, DIALOGUES, INBOX)
        # A feature's rows hang on a sign-up, so they go first. Whatever goes may still say something to others, or to this very
        # person, so the tray comes after that. Everything points to the person, who goes last.
        self._erased = (*others, REGISTRATIONS, DIALOGUES, INBOX, OUTBOX, PERSON)

    async def export(self, tx: Transaction, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row about this person, by group."""
        return {data.name: [dict(row) for row in await data.export(tx, person_id)] for data in self.shown}

    async def erase(self, tx: Transaction, person_id: int, now: datetime) -> dict[str, int]:
        """Erase this person everywhere; return how many rows went, by group."""
        counts = {data.name: await data.erase(tx, person_id, now) for data in self._erased}
        return {name: count for name, count in counts.items() if count}

    async def forget(self, tx: Transaction, now: datetime) -> None:
        """Erase whoever was silent too long, with everything of theirs, and every row that is past its date."""
        gone = await personal.list_past_date(tx, now)
        for person_id in gone:
            await self.erase(tx, person_id, now)
        counts = {data.name: await data.prune(tx, now) for data in self.shown if data.prune is not None}
        counts = {**counts, "people": len(gone), "audit": await audit.prune(tx, now)}
        if found := {name: count for name, count in counts.items() if count}:
            audit.note(tx, now, "forgotten", counts=found)
