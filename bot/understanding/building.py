"""Builds the interpreter from content."""

import re
from pathlib import Path

from bot.texts.library import Texts
from bot.understanding.interpreter import CrisisFound, Interpreter, Urgency
from bot.understanding.matching import build_matcher
from bot.understanding.personal_data import PersonalDataFinder, load_name_lists


class BaselineCrisis:
    """A stand-in until the crisis package is there."""

    def recognise(self, text: str) -> CrisisFound | None:
        """Return the crisis in this message, or None."""
        lowered = text.lower()
        about_self = bool(re.search(r"\bik\b", lowered))
        if re.search(r"zelfmoord|niet meer leven|su[iï]cid", lowered):
            return CrisisFound("suicide_self" if about_self else "suicide_other", Urgency.ACUTE, about_self)
        if re.search(r"\bmes\b|wapen", lowered):
            return CrisisFound("violence_acute", Urgency.ACUTE, about_self=False)
        return None


def build_interpreter(texts: Texts, folder: Path, *, save_model: bool = True) -> Interpreter:
    """Put the interpreter together; loads or trains the model that belongs to this content."""
    return Interpreter(BaselineCrisis(), build_matcher(texts, folder, save_model=save_model), PersonalDataFinder(load_name_lists(folder / "taal")))
