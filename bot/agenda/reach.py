"""Whom a bijeenkomst reached: how many people were there, in which roles and from which organisations.

The list of who was there is forgotten after some months; the figures must not change when it is. So what is counted here is
counted per bijeenkomst, in the same way from the list and from what is kept of it: somebody who was at more than one dagdeel
counts once, and who came with others counts with all of them. A role or an organisation is named only when at least three people
of that one bijeenkomst gave it, so that what is kept can never be what one person typed. To tell how many different organisations
there were, a mark of each is kept that is too short to lead back to a name.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bot.agenda.store import Reader
from bot.db.database import Row, Transaction

ENOUGH = 3
"""How many people must have given a role or an organisation before it is named."""

_PRESENT = """
SELECT r.event_id, r.seats, r.role, r.organisation FROM registrations r
WHERE {which} AND EXISTS (SELECT 1 FROM attendance a WHERE a.registration_id = r.id AND a.state = 'present')
ORDER BY r.event_id
"""
_OF_EVENTS = "r.event_id IN (SELECT value FROM json_each(:events))"
_KEPT_PEOPLE = """
SELECT event_id, number FROM event_counts WHERE what = 'people' AND event_id IN (SELECT value FROM json_each(:events))
"""
_KEPT_GROUPS = "SELECT event_id, what, name, number FROM event_groups WHERE event_id IN (SELECT value FROM json_each(:events))"
_NOTED = """
SELECT event_id FROM event_counts
WHERE what IN ('present', 'absent', 'excused') AND event_id IN (SELECT value FROM json_each(:events))
UNION SELECT r.event_id FROM attendance a JOIN registrations r ON r.id = a.registration_id
WHERE r.event_id IN (SELECT value FROM json_each(:events))
"""
_KEEP_PEOPLE = """
INSERT INTO event_counts (event_id, what, part, number) VALUES (:event_id, 'people', 0, :number)
ON CONFLICT (event_id, what, part) DO UPDATE SET number = number + excluded.number
"""
_KEEP_GROUP = """
INSERT INTO event_groups (event_id, what, name, number) VALUES (:event_id, :what, :name, :number)
ON CONFLICT (event_id, what, name) DO UPDATE SET number = max(number, excluded.number)
"""
_MARK = 6  # letters: millions of names share a mark, and a few hundred organisations hardly ever


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom one bijeenkomst reached; what stands in `roles` and `organisations` was given by three people or more."""

    people: int = 0
    roles: Mapping[str, int] = field(default_factory=dict)
    organisations: Mapping[str, int] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    """One for every organisation, also for those that are not named."""
    noted: bool = False
    """Whether anybody wrote down who was there."""


async def list_reach(tx: Reader, events: Collection[int]) -> dict[int, Reach]:
    """Return whom these bijeenkomsten reached: who is on the lists that are still there, and what is kept of the others."""
    values = {"events": json.dumps(list(events))}
    live = _by_event(await tx.fetch_all(_PRESENT.format(which=_OF_EVENTS), values))
    kept = {row["event_id"]: row["number"] for row in await tx.fetch_all(_KEPT_PEOPLE, values)}
    noted = {row["event_id"] for row in await tx.fetch_all(_NOTED, values)}
    groups: dict[int, dict[str, dict[str, int]]] = {}
    for row in await tx.fetch_all(_KEPT_GROUPS, values):
        groups.setdefault(row["event_id"], {}).setdefault(row["what"], {})[row["name"]] = row["number"]
    return {
        event: _together(live.get(event, Reach()), kept.get(event, 0), groups.get(event, {}), noted=event in noted)
        for event in events
    }


async def keep_counts(tx: Transaction, which: str, values: Mapping[str, object], *, whole_lists: bool) -> None:
    """Count who is about to be forgotten: `which` says which rows of `registrations` those are, as SQL of ours.

    Of somebody alone no role and no organisation is kept; only of `whole_lists`.
    """
    rows = await tx.fetch_all(_PRESENT.format(which=which), values)
    for event, reach in _by_event(rows).items():
        tx.later(_KEEP_PEOPLE, {"event_id": event, "number": reach.people})
        groups = [("reached", mark, 1) for mark in reach.marks]
        if whole_lists:
            groups += [("role", name, number) for name, number in reach.roles.items()]
            groups += [("organisation", name, number) for name, number in reach.organisations.items()]
        tx.later_many(_KEEP_GROUP, [{"event_id": event, "what": what, "name": name, "number": n} for what, name, n in groups])


def mark_of(organisation: str) -> str:
    """Return the mark by which two bijeenkomsten see that they reached the same organisation."""
    return hashlib.sha256(_folded(organisation).encode()).hexdigest()[:_MARK]


def _by_event(rows: Iterable[Row]) -> dict[int, Reach]:
    return {event: _count(list(found)) for event, found in groupby(rows, key=lambda row: int(row["event_id"]))}


def _count(rows: Collection[Row]) -> Reach:
    return Reach(
        people=sum(row["seats"] for row in rows),
        roles=_named((row["role"], row["seats"]) for row in rows),
        organisations=_named((row["organisation"], row["seats"]) for row in rows),
        marks=frozenset(mark_of(row["organisation"]) for row in rows if _folded(row["organisation"])),
    )


def _named(said: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    """Add up what at least three people said, whatever their capitals, under the way in which most of them wrote it."""
    spellings: dict[str, Counter[str]] = {}
    people: Counter[str] = Counter()
    for text, seats in said:
        if folded := _folded(text):
            spellings.setdefault(folded, Counter())[" ".join((text or "").split())] += 1
            people[folded] += seats
    return {
        min(written, key=lambda name: (-written[name], name)): people[folded]
        for folded, written in spellings.items()
        if written.total() >= ENOUGH
    }


def _together(live: Reach, kept: int, groups: Mapping[str, Mapping[str, int]], *, noted: bool) -> Reach:
    return Reach(
        people=live.people + kept,
        roles={**groups.get("role", {}), **live.roles},
        organisations={**groups.get("organisation", {}), **live.organisations},
        marks=live.marks | groups.get("reached", {}).keys(),
        noted=noted,
    )


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
