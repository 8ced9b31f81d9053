"""Decides what to do with likelihoods: give tips, offer a choice, explain a rule, or say honestly that we do not know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import log

from bot.understanding.interpreter import Answer, Intent, Matched, Scored
from bot.understanding.matching.corpus import LOOKS_LIKE_A_RULE, NO_RULE, ONLY_SOUNDS_LIKE_DANGER, OUTSIDE, SAFE, VAGUE
from bot.understanding.matching.model import Likely
from bot.understanding.matching.rules import Sign

OFFERED = 3
_SMALL = 1e-6


@dataclass(frozen=True)
class Thresholds:
    """From how likely we dare; fitted on examples that were kept apart, see README.md."""

    tips: float = 0.37
    choose: float = 0.05
    outside: float = 0.2
    outside_at_most: float = 0.05  # with tips
    vague: float = 0.15
    intent: float = 0.4
    rule: Mapping[Sign, float] = field(
        default_factory=lambda: {Sign.NAMED_AND_ASKED: 0.5, Sign.NAMED: 0.55, Sign.ASKED: 0.1, Sign.NONE: 0.5}
    )


FITTED = Thresholds()


def decide(likely: Likely, sign: Sign, thresholds: Thresholds = FITTED) -> Matched:
    """Turn likelihoods into an answer: a rule, something else than coaching, outside, vague, tips or a choice, in that order."""
    return replace(_answer(likely, sign, thresholds), intents=dict(likely.intent), danger=danger_in(likely))


def danger_in(likely: Likely) -> float:
    """Return how likely any kind of danger is, as log-odds."""
    safe = sum(likely.danger.get(name, 0.0) for name in (SAFE, ONLY_SOUNDS_LIKE_DANGER))
    return log(1 - safe + _SMALL) - log(safe + _SMALL)


def _answer(likely: Likely, sign: Sign, thresholds: Thresholds) -> Matched:
    rule, rule_share = _most(likely.rule, but={NO_RULE, LOOKS_LIKE_A_RULE})
    if rule_share >= thresholds.rule[sign]:
        return Matched(Answer.RULE, Intent.COACHING, rule=rule)
    intent, intent_share = _most(likely.intent, but={Intent.COACHING, Intent.OTHER})
    if intent_share >= thresholds.intent:
        return Matched(Answer.NONE, Intent(intent))
    return _coaching(likely, thresholds)


def _coaching(likely: Likely, thresholds: Thresholds) -> Matched:
    outside, vague = likely.topic.get(OUTSIDE, 0.0), likely.topic.get(VAGUE, 0.0)
    known = sorted(((share, name) for name, share in likely.topic.items() if name not in {OUTSIDE, VAGUE}), reverse=True)
    best, _ = known[0]
    situations = tuple(Scored(name, round(share, 4)) for share, name in known[:OFFERED])
    if outside >= thresholds.outside and outside > vague:
        return Matched(Answer.UNKNOWN, Intent.OTHER)
    if best < thresholds.choose or (vague >= thresholds.vague and best < thresholds.tips):
        return Matched(Answer.UNKNOWN, Intent.COACHING, situations, about_people=True)
    is_sure = best >= thresholds.tips and outside < thresholds.outside_at_most
    return Matched(Answer.TIPS if is_sure else Answer.CHOOSE, Intent.COACHING, situations)


def _most(shares: Mapping[str, float], but: set[str]) -> tuple[str, float]:
    share, name = max((share, name) for name, share in shares.items() if name not in but)
    return name, share
