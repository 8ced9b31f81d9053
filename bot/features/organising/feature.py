"""What organising offers."""

from bot.feature import Feature

FEATURE = Feature(name="organising", routes=())
