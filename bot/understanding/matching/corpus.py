"""Gathers what the model learns from: every example that editors wrote, with what it is an example of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.texts.reading import read_bullets, read_text, split_front_matter
from bot.understanding.meaning import Intent

if TYPE_CHECKING:
    from bot.texts.library import Texts

OUTSIDE, VAGUE, NO_RULE, LOOKS_LIKE_A_RULE = "buiten", "vaag", "geen", "lijkt-op"
SAFE, ONLY_SOUNDS_LIKE_DANGER = "geen", "lijkt-op"
SUICIDE = "suicidaal"
HARD_TO_SAY = frozenset({"agressie-dreiging"})  # its examples are dangerous, or nearly
OUTSIDE_TOO = "buiten-lastig"
INTENT_FILES = {
    "aanmelden": Intent.SIGNUP, "afmelden": Intent.CANCEL, "agenda": Intent.AGENDA, "praktisch": Intent.PRACTICAL,
    "wijzigen": Intent.CHANGE, "coach": Intent.COACH, "begroeting": Intent.GREETING, "bedankt": Intent.OTHER,
    "overig": Intent.OTHER,
}  # fmt: skip

TRAPS = "intenties/valkuil-training.md"  # questions about a situation with words of a sign-up; which one may stand behind it

MISSPELT = {
    "blizz": ("bliz", "blitz", "blizzz"),
    "nivea": ("nievea", "nivia"),
    "anna": ("ana",),
    "lsd": ("l s d",),
    "oma": ("oma's",),
}
NOT_A_RULE = ("Anna", "anna", "oma", "mijn oma")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as people type it; `topic` is a situation, outside or vague, and None where that does not matter.

    `danger` is a kind of crisis, or what it is instead of one.
    """

    text: str
    topic: str | None = None
    rule: str = NO_RULE
    intent: Intent | None = Intent.COACHING
    danger: str | None = SAFE


def gather(texts: "Texts", folder: Path) -> tuple[Example, ...]:
    """Return every example in the content, in a fixed order."""
    language = folder / "taal"
    return (
        *_situations(texts),
        *_rules(texts),
        *_rule_questions(texts.rules, language / "regelvragen.md"),
        *_language(language),
        *_dangers(texts),
    )


def _situations(texts: "Texts") -> Iterator[Example]:
    for situation in texts.situations.values():
        danger = "suicide_other" if situation.id == SUICIDE else None if situation.id in HARD_TO_SAY else SAFE
        for text in (situation.title, situation.button, situation.recognise, *situation.examples):
            yield Example(text, situation.id, danger=danger)


def _dangers(texts: "Texts") -> Iterator[Example]:
    for kind, crisis in texts.crises.items():
        for text in (*crisis.examples, *crisis.examples_self):
            yield Example(text, danger=kind)
    for text in texts.not_a_crisis:
        yield Example(text, intent=None, danger=ONLY_SOUNDS_LIKE_DANGER)


def _rules(texts: "Texts") -> Iterator[Example]:
    for rule in texts.rules.values():
        for text in (rule.title, rule.in_full, rule.short, *rule.examples):
            yield Example(text, rule=rule.id)
        for text in rule.look_alikes:
            yield Example(text, rule=LOOKS_LIKE_A_RULE)


def _rule_questions(rules: Iterable[str], file: Path) -> Iterator[Example]:
    """Fill the names of the rules, spelt as people do, into the sentences that editors wrote."""
    sections = _sections(file)
    for number, sentence in enumerate(sections.get("Vragen", ())):
        for rule in rules:
            spellings = (rule.upper(), rule, rule.capitalize(), ".".join(rule.upper()) + ".", *MISSPELT.get(rule, ()))
            for spelling in (rule.upper(), spellings[number % len(spellings)]):
                yield Example(sentence.format(regel=spelling), rule=rule)
    for sentence in sections.get("Geen Anna", ()):
        for name in NOT_A_RULE:
            yield Example(sentence.format(naam=name), rule=LOOKS_LIKE_A_RULE)
    for sentence in sections.get("Geen regel", ()):
        yield Example(sentence, rule=LOOKS_LIKE_A_RULE)


def _language(folder: Path) -> Iterator[Example]:
    for stem, topic in ((OUTSIDE, OUTSIDE), (OUTSIDE_TOO, OUTSIDE), (VAGUE, VAGUE)):
        for text in _bullets(folder / f"{stem}.md"):
            yield Example(text, topic, intent=Intent.COACHING if topic == VAGUE else Intent.OTHER)
    for text in _bullets(folder / TRAPS):
        if text.endswith("]"):
            sentence, _, situation = text.removesuffix("]").rpartition(" [")
            yield Example(sentence, situation)
        else:
            yield Example(text)
    for stem, intent in INTENT_FILES.items():
        for text in _bullets(folder / f"intenties/{stem}.md"):
            yield Example(text, intent=intent)


def _bullets(file: Path) -> tuple[str, ...]:
    return tuple(text for sentences in _sections(file).values() for text in sentences)


def _sections(file: Path) -> Mapping[str, tuple[str, ...]]:
    if not file.exists():
        return {}
    _, body, first_line = split_front_matter(file, read_text(file))
    return read_bullets(file, body, first_line)
