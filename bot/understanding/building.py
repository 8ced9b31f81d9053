"""Builds the interpreter from content; what has to be learnt is loaded, or learnt first when the content changed."""

from pathlib import Path

from bot.texts.library import Texts
from bot.understanding.crisis import build_crisis_model
from bot.understanding.interpreter import Interpreter
from bot.understanding.matching import build_matcher
from bot.understanding.personal_data import PersonalDataFinder, load_name_lists


def build_interpreter(texts: Texts, folder: Path, *, save_model: bool = True) -> Interpreter:
    """Put the interpreter together for this content folder.

    `save_model` keeps what was learnt in `.model` inside the folder, for a quick start next time. Raises ContentFault.
    """
    matcher = build_matcher(texts, folder, save_model=save_model)
    return Interpreter(
        build_crisis_model(texts, folder, save=save_model),
        matcher,
        PersonalDataFinder(load_name_lists(folder / "taal", matcher.model.extract.lexicon.forms.words)),
    )
