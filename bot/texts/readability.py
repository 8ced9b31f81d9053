"""How easy a Dutch text reads: sentence lengths and the Flesch-Douma figure."""

import re

from bot.texts.rendering import visible

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Dutch vowel groups that sound as one; a trema starts a new syllable.
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyäëïöüáéíóúàè]")

LONGEST_SENTENCE = 20
"""Words: the writing guide's B1 limit."""
MEAN_SENTENCE = 12.0


def sentences_of(text: str) -> list[str]:
    """Split a text, with or without Telegram HTML, into sentences."""
    return [part.strip() for part in _SENTENCE_END.split(visible(text)) if _WORD.search(part)]


def count_words(sentence: str) -> int:
    """Count the words of a sentence."""
    return len(_WORD.findall(sentence))


def reading_ease(text: str) -> int:
    """Return the Flesch-Douma figure for Dutch: 100 is very easy, 60 is plain, below 45 is hard. Empty text counts as 100.

    206.84 - 0.77 * syllables per hundred words - 0.93 * words per sentence (W.H. Douma, 1960).
    """
    words = _WORD.findall(visible(text).lower())
    sentences = sentences_of(text)
    if not words or not sentences:
        return 100
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    return min(100, round(206.84 - 77 * syllables / len(words) - 0.93 * len(words) / len(sentences)))
