"""Takes over an agenda file: what is new is added, what changed is told to those who count on it, what is gone is left alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.agenda import announcing, seats, store
from bot.agenda.models import Event, EventPart, EventState
from bot.db.database import Transaction
from bot.people import area_store, audit
from bot.people.areas import Area
from bot.texts.faults import ContentFault, Fault
from bot.understanding.signup import Kind
from bot.understanding.signup.loading import AgendaFile, Entry

_STATES = {
    "gepland": EventState.PLANNED,
    "gaat door": EventState.GO,
    "gaat niet door": EventState.NO_GO,
    "geannuleerd": EventState.CANCELLED,
}
_AUDIENCES = {"professionals": "professionals", "vrijwilligers": "volunteers", "bewoners": "residents"}
WORD_FOR_STATE = {state: word for word, state in _STATES.items()}
WORD_FOR_AUDIENCE = {audience: word for word, audience in _AUDIENCES.items()}


class Done(StrEnum):
    """What an import did with one bijeenkomst."""

    ADDED = "added"
    SAME = "same"
    UPDATED = "updated"
    ANNOUNCED = "changed"
    CALLED_OFF = "called off"


@dataclass(frozen=True, slots=True)
class Imported:
    """One bijeenkomst of the file: what happened, how many people are told, how many too many are on the list."""

    code: str
    done: Done
    told: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, and which bijeenkomsten to come are not in the file; those stay as they are."""

    imported: tuple[Imported, ...]
    left_alone: tuple[str, ...]


async def import_agenda(tx: Transaction, file: AgendaFile, now: datetime) -> Report:
    """Take over the file as a whole. Raises ContentFault, and changes nothing, when a date lies in the past.

    What is announced carries the new revision in its key, so importing the same file again announces nothing.
    """
    areas = await area_store.list_areas(tx)
    known = {event.code: event for event in await store.list_events(tx)}
    if faults := [fault for entry in file.entries for fault in _in_the_past(entry, known.get(entry.event.code), file, now)]:
        raise ContentFault(faults)
    imported = [await _take_over(tx, entry, known.get(entry.event.code), areas, now) for entry in file.entries]
    if counts := Counter(one.done.value for one in imported if one.done is not Done.SAME):
        audit.note(tx, now, "agenda_imported", counts=counts)
    codes = {entry.event.code for entry in file.entries}
    left = (code for code, event in known.items() if code not in codes and not event.is_over(now) and event.takes_place)
    return Report(tuple(imported), tuple(left))


async def save_change(tx: Transaction, before: Event, after: Event, now: datetime) -> Imported:
    """Keep a bijeenkomst as it is now, tell who counts on it what they must know, and offer the seats that came free."""
    if before == after:
        return Imported(after.code, Done.SAME)
    tell = announcing.must_be_told(before, after)
    after = replace(after, revision=before.revision + tell)
    store.update_event(tx, after, now)
    done, told = Done.UPDATED, 0
    if tell and before.takes_place and not after.takes_place:
        done, told = Done.CALLED_OFF, await announcing.announce_cancelled(tx, before, after, now)
    elif tell and after.takes_place:
        done, told = Done.ANNOUNCED, await announcing.announce_change(tx, before, after, now)
    changed = await seats.fill_after_change(tx, before, now)
    return Imported(after.code, done, told, changed.over if changed and after.capacity < before.capacity else 0)


async def _take_over(tx: Transaction, entry: Entry, before: Event | None, areas: Sequence[Area], now: datetime) -> Imported:
    after = _event(entry, before, areas)
    if before is None:
        await store.insert_event(tx, after, now)
        return Imported(after.code, Done.ADDED)
    return await save_change(tx, before, after, now)


def _event(entry: Entry, before: Event | None, areas: Sequence[Area]) -> Event:
    said = entry.event
    same_place = before is not None and (before.gemeente, before.neighbourhood) == (said.municipality, said.neighbourhood)
    area_id = (
        before.area_id if before and same_place and before.area_id else find_area(said.municipality, said.neighbourhood, areas)
    )
    state = _STATES[entry.status] if entry.status else before.state if before else EventState.PLANNED
    return Event(
        id=before.id if before else 0,
        code=said.code,
        kind=said.kind,
        title=said.title,
        theme=said.theme,
        gemeente=said.municipality,
        neighbourhood=said.neighbourhood,
        location=said.location,
        area_id=area_id,
        capacity=said.capacity,
        minimum=said.minimum,
        trainers=said.trainers,
        cotrainer=said.cotrainer,
        target_group=said.target_group,
        audience=_audience(entry),
        signup_required=said.signup_required,
        costs=entry.costs,
        programme=entry.programme,
        practical=entry.practical,
        state=state,
        revision=before.revision if before else 0,
        parts=tuple(EventPart(number, part.begin, part.end) for number, part in enumerate(said.parts, 1)),
    )


def _audience(entry: Entry) -> str | None:
    """Return for whom only it is: as the file says, and for a bewustwordingsbijeenkomst else as its target group says."""
    if entry.audience:
        return _AUDIENCES[entry.audience]
    if entry.event.kind is not Kind.AWARENESS:
        return None
    named = [audience for word, audience in _AUDIENCES.items() if word in entry.event.target_group.casefold()]
    return named[0] if len(named) == 1 else None


def find_area(gemeente: str, neighbourhood: str, areas: Sequence[Area]) -> int | None:
    """Return the area that names this neighbourhood, or else the only one in this gemeente."""
    there = [area for area in areas if area.gemeente.casefold() == gemeente.casefold()]
    naming = [area for area in there if area.covers(neighbourhood)]
    if naming:
        return naming[0].id
    whole = [area for area in there if not area.neighbourhoods]
    return whole[0].id if len(whole) == 1 else None


def _in_the_past(entry: Entry, before: Event | None, file: AgendaFile, now: datetime) -> list[Fault]:
    known = set(announcing.moments(before)) if before else set()
    return [
        Fault(file.name, line, field, "ligt in het verleden; dat kan niet voor een nieuwe of een verzette bijeenkomst")
        for part, (line, field) in zip(entry.event.parts, entry.places, strict=True)
        if (part.begin, part.end) not in known and part.begin <= now
    ]
