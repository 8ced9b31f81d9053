"""The table of contents: every feature, in order, with the reason for its place."""

from bot.feature import Feature
from bot.features.coaching.feature import FEATURE as COACHING
from bot.features.practice.feature import FEATURE as PRACTICE
from bot.features.welcome.feature import FEATURE as WELCOME

FEATURES: tuple[Feature, ...] = (
    # Hello, help, and calm answers to what is not a question. Its words are only greetings, so it may come first.
    WELCOME,
    # Everything else that people type is a coaching question. Its crisis route goes before all, by its stage.
    COACHING,
    # Practising claims no words, only a command and its own buttons. Last, so that the menu offers asking before practising.
    PRACTICE,
)
