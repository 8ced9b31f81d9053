"""What a feature may offer to the house: routes, jobs, and what it keeps about people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.chat.left_alone import SayFarewell
from bot.chat.route import Route
from bot.db.database import Transaction
from bot.ticker import Every, Nightly

JobRun: TypeAlias = Callable[[Transaction, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at set times, in one transaction, given what time it is."""

    name: str
    when: Every | Nightly
    run: JobRun


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is kept about a person in some tables: how it is shown, erased, and forgotten once it is past its date.

    Every table that points to people, or that holds a Telegram id, is in the share of somebody; a house test asks the database.
    `name` is the group under which people see it (privacy.mine). `erase` returns how many rows it touched; it may still say
    something to others. `prune` forgets what is past its date and returns how many rows went.
    """

    name: str
    tables: frozenset[str]
    export: Callable[[Transaction, int], Awaitable[Sequence[dict[str, Any]]]]
    erase: Callable[[Transaction, int, datetime], Awaitable[int]]
    prune: Callable[[Transaction, datetime], Awaitable[int]] | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature introduces itself in one value; `bot/registry.py` lists them.

    `farewell` is what somebody reads who left a form of this feature half-way: its time was up, or something else was begun.
    """

    name: str
    routes: tuple[Route, ...]
    jobs: tuple[Job, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    farewell: SayFarewell | None = None
