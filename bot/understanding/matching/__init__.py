"""Understands which of the situations in the guides a question is about."""

from bot.understanding.matching.matcher import ContentMatcher, build_matcher

__all__ = ["ContentMatcher", "build_matcher"]
