"""Finds the organisation that a participant comes from."""

import re
from collections.abc import Iterator, Sequence

from bot.understanding.personal_data.found import Found, Kind
from bot.understanding.personal_data.word_rows import word_set
from bot.understanding.signup.kind_words import names_a_meeting
from bot.understanding.signup.organisation_words import BODIES, HOUSES, TEAMS
from bot.understanding.signup.places import Place
from bot.understanding.signup.role_words import KNOWN, QUALIFIED
from bot.understanding.signup.vocabulary import Vocabulary
from bot.understanding.signup.words import Message

_LABEL = re.compile(
    r"\b(?:organisatie|werkgever|instelling|org|bedrijf)\b ?(?:moet |staat |is |als |:|=)+(?: ?zijn"
    r"| ?is)? ?(?P<org>(?!fout|verkeerd|niet)[^,.;\n/|]{2,50})|\bals organisatie (?:moet "
    r"|staat )?(?:er )?(?P<moved>[^,.;\n]{2,40}?)(?: staan| zijn|$)"
)
_CORRECTED = re.compile(r"\borganisatie\b[^.;]{0,30}?\b(?:het )?moet (?P<org>[\w' -]{2,40}?) (?:zijn|worden)\b")
_CUE = re.compile(
    r"\b(?:bij|van|namens|vanuit|voor|werk op|werk in|in|op)(?: (?:de|het|een|ons|onze|mijn|'t|jullie|t|zo'n))? (?=[^\s])"
)
_TYPE = re.compile(
    rf"(?:(?:{BODIES})|(?:{HOUSES})|[a-z-]*(?:{TEAMS}|huis|centrum|vereniging|corporatie|commissie|winkel"
    r"|bank|zorg|punt|stichting|kamer|plein|kantoor|loket|instelling)|welzijnsorganisatie)\b"
)
_SOFT_CUES = re.compile(r"\b(?:voor|in|op)(?: (?:de|het|een|ons|onze|mijn|'t|t|zo'n))? $")
_WORKS = re.compile(
    r"\b(?:werk|werkt|werken|werkzaam|actief|vrijwilliger|vrijwilligster|help|zit|gastvrouw|gastheer|stage"
    r"|kok|beheerder)\b[^.;!?]{0,30}$|\b(?:collega'?s|vrijwilligers|medewerkers|mensen|bezoekers) $"
)
_SMALL = word_set("de het van der den voor & en 't in op")
_STOP = word_set(
    "en wil willen naar graag die dus maar ik wij we aan voor in op uit met kan kunnen moet heeft is zijn om zou "
    "zouden dat dan als of komt komen meld melden schrijf hier geef noteer"
)
_TALK = word_set(
    "ik wij we mij ons die dat deze dit wil willen zou zouden kan kunnen mag moet kom komt komen ga gaat is zijn ben heeft heb "
    "doe er daar daarbij graag niet geen nog ook hij zij ze uurtje groepje over"
)
_OPENS = re.compile(
    rf"(?:^|[.!?\n] ?)(?:de |het |ons |onze )?(?P<org>(?:{BODIES}|{HOUSES}|{TEAMS})\b)"
    r"(?=[^.!?\n,]{0,30}?(?: (?:wil|willen|komt|komen|stuurt|sturen|meldt|melden|geeft|gaat|doet)\b(?! (?:ik|we|wij)\b)|:|,))"
)
_COMES_FROM = re.compile(r"\b(?:kom|komt|komen|afkomstig) $")
_SEATS_FOR = re.compile(r"\b(?:plek|plekken|plaats|plaatsen|stoel|stoelen)\b[^.;!?,]{0,12}$")
_IS_QUARTER = re.compile(r"\S*(?:buurt|wijk|kwartier)$")
_STRONG_CUES = re.compile(r"\b(?:bij|namens|vanuit)(?: (?:de|het|een|ons|onze|mijn|'t|t))? $")
_TITLES = word_set("mw mw. mevrouw mevr mevr. meneer dhr dhr. mijn m'n mn onze")
_SEGMENT = re.compile(r"(?:^|[,;(\n|]|\. )\s*(?P<org>[^,;()\n|]+?)\s*(?=$|[,;)\n|]|\.(?:\s|$))")
_LONGEST = 6
_LIST_PARTS = 3
_AFTER_ROLE = re.compile(rf"(?:^|[,;(\n:] ?|\bals ){QUALIFIED} (?=\S)")
_TIME = re.compile(
    r"\d|^(?:ja|nee|nou|dus|zo|eh|fam|familie|gezin|dank|bedankt"
    r"|groet\w*|met |mvg|vriendelijke|hoogachtend|geachte|groet|gr\b|hoi|hallo|beste"
    r"|goede|aanmelding|inschrijving)\b"
)


def find_organisation(
    message: Message, vocabulary: Vocabulary, names: Sequence[Found], places: Sequence[Place], *, listing: bool
) -> tuple[int, int] | None:
    """Return where the organisation stands; `listing` for a message like a form, where a bare name between commas may be one."""
    label = _LABEL.search(message.plain)
    if label:
        return label.span("org") if label["org"] else label.span("moved")
    if corrected := _CORRECTED.search(message.plain):
        return corrected.span("org")
    reader = _Reader(message, vocabulary, names, places)
    for start, end in (*reader.after_cues(), *reader.after_roles(), *(reader.segments() if listing else ())):
        return start, end
    return None


