"""The only room that knows APScheduler, which only ticks: the tables say what there is to do."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import LOCAL_ZONE

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Every:
    """Tick every so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Nightly:
    """Tick once a night at this local hour."""

    hour: int


class Ticker:
    """Calls what it was given, again and again; a fault in one tick is logged and the next tick comes all the same."""

    def __init__(self) -> None:
        """Make a ticker that does not tick yet."""
        self._scheduler = AsyncIOScheduler(timezone=LOCAL_ZONE)

    def add(self, name: str, when: Every | Nightly, job: Callable[[], Awaitable[None]]) -> None:
        """Call `job` at these times; a tick that comes late still counts, several missed ones count as one."""
        trigger = (
            IntervalTrigger(seconds=when.seconds, timezone=LOCAL_ZONE)
            if isinstance(when, Every)
            else CronTrigger(hour=when.hour, minute=17, timezone=LOCAL_ZONE)
        )
        self._scheduler.add_job(
            self._safely, trigger, args=(name, job), id=name, misfire_grace_time=None, coalesce=True, max_instances=1
        )

    def start(self) -> None:
        """Begin to tick, in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    @staticmethod
    async def _safely(name: str, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except Exception as error:
            log.exception("ticker", extra={"action": "job_failed", "job": name, "error": type(error).__name__})
