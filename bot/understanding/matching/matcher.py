"""The matcher: one text in, what it asks for out."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.texts.library import Texts
from bot.understanding.interpreter import Answer, Intent, Matched
from bot.understanding.matching.deciding import FITTED, Thresholds, decide
from bot.understanding.matching.denials import without_denied
from bot.understanding.matching.lexicon import load_lexicon
from bot.understanding.matching.model import Model
from bot.understanding.matching.parts import is_about_two
from bot.understanding.matching.rules import sign_of
from bot.understanding.matching.storage import load_or_fit
from bot.understanding.matching.words import heart_of, plain, words_in


@dataclass(frozen=True)
class ContentMatcher:
    """Matches a question to the situations and rules in the content."""

    model: Model
    thresholds: Thresholds = FITTED

    def match(self, text: str) -> Matched:
        """Return what this message asks for; when it asks two things at once, both stand among the choices."""
        text = heart_of(text)
        line = plain(text)
        words = words_in(line)
        if not words:
            return Matched(Answer.UNKNOWN, Intent.OTHER)
        lexicon = self.model.extract.lexicon
        shorter = without_denied(line, lexicon)
        likely = self.model.likely(text, words) if shorter is None else self.model.likely(shorter)
        matched = decide(likely, sign_of(text, line, lexicon), self.thresholds)
        if matched.answer is Answer.TIPS and is_about_two(text, likely.topic, self.model):
            return replace(matched, answer=Answer.CHOOSE)
        return matched


def build_matcher(texts: Texts, folder: Path, *, save_model: bool = True) -> ContentMatcher:
    """Load the model that belongs to this content, or train it (half a minute) and try to save it."""
    return ContentMatcher(load_or_fit(texts, load_lexicon(folder), folder, save=save_model))
