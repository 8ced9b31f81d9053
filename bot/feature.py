"""What a feature may offer to the house: routes, jobs, and what it keeps about people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

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
    """How one table's share of a person is shown and erased; every table that points to people needs one."""

    tables: frozenset[str]
    export: Callable[[Transaction, int], Awaitable[Sequence[dict[str, Any]]]]
    erase: Callable[[Transaction, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature introduces itself in one value; `bot/registry.py` lists them."""

    name: str
    routes: tuple[Route, ...]
    jobs: tuple[Job, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
