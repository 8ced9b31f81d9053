"""What somebody may correct, and what is wrong with what they typed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.agenda.personal import Detail

LONGEST = 80
# A phone number, an account number: nothing that belongs in a name or a role.
_DIGITS_IN_A_NUMBER = 6


class Wrong(StrEnum):
    """Why something cannot be kept as it was typed."""

    TOO_LONG = "too_long"
    NO_LETTERS = "no_letters"
    A_NUMBER = "a_number"


@dataclass(frozen=True, slots=True)
class OwnName:
    """By which name we know somebody."""


@dataclass(frozen=True, slots=True)
class InRegistration:
    """One detail of one sign-up."""

    registration_id: int
    detail: Detail


Correctable: TypeAlias = OwnName | InRegistration


def tidy(words: str) -> str | Wrong:
    """Return what somebody typed on one line without spaces too many, or what is wrong with it."""
    text = " ".join(words.split())
    if len(text) > LONGEST:
        return Wrong.TOO_LONG
    if len(re.findall(r"\d", text)) >= _DIGITS_IN_A_NUMBER:
        return Wrong.A_NUMBER
    if not any(sign.isalpha() for sign in text):
        return Wrong.NO_LETTERS
    return text
