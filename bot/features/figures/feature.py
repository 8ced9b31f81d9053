"""What figures offers."""

from bot.feature import Feature

FEATURE = Feature(name="figures", routes=())
