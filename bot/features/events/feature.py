"""What events offers."""

from bot.feature import Feature

FEATURE = Feature(name="events", routes=())
