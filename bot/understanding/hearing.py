"""Builds the ear from content; what has to be learnt is loaded, or learnt first when the content changed."""

from pathlib import Path

from bot.understanding.crisis.building import build_crisis_model
from bot.understanding.listening import Ear
from bot.understanding.matching.matcher import build_matcher
from bot.understanding.personal_data.finder import PersonalDataFinder
from bot.understanding.personal_data.lists import load_name_lists


def build_ear(lessons: str, folder: Path, *, save_model: bool = True) -> Ear:
    """Put together what hears, for this content folder; `lessons` is that of its texts. Raises ContentFault.

    `save_model` keeps what was learnt in `.model` inside the folder, for a quick start next time.
    """
    matcher = build_matcher(lessons, folder, save_model=save_model)
    return Ear(
        build_crisis_model(lessons, folder, save=save_model),
        matcher,
        PersonalDataFinder(load_name_lists(folder / "taal", matcher.model.extract.lexicon.forms.words)),
    )
