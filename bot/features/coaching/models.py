"""What coaching keeps and decides."""

from dataclasses import dataclass
from enum import StrEnum


class Helped(StrEnum):
    """Whether an answer helped, as the asker tapped it."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


@dataclass(frozen=True, slots=True)
class AskedLater:
    """Somebody who wanted to be asked whether the tips for a situation helped."""

    question_id: int
    person_id: int
    chat_id: int
    situation: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What the last question here was about: its row, what was answered with, what else it might have been, or was `also`."""

    question_id: int
    situation: str | None
    others: tuple[str, ...]
    also: str | None = None


@dataclass(frozen=True, slots=True)
class AreaTip:
    """A tip that a coach of the area wrote, and one of the questions that it answers."""

    id: int
    title: str
    do: str
    say: str
    question: str


THEMES = ("ontvangen", "groep", "signalen", "zorgen")
"""The chapters under which situations can be browsed, in the order of the list."""
