"""Turns a message into sentences of plain words, in which somebody else's "ik" is marked as theirs."""

import re
from functools import lru_cache

from bot.understanding.accents import without_accents
from bot.understanding.drawn_out import without_drawn_out

LONGEST = 4096
LONGEST_SENTENCE = 40  # words; more than that say too many things at once
_OVERLAP = 10
THEIR = "_"  # `ik_`: an "ik" in what somebody else says; no typed word can contain it

_WORD = re.compile(r"[a-z]+_?|\d+")
_SENTENCE = re.compile(r"[.!?;\n]+(?:\s+|$)")
_SHORTENED = re.compile(r"(?<![\w'])'(?=[ktsnmrd]\b)")
_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
_APOSTROPHES = {"’": "'", "‘": "'", "`": "'", "´": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
_QUOTED = re.compile(r"""(?:(?<=[\s:,(])|^)(["'])(?=\w)([^"'\n]{3,600})\1(?=[\s.,!?;:)]|$)""")
_STOPS_INSIDE = re.compile(r"[.!?;\n]+")

_FIRST_PERSON = frozenset({
    "ik", "k", "ikke", "mij", "me", "mijn", "mn", "mezelf", "mijzelf", "i", "my", "myself", "im", "kga", "kwil", "kben",
})  # fmt: skip
_SPEAKERS = _FIRST_PERSON - {"mij", "me"}
_SAYING = frozenset({
    "zegt", "zegd", "zeg", "zei", "zij", "sei", "seg", "segt", "zegdie", "zegtie", "zegge", "zeggen", "zeid", "gezegd",
    "schreef", "schrijft", "schreeuwt", "schreeuwde", "roept", "riep", "appt", "appte", "app", "appje", "typt", "typte",
    "stuurt", "stuurde", "sms", "smst", "mailt", "mailde", "post", "postte", "fluistert", "fluisterde", "mompelt",
    "mompelde", "vertelt", "vertelde", "antwoordt", "antwoordde", "herhaalt", "grapt", "grapte", "belt", "belde",
    "bericht", "berichtje", "briefje", "kaartje", "says", "said", "like",
})  # fmt: skip
_NOT_SPEECH = frozenset({
    "dat", "of", "datie", "dattie", "wat", "hoe", "als", "hij", "zij", "ze", "die", "er", "want", "en", "maar", "waarom",
    "wie", "waar", "dan",
})  # fmt: skip
_ASKING = frozenset({
    "wat", "hoe", "moet", "kan", "mag", "wie", "waar", "is", "wanneer", "help", "hoezo", "waarom",
})  # fmt: skip
_THE_WRITER_AGAIN = _FIRST_PERSON | {"nu", "we", "wij"}
_SPEECH_STARTS_WITHIN = 6


def plain(text: str, limit: int | None = LONGEST) -> str:
    """Return the text in small letters without accents, apostrophes inside words and drawn-out letters."""
    text = text[:limit].lower()
    for sign, plainer in _APOSTROPHES.items():
        text = text.replace(sign, plainer)
    if not text.isascii():
        text = without_accents(text)
    if "'" in text:
        text = _INSIDE.sub("", _SHORTENED.sub("", text))
    return without_drawn_out(text)


def sentences_of(text: str) -> list[list[str]]:
    """Return the words of each sentence; a quotation stays inside the sentence that it is part of."""
    text = _mark_quotations(plain(text))
    sentences = [_mark_speech(words) for part in _SENTENCE.split(text) if (words := _WORD.findall(part))]
    return [piece for words in sentences for piece in _pieces(words)]


def _pieces(words: list[str]) -> list[list[str]]:
    """Cut what somebody typed without full stops into pieces that overlap."""
    if len(words) <= LONGEST_SENTENCE:
        return [words]
    return [words[start : start + LONGEST_SENTENCE] for start in range(0, len(words) - _OVERLAP, LONGEST_SENTENCE - _OVERLAP)]


def _mark_quotations(text: str) -> str:
    """Mark who speaks in a quotation, unless the whole message is one: then it is the writer who speaks."""

    def marked(found: re.Match[str]) -> str:
        if len(found.group()) > len(text) * 0.9:
            return found.group()
        inside = _STOPS_INSIDE.sub(" ,", found.group(2))
        return " " + " ".join(_theirs(word) for word in inside.split()) + " "

    return _QUOTED.sub(marked, text)


def _theirs(word: str) -> str:
    bare = word.strip(",:()")
    return bare + THEIR if bare in _FIRST_PERSON else word


def _mark_speech(words: list[str]) -> list[str]:
    """Mark "ik" in direct speech without quotation marks: `hij zei ik stap eruit, wat moet ik nu`."""
    if _SAYING.isdisjoint(words):
        return words
    result: list[str] = []
    speaking, waiting = False, 0
    for place, word in enumerate(words):
        if speaking and word in _ASKING and not _THE_WRITER_AGAIN.isdisjoint(words[place + 1 : place + 3]):
            speaking = False
        if word in _SAYING and not (place and words[place - 1] in _FIRST_PERSON):
            waiting = _SPEECH_STARTS_WITHIN
        elif waiting and word in _SPEAKERS:
            speaking, waiting = True, 0
        elif waiting:
            waiting = 0 if word in _NOT_SPEECH else waiting - 1
        result.append(word + THEIR if speaking and word in _FIRST_PERSON else word)
    return result


_SOUNDS = (
    ("ij", "y"), ("ei", "y"), ("eu", "Q"), ("ou", "W"), ("au", "W"), ("oe", "U"), ("ie", "i"), ("sch", "sg"), ("ch", "g"),
    ("ck", "k"), ("ph", "f"), ("th", "t"), ("qu", "kw"), ("x", "ks"), ("v", "f"), ("z", "s"), ("ce", "se"), ("ci", "si"),
    ("c", "k"), ("dt", "t"),
)  # fmt: skip
_SILENT_N = "en"
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Return how a word sounds, so that `zelfmoort`, `selfmoord` and `zelfmoord` are the same word."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    word = _DOUBLE.sub(r"\1", word)
    if word.endswith(_SILENT_N) and word[: -len(_SILENT_N)].strip("en"):
        word = word[:-1]
    if word.endswith("d"):
        word = word[:-1] + "t"
    return word
