"""The table of contents: every feature, in order, with the reason for its place."""

from bot.feature import Feature
from bot.features.coaching.feature import FEATURE as COACHING
from bot.features.digest.feature import FEATURE as DIGEST
from bot.features.events.feature import FEATURE as EVENTS
from bot.features.figures.feature import FEATURE as FIGURES
from bot.features.handover.feature import FEATURE as HANDOVER
from bot.features.organising.feature import FEATURE as ORGANISING
from bot.features.practice.feature import FEATURE as PRACTICE
from bot.features.privacy.feature import build as build_privacy
from bot.features.surveys.feature import FEATURE as SURVEYS
from bot.features.team.feature import FEATURE as TEAM
from bot.features.timeline.feature import FEATURE as TIMELINE
from bot.features.welcome.feature import FEATURE as WELCOME

_OTHERS: tuple[Feature, ...] = (
    # Hello, help, and calm answers to what is not a question. Its words are only greetings, so it may come first.
    WELCOME,
    # A conversation with a coach takes every word while it is open, but for a crisis.
    HANDOVER,
    # Signing up and the agenda: their words are plain when there is an agenda to compare with.
    EVENTS,
    # What participants answer around a bijeenkomst: "ja, ik kom", a grade. Only while somebody was asked.
    TIMELINE,
    SURVEYS,
    # Everything else that people type is a coaching question. Its crisis route goes before all, by its stage.
    COACHING,
    # Practising claims no words, only a command and its own buttons.
    PRACTICE,
    # What coaches and the beheerder do: commands, buttons and forms of their own, closed to everybody else.
    ORGANISING,
    TEAM,
    DIGEST,
    FIGURES,
)

# Last in the menu, but always there: my data. It shows and erases what all the others keep.
FEATURES: tuple[Feature, ...] = (*_OTHERS, build_privacy(_OTHERS))
