"""What handover offers."""

from bot.feature import Feature

FEATURE = Feature(name="handover", routes=())
