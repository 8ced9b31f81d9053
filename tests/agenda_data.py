"""The agenda of the tests: that of tests/vragen/agenda.yaml, put in the database as an import would."""

from datetime import datetime

from bot.agenda import store
from bot.agenda.models import Event, EventPart, EventState
from bot.db.database import Database
from bot.understanding.signup import read_agenda
from tools.running import ROOT

AUDIENCES = {"BW-31": "professionals", "BW-32": "residents"}


async def fill(database: Database, now: datetime) -> dict[str, Event]:
    """Put every bijeenkomst in the database; return them by code."""
    found = {}
    async with database.transaction() as tx:
        for known in read_agenda(ROOT / "tests" / "vragen" / "agenda.yaml"):
            event = Event(
                id=0, code=known.code, kind=known.kind, title=known.title, theme=known.theme, gemeente=known.municipality,
                neighbourhood=known.neighbourhood, location=known.location, area_id=None, capacity=known.capacity,
                minimum=known.minimum, trainers=known.trainers, cotrainer=known.cotrainer, target_group=known.target_group,
                audience=AUDIENCES.get(known.code), signup_required=known.signup_required, costs="", programme="",
                practical="Je kunt gratis parkeren achter het gebouw." if known.code == "BT-12" else "",
                state=EventState.PLANNED, revision=0,
                parts=tuple(EventPart(number, part.begin, part.end) for number, part in enumerate(known.parts, 1)),
            )  # fmt: skip
            found[known.code] = await store.insert_event(tx, event, now)
    return found
