"""Decides what to do with likelihoods: give tips, offer a choice, explain a rule, or say honestly that we do not know."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.interpreter import Answer, Intent, Matched, Scored
from bot.understanding.matching.corpus import LOOKS_LIKE_A_RULE, NO_RULE, OUTSIDE, VAGUE
from bot.understanding.matching.model import Likely

OFFERED = 3


@dataclass(frozen=True)
class Thresholds:
    """From where we dare; fitted, see README.md."""

    tips: float = 0.45
    choose: float = 0.08
    rule: float = 0.5
    intent: float = 0.5
    outside: float = 0.5


FITTED = Thresholds()


def decide(likely: Likely, thresholds: Thresholds) -> Matched:
    """Turn likelihoods into an answer."""
    rule, rule_share = _most(likely.rule)
    if rule not in {NO_RULE, LOOKS_LIKE_A_RULE} and rule_share >= thresholds.rule:
        return Matched(Answer.RULE, Intent.COACHING, rule=rule)
    intent, intent_share = _most(likely.intent)
    if intent not in {Intent.COACHING, Intent.OTHER} and intent_share >= thresholds.intent:
        return Matched(Answer.NONE, Intent(intent))
    outside, vague = likely.topic.get(OUTSIDE, 0.0), likely.topic.get(VAGUE, 0.0)
    known = sorted(((share, name) for name, share in likely.topic.items() if name not in {OUTSIDE, VAGUE}), reverse=True)
    best = known[0][0]
    situations = tuple(Scored(name, round(share, 4)) for share, name in known[:OFFERED])
    if outside >= thresholds.outside:
        return Matched(Answer.UNKNOWN, Intent.OTHER)
    if best < thresholds.choose or vague > best:
        return Matched(Answer.UNKNOWN, Intent.COACHING, situations, about_people=True)
    return Matched(Answer.TIPS if best >= thresholds.tips else Answer.CHOOSE, Intent.COACHING, situations)


def _most(shares: Mapping[str, float]) -> tuple[str, float]:
    name = max(shares, key=shares.__getitem__)
    return name, shares[name]
