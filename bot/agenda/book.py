"""Remembers the agenda in the form in which sentences are compared with it, for as long as it stays the same."""

from datetime import datetime

from bot.agenda import store
from bot.agenda.models import Event
from bot.db.database import Row, Values
from bot.understanding.signup import Agenda, Part
from bot.understanding.signup import Event as KnownEvent

_VERSION = "SELECT version FROM agenda_version"


class AgendaBook:
    """The agenda that messages may be about: what is not over and goes on. Made once, and read again when the agenda changed."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._agenda = Agenda()

    @staticmethod
    def finding_version() -> tuple[str, Values]:
        """Return the query for the version of the agenda, to be asked together with other queries."""
        return _VERSION, {}

    async def agenda(self, tx: store.Reader, version_row: Row | None, now: datetime) -> Agenda:
        """Return the agenda, given what `finding_version` found. What is over by now falls away when a message is read."""
        version = int(version_row["version"]) if version_row else None
        if version is None or version != self._version:
            events = await store.list_events(tx, after=now)
            self._agenda = Agenda(as_known(event) for event in events if event.takes_place)
            self._version = version
        return self._agenda


def as_known(event: Event) -> KnownEvent:
    """Return a bijeenkomst as far as understanding a sentence goes."""
    return KnownEvent(
        code=event.code,
        kind=event.kind,
        title=event.title,
        theme=event.theme,
        municipality=event.gemeente,
        neighbourhood=event.neighbourhood,
        location=event.location,
        parts=tuple(Part(part.starts_at, part.ends_at) for part in event.parts),
        capacity=event.capacity,
        minimum=event.minimum,
        trainers=event.trainers,
        cotrainer=event.cotrainer,
        signup_required=event.signup_required,
        target_group=event.target_group,
    )
