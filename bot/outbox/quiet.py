"""The quiet hours: what can wait is not sent from 21.00 to 8.00 in Amsterdam."""

from datetime import datetime, time

from bot.clock import LOCAL_ZONE

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)


def is_quiet(moment: datetime) -> bool:
    """Say whether people should be left alone at this moment."""
    clock = moment.astimezone(LOCAL_ZONE).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL
