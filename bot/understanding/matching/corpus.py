"""Gathers what the model learns from: every example that editors wrote, with what it is an example of."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.texts.library import Texts
from bot.texts.reading import read_bullets, read_text, split_front_matter
from bot.understanding.interpreter import Intent

OUTSIDE, VAGUE, NO_RULE = "buiten", "vaag", "geen"
OUTSIDE_TOO = "buiten-lastig"
INTENT_FILES = {
    "aanmelden": Intent.SIGNUP, "afmelden": Intent.CANCEL, "agenda": Intent.AGENDA, "praktisch": Intent.PRACTICAL,
    "wijzigen": Intent.CHANGE, "coach": Intent.COACH, "begroeting": Intent.GREETING, "bedankt": Intent.OTHER,
    "overig": Intent.OTHER,
}  # fmt: skip

TRAPS = "intenties/valkuil-training.md"  # questions about a situation with words of a sign-up; the situation stands behind it


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as people type it; `topic` is a situation, outside or vague, and None where that does not matter."""

    text: str
    topic: str | None = None
    rule: str = NO_RULE
    intent: Intent = Intent.COACHING


def gather(texts: Texts, folder: Path) -> tuple[Example, ...]:
    """Return every example in the content, in a fixed order."""
    return (*_situations(texts), *_rules(texts), *_language(folder / "taal"))


def _situations(texts: Texts) -> Iterator[Example]:
    for situation in texts.situations.values():
        for text in (situation.title, situation.button, situation.recognise, *situation.examples):
            yield Example(text, situation.id)


def _rules(texts: Texts) -> Iterator[Example]:
    for rule in texts.rules.values():
        for text in (rule.title, rule.in_full, rule.short, *rule.examples):
            yield Example(text, rule=rule.id)
        for text in rule.look_alikes:
            yield Example(text)


def _language(folder: Path) -> Iterator[Example]:
    for stem, topic in ((OUTSIDE, OUTSIDE), (OUTSIDE_TOO, OUTSIDE), (VAGUE, VAGUE)):
        for text in _bullets(folder / f"{stem}.md"):
            yield Example(text, topic, intent=Intent.COACHING if topic == VAGUE else Intent.OTHER)
    for text in _bullets(folder / TRAPS):
        sentence, _, situation = text.removesuffix("]").rpartition(" [")
        yield Example(sentence, situation)
    for stem, intent in INTENT_FILES.items():
        for text in _bullets(folder / f"intenties/{stem}.md"):
            yield Example(text, intent=intent)


def _bullets(file: Path) -> tuple[str, ...]:
    if not file.exists():
        return ()
    _, body, first_line = split_front_matter(file, read_text(file))
    return tuple(text for sentences in read_bullets(file, body, first_line).values() for text in sentences)
