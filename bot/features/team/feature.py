"""What team offers."""

from bot.feature import Feature

FEATURE = Feature(name="team", routes=())
