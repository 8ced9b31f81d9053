"""What surveys offers."""

from bot.feature import Feature

FEATURE = Feature(name="surveys", routes=())
