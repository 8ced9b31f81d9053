"""What privacy offers."""

from bot.feature import Feature

FEATURE = Feature(name="privacy", routes=())
