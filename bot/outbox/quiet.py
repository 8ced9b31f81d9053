"""The quiet hours: what can wait is not sent from 21.00 to 8.00 in Amsterdam. The one place that says so."""

from datetime import datetime, time, timedelta

from bot.clock import LOCAL_ZONE

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)


def is_quiet(moment: datetime) -> bool:
    """Say whether people should be left alone at this moment."""
    clock = moment.astimezone(LOCAL_ZONE).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def out_of_the_night(moment: datetime) -> datetime:
    """Return the moment itself, or eight o'clock in the morning when it is night in Amsterdam."""
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(LOCAL_ZONE)
    day = local.date() + timedelta(days=1) if local.time() >= QUIET_FROM else local.date()
    return datetime.combine(day, QUIET_UNTIL, LOCAL_ZONE).astimezone(moment.tzinfo)
