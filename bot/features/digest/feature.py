"""What digest offers."""

from bot.feature import Feature

FEATURE = Feature(name="digest", routes=())
