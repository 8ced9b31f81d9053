"""Recognises danger in a typed message, before anything else is matched."""

from bot.understanding.crisis.building import build_crisis_model
from bot.understanding.crisis.recogniser import CrisisModel

__all__ = ["CrisisModel", "build_crisis_model"]
