"""The matcher: one text in, what it asks for out."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.understanding.matching.deciding import Thresholds, decide, load_thresholds
from bot.understanding.matching.denials import without_denied
from bot.understanding.matching.lexicon import load_lexicon
from bot.understanding.matching.model import Likely, Model
from bot.understanding.matching.parts import Second, second_of
from bot.understanding.matching.rules import Sign, sign_of
from bot.understanding.matching.storage import load_or_fit
from bot.understanding.matching.words import heart_of, plain, words_in
from bot.understanding.meaning import Answer, Intent, Matched


@dataclass(frozen=True)
class ContentMatcher:
    """Matches a question to the situations and rules in the content."""

    model: Model
    thresholds: Thresholds

    def match(self, text: str) -> Matched:
        """Return what this message asks for; of two things at once it is a choice, or the first with the second `also`."""
        weighed = self.weigh(text)
        if weighed is None:
            return Matched(Answer.UNKNOWN, Intent.OTHER)
        likely, sign = weighed
        matched = decide(likely, sign, self.thresholds)
        second = self.second_of(text, likely) if matched.answer is Answer.TIPS else None
        if second is None:
            return matched
        return replace(matched, answer=Answer.CHOOSE) if second.surely else replace(matched, also=second.id)

    def weigh(self, text: str) -> tuple[Likely, Sign] | None:
        """Return how likely everything is, and what the text shows of a rule; None for a text without words."""
        text = heart_of(text)
        line = plain(text)
        words = words_in(line)
        if not words:
            return None
        lexicon = self.model.extract.lexicon
        shorter = without_denied(line, lexicon)
        likely = self.model.likely(text, words) if shorter is None else self.model.likely(shorter)
        return likely, sign_of(text, line, lexicon)

    def second_of(self, text: str, likely: Likely) -> Second | None:
        """Return the second situation that a message asks about."""
        return second_of(heart_of(text), likely.topic, self.model)


def build_matcher(lessons: str, folder: Path, *, save_model: bool = True) -> ContentMatcher:
    """Load the model that belongs to these lessons, or train it (four minutes) and try to save it; see `Texts.lessons`."""
    return ContentMatcher(load_or_fit(lessons, load_lexicon(folder), folder, save=save_model), load_thresholds(folder))
