"""What timeline offers."""

from bot.feature import Feature

FEATURE = Feature(name="timeline", routes=())
