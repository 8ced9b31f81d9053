"""Rules for sentences that are about danger without a doubt: reads content/taal/crisis-regels.yaml, which editors extend.

A sentence is a row of words; where a concept stands in it is a number with a bit per word. Following a rule through a sentence
is shifting those bits, so that no rule and no sentence can make it slow.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.texts.faults import one_fault
from bot.texts.reading import read_text, read_yaml
from bot.understanding.crisis.lexicon import Masks

FILE = "taal/crisis-regels.yaml"
_GAPS = {"..": 4, "...": 9}
_COMMON = frozenset({
    "<ik>", "<mij>", "<ander>", "<mens>", "<zeggen>", "<willen>", "<wil>", "<gaat>", "<nu>", "<staan>", "<maken>",
    "<zijn_ww>", "<straks>", "<slachtoffer>", "<geliefde>", "ik", "mij", "me", "mijn", "hij", "zij", "ze", "ie", "haar",
    "hem", "zijn", "er", "niet", "nie", "geen", "meer", "op", "aan", "in", "de", "het", "t", "en", "met", "van", "voor",
    "om", "uit", "is", "ben", "was", "wil", "ga", "gaat", "dan", "man", "vrouw",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One of these concepts or words, after at most `gap` others."""

    options: tuple[str, ...]
    gap: int

    def places(self, masks: Masks) -> int:
        """Return where this stands."""
        found = 0
        for option in self.options:
            found |= masks.get(option, 0)
        return found


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What must stand in a sentence, and what must not."""

    name: str
    topic: str
    wanted: tuple[Steps, ...]
    unwanted: tuple[Steps, ...]

    def fits(self, masks: Masks) -> bool:
        """Say whether a sentence fits this rule."""
        return all(_stands(steps, masks) for steps in self.wanted) and not any(_stands(steps, masks) for steps in self.unwanted)


def _stands(steps: Steps, masks: Masks) -> bool:
    here = 0
    for number, step in enumerate(steps):
        there = step.places(masks)
        if number:
            reach = here
            for _ in range(step.gap):
                reach |= reach << 1
            there &= reach << 1
        if not there:
            return False
        here = there
    return True


@dataclass(frozen=True)
class Rules:
    """All rules of a kind, by the rarest word that they need."""

    rules: Sequence[Rule]
    by_anchor: Mapping[str, Sequence[Rule]]

    def literals(self) -> Iterator[str]:
        """Return the words that stand in rules by themselves."""
        for rule in self.rules:
            for steps in (*rule.wanted, *rule.unwanted):
                for step in steps:
                    yield from (option for option in step.options if not option.startswith("<"))


@dataclass(frozen=True)
class RuleBook:
    """What points at danger, what is reason for doubt, what leaves no doubt, and what cannot wait."""

    danger: Rules
    doubt: Rules
    sure: Rules
    acute: Rules

    def groups(self) -> tuple[Rules, ...]:
        """Return all of them."""
        return self.danger, self.doubt, self.sure, self.acute

    def fitting(self, masks: Masks) -> tuple[dict[str, Rule], ...]:
        """Return the rules of each group that a sentence fits, by name."""
        found: tuple[dict[str, Rule], ...] = ({}, {}, {}, {})
        for concept in self._anchors.keys() & masks.keys():
            for group, rule in self._anchors[concept]:
                if rule.name not in found[group] and rule.fits(masks):
                    found[group][rule.name] = rule
        return found

    @cached_property
    def _anchors(self) -> Mapping[str, Sequence[tuple[int, Rule]]]:
        """Return the rules of all groups together by their anchor, so that a sentence is gone through once."""
        together: dict[str, list[tuple[int, Rule]]] = {}
        for number, group in enumerate(self.groups()):
            for anchor, rules in group.by_anchor.items():
                together.setdefault(anchor, []).extend((number, rule) for rule in rules)
        return together


def load_rules(folder: Path) -> RuleBook:
    """Read the rules. Raises ContentFault."""
    file = folder / FILE
    data, _ = read_yaml(file, read_text(file))
    try:
        return RuleBook(*(rules_of(data[heading]) for heading in ("gevaar", "twijfel", "zeker", "acuut")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise one_fault(file, 1, "regels", f"niet te lezen ({error})") from error


def rules_of(topics: Mapping[str, Iterable[str]]) -> Rules:
    """Build rules from lines; raises ValueError for a line that cannot be read."""
    rules = [_rule(topic, line) for topic, lines in topics.items() for line in lines]
    by_anchor: dict[str, list[Rule]] = {}
    for rule in rules:
        for option in _anchor(rule).options:
            by_anchor.setdefault(option, []).append(rule)
    return Rules(rules, by_anchor)


def _rule(topic: str, line: str) -> Rule:
    parts = [part.strip() for part in line.split("&")]
    wanted = tuple(_steps(part) for part in parts if not part.startswith("!"))
    unwanted = tuple(_steps(part[1:]) for part in parts if part.startswith("!"))
    if not wanted or not all((*wanted, *unwanted)):
        raise ValueError(line)
    return Rule(f"{topic}:{line}", topic, wanted, unwanted)


def _steps(part: str) -> Steps:
    steps: list[Step] = []
    gap = 0
    for word in part.split():
        if word in _GAPS:
            gap = _GAPS[word]
        else:
            steps.append(Step(tuple(word.split("|")), gap))
            gap = 0
    return tuple(steps)


def _anchor(rule: Rule) -> Step:
    """Return the step that fewest sentences have, so that most rules are passed over at once."""
    steps = [step for steps in rule.wanted for step in steps]
    return min(steps, key=lambda step: sum(10 if option in _COMMON else 1 for option in step.options))