class _Reader:
    """Reads organisations in one message; names of people, places of events and kinds are not organisations."""

    def __init__(self, message: Message, vocabulary: Vocabulary, names: Sequence[Found], places: Sequence[Place]) -> None:
        self._message = message
        self._vocabulary = vocabulary
        self._places = [(place.start, place.end) for place in places]
        self._names = [(name.start, name.end) for name in names if name.kind is Kind.NAME]

    def after_cues(self) -> Iterator[tuple[int, int]]:
        """ "bij Thuiszorg Polderland", "van de speeltuin", "namens Ymere"."""
        for match in _CUE.finditer(self._message.plain):
            soft = bool(_SOFT_CUES.search(match.group()))
            before = self._message.plain[: match.start()]
            if soft and not (_WORKS.search(before) or (match.group().startswith("voor") and _SEATS_FOR.search(before))):
                continue
            working = not soft and bool(_WORKS.search(self._message.plain[: match.start()]))
            strong = bool(_STRONG_CUES.search(match.group()))
            typed = soft or bool(_COMES_FROM.search(before))  # "ik kom van Syrië" is no organisation
            span = self._phrase(self._with_article(match), needs_type=typed, working=working, named=strong)
            if span:
                yield span
        for match in _OPENS.finditer(self._message.plain):
            span = self._phrase(match.start("org"), needs_type=True)
            if span:
                yield span
        for match in re.finditer(
            r"(?:^|[,;.\n] ?)(?:(?:mag|mogen|kan|kunnen|wil|willen) (?:ons )?)?"
            rf"(?P<team>(?:{TEAMS}|stichting|buurthuis|inloophuis)\b)(?= [^\s])",
            self._message.plain,
        ):
            if self._message.text[match.start("team")].isupper():
                span = self._phrase(match.start("team"), needs_type=True)
                if span:
                    yield span

    def _with_article(self, match: re.Match[str]) -> int:
        """Return where the name starts: an article with a capital belongs to it, "De Linde"."""
        article = match.group().rstrip().rpartition(" ")[2]
        start = match.end() - len(article) - 1
        return start if article in {"de", "het"} and self._message.text[start].isupper() else match.end()

    def after_roles(self) -> Iterator[tuple[int, int]]:
        """ "praktijkbegeleider Cordaan", "boa gemeente"."""
        for match in _AFTER_ROLE.finditer(self._message.plain):
            span = self._phrase(match.end(), needs_type=False)
            if span and self._message.plain[match.end() : span[1]] not in _STOP:
                yield span

    def segments(self) -> Iterator[tuple[int, int]]:
        """A part between commas that is nothing but a name of an organisation."""
        spans = [match.span("org") for match in _SEGMENT.finditer(self._message.plain)]
        for number, (start, end) in enumerate(spans):
            words = self._message.plain[start:end].split()
            if not words or len(words) > _LONGEST or _TALK.intersection(words) or _TIME.search(self._message.plain[start:end]):
                continue
            typed = bool(_TYPE.match(self._message.plain, start))
            bare = self._names and self._message.text[start].isupper() and number > 0 and len(spans) >= _LIST_PARTS
            if (typed or bare) and not _IS_QUARTER.fullmatch(words[-1]) and self._may_be(start, end):
                yield start, end

    def _phrase(self, start: int, *, needs_type: bool, working: bool = False, named: bool = False) -> tuple[int, int] | None:
        """Return the words from `start` that make up a name: a kind of organisation, then capitals.

        Somebody may be `working` where an event is too, and what is `named` after "bij" may look like a person.
        """
        message = self._message
        number = message.token_at(start)
        if number >= len(message.tokens):
            return None
        typed = _TYPE.match(message.plain, message.tokens[number].start)
        if not typed and (needs_type or not message.tokens[number].capital):
            return None
        end = self._run(message.token_at(typed.end() - 1) if typed else number)
        begin = message.tokens[number].start
        return (begin, end) if self._may_be(begin, end, working=working, named=named) else None

    def _run(self, number: int) -> int:
        """Extend over capitals, and over small words between them."""
        tokens = self._message.tokens
        last = number
        for place in range(number + 1, min(len(tokens), number + 1 + _LONGEST)):
            gap = self._message.plain[tokens[place - 1].end : tokens[place].start]
            if gap.strip() or "\n" in gap or not (tokens[place].plain[0].isalnum() or tokens[place].plain == "&"):
                break
            if tokens[place].capital and tokens[place].plain not in _STOP:
                last = place
            elif tokens[place].plain not in _SMALL or (
                tokens[place].plain in _STOP and tokens[place].plain not in {"voor", "en"}
            ):
                break
        return tokens[last].end

    def _may_be(self, start: int, end: int, *, working: bool = False, named: bool = False) -> bool:
        plain = self._message.plain[start:end]
        words = plain.split()
        if names_a_meeting(plain) or KNOWN.match(plain) or (words[0] in {"ik", "de", "het"} and len(words) == 1):
            return False
        typed = _TYPE.match(plain)
        if words[0] in _TITLES or plain == "team":
            return False
        if not typed and not named and any(first < end and past > start for first, past in self._names):
            return False
        vocabulary = self._vocabulary
        if (not working and any(word in vocabulary.locations for word in words)) or (not typed and words[0] in vocabulary.people):
            return False
        return (start, end) not in self._places and plain not in _NO_ORGANISATION


_NO_ORGANISATION = word_set("telegram whatsapp nederland amsterdam jan feb mrt januari februari maart")
