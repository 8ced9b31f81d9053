"""The matcher: one text in, what it asks for out."""

from dataclasses import dataclass
from pathlib import Path

from bot.texts.library import Texts
from bot.understanding.interpreter import Answer, Intent, Matched
from bot.understanding.matching.corpus import gather
from bot.understanding.matching.deciding import FITTED, Thresholds, decide
from bot.understanding.matching.lexicon import load_lexicon
from bot.understanding.matching.model import Model
from bot.understanding.matching.storage import load_or_fit
from bot.understanding.matching.words import words_of


@dataclass(frozen=True)
class ContentMatcher:
    """Matches a question to the situations and rules in the content."""

    model: Model
    thresholds: Thresholds = FITTED

    def match(self, text: str) -> Matched:
        """Return what this message asks for."""
        if not words_of(text):
            return Matched(Answer.UNKNOWN, Intent.OTHER)
        return decide(self.model.likely(text), self.thresholds)


def build_matcher(texts: Texts, folder: Path, *, save_model: bool = True) -> ContentMatcher:
    """Load the model that belongs to this content, or train it (half a minute) and try to save it."""
    return ContentMatcher(load_or_fit(gather(texts, folder), load_lexicon(folder), folder, save=save_model))
