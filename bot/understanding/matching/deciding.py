"""Decides what to do with likelihoods: give tips, offer a choice, explain a rule, or say honestly that we do not know."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import log
from pathlib import Path

from bot.texts.faults import one_fault
from bot.texts.reading import read_text, read_yaml
from bot.understanding.matching.corpus import LOOKS_LIKE_A_RULE, NO_RULE, ONLY_SOUNDS_LIKE_DANGER, OUTSIDE, SAFE, VAGUE
from bot.understanding.matching.model import Likely
from bot.understanding.matching.rules import Sign
from bot.understanding.meaning import Answer, Intent, Leaning, Matched, Scored

FILE = "taal/drempels.yaml"
HEADING = "antwoord"
OFFERED = 3
_SMALL = 1e-6
_NO_SITUATION = frozenset({OUTSIDE, VAGUE})


@dataclass(frozen=True)
class Thresholds:
    """From how likely we dare; fitted by tools/calibrate.py on messages that nothing was trained on."""

    tips: float
    ahead: float  # how much likelier the first must be than the second, for tips
    choose: float
    outside: float
    outside_at_most: float  # with tips
    vague: float
    intent: float
    rule: Mapping[Sign, float]


def load_thresholds(folder: Path) -> Thresholds:
    """Read what was fitted. Raises ContentFault."""
    file = folder / FILE
    data, _ = read_yaml(file, read_text(file))
    try:
        part = data[HEADING]
        rule = {sign: float(part["regel"][sign.value]) for sign in Sign}
        return Thresholds(**{one.name: float(part[one.name]) for one in fields(Thresholds) if one.name != "rule"}, rule=rule)
    except (KeyError, TypeError, ValueError) as error:
        raise one_fault(file, 1, HEADING, f"niet te lezen ({error}); maak het opnieuw met `python -m tools.calibrate`") from error


def decide(likely: Likely, sign: Sign, thresholds: Thresholds) -> Matched:
    """Turn likelihoods into an answer: a rule, something else than coaching, outside, vague, tips or a choice, in that order."""
    return replace(_answer(likely, sign, thresholds), intents=dict(likely.intent), leaning=leaning_of(likely))


def leaning_of(likely: Likely) -> Leaning:
    """Return what these likelihoods say of danger."""
    pretends = likely.danger.get(ONLY_SOUNDS_LIKE_DANGER, 0.0)
    safe = likely.danger.get(SAFE, 0.0) + pretends
    return Leaning(log(1 - safe + _SMALL) - log(safe + _SMALL), pretends, likely.topic, likely.intent.get(Intent.COACHING, 0.0))


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
    known = sorted([(share, name) for name, share in likely.topic.items() if name not in _NO_SITUATION], reverse=True)
    best, second = known[0][0], known[1][0] if len(known) > 1 else 0.0
    situations = tuple(Scored(name, round(share, 4)) for share, name in known[:OFFERED])
    if outside >= thresholds.outside and outside > vague:
        return Matched(Answer.UNKNOWN, Intent.OTHER)
    if best < thresholds.choose or (vague >= thresholds.vague and best < thresholds.tips):
        return Matched(Answer.UNKNOWN, Intent.COACHING, situations, about_people=True)
    is_sure = best >= max(thresholds.tips, second + thresholds.ahead) and outside < thresholds.outside_at_most
    return Matched(Answer.TIPS if is_sure else Answer.CHOOSE, Intent.COACHING, situations)


def _most(shares: Mapping[str, float], but: set[str]) -> tuple[str, float]:
    share, name = max((share, name) for name, share in shares.items() if name not in but)
    return name, share
