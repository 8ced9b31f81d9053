"""What events offers."""

from bot.agenda import seats
from bot.feature import Feature, Job
from bot.ticker import Every

FEATURE = Feature(
    name="events",
    routes=(),
    jobs=(
        # A minute late is no drama for an offer that stood for hours.
        Job("events.offers", Every(seconds=60), seats.expire_offers),
    ),
)
