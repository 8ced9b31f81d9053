"""Practical questions about a bijeenkomst: what is asked, and whether the agenda knows it."""

import re
from enum import StrEnum

from bot.agenda.models import Event
from bot.understanding.signup.words import folded


class Aspect(StrEnum):
    """What somebody wants to know."""

    TIME = "time"
    PLACE = "place"
    TRAINER = "trainer"
    COSTS = "costs"
    AUDIENCE = "audience"
    SIGNING_UP = "signing_up"
    SEATS = "seats"
    PROGRAMME = "programme"
    PRACTICAL = "practical"
    UNKNOWN = "unknown"


# What the practical information of an event may be about; the first words that a question and that information share answer it.
_TOPICS = tuple(
    re.compile(topic)
    for topic in (
        r"\bparke", r"\bfiets", r"\bbus\b|\btram\b|\bmetro\b|\btrein\b|\bhalte\b|\bov\b|\bhoe kom ik",
        r"\brolstoel|\blift\b|\btoegankelijk|\bdrempel",
        r"\bkoffie|\bthee\b|\blunch|\beten\b|\bhapje",
        r"\bmee ?nemen\b|\bneem\b.*\bmee\b",
        r"\btolk\b|\btaal\b|\bengels\b", r"\bkinderen\b|\bkind mee\b|\boppas",
        r"\bhond\b", r"\bcertificaat|\bbewijs\b", r"\bringleiding", r"\bwc\b|\btoilet", r"\bkleding",
    )
)  # fmt: skip
_ASKED = (
    (Aspect.COSTS, r"\bkost", r"\bgratis\b", r"\bbetaa?l", r"\bprijs\b", r"\bgeld\b", r"\bduur is het\b"),
    (
        Aspect.SIGNING_UP,
        r"\b(?:moet|hoef|kan|kun) (?:ik|je|we|men) (?:(?:me|mij|je|ons|nog|ook|vooraf) )*(?:aan|op|in) ?(?:melden|geven)",
        r"\b(?:zonder aanmelden|aanmelden (?:nodig|verplicht)|zo (?:binnen|langs))",
    ),
    (Aspect.PRACTICAL, *(topic.pattern for topic in _TOPICS)),
    (
        Aspect.TRAINER,
        r"\bwie (?:geeft|geven|is de trainer|zijn de trainers|leidt|doet|begeleidt|staat|vertelt|komt er spreken)",
        r"\b(?:trainers?|docent|spreker)\b",
    ),
    (
        Aspect.SEATS,
        r"\bnog (?:een )?(?:plek|plaats|plekje|plekken|plaatsen)\b",
        r"\b(?:plek|plaats|plekken|plaatsen|plekje)\b.*\b(?:vrij|nog|over)\b",
        r"\bvol(?:geboekt)?\b",
        r"\bhoeveel (?:mensen|deelnemers|plekken|plaatsen)",
    ),
    (Aspect.AUDIENCE,
        r"\bvoor wie\b", r"\bdoelgroep\b", r"\bis (?:het|dat|die|deze) (?:ook )?(?:iets )?voor (?!niks)",
        r"\bmag ik (?:ook )?komen\b"),
    (
        Aspect.PLACE,
        r"\bwaar (?:is|vindt|moet|precies|zit|wordt|gaat het door)",
        r"\b(?:adres|locatie)\b|\bwelke zaal|\bop welke plek\b",
        r"^waar\b(?! gaat)",
    ),
    (
        Aspect.PROGRAMME,
        r"\bwaar gaat\b",
        r"\bwat (?:doen|gaan|leer|houdt|is de inhoud|is een|is de)\b",
        r"\b(?:onderwerp|programma|inhoud|pauze|thema)\b",
    ),
    (
        Aspect.TIME,
        r"\bhoe ?laat\b|\bwanneer\b|\btijd|\bhoe lang\b|\btot hoe\b|\bhoe ?vaak\b|\bwelke dag",
        r"\b(?:begint|start|duurt|datum|data|klaar|afgelopen)\b",
        r"\bhoeveel (?:keer|dagdelen|dagen|bijeenkomsten)\b",
    ),
)  # fmt: skip
_PATTERNS = {Aspect(aspect): re.compile("|".join(patterns)) for aspect, *patterns in _ASKED}
_MY_PLACE = re.compile(
    "|".join(
        (
            r"\bwaar sta ik\b",
            r"\b(?:hoeveelste|welke plek|welke plaats) .*(?:wachtlijst|lijst)",
            r"\bsta(?:an)? (?:ik|we|wij) (?:(?:al|nog|er) )*(?:op|in|bij|genoteerd|aangemeld)",
            r"\bmijn (?:aanmelding|inschrijving|plek)",
            r"\bwaar(?:voor)? (?:ben|heb) ik (?:(?:me|mij|voor|allemaal) )*(?:aangemeld|opgegeven|ingeschreven)",
            r"\bben ik (?:(?:al|nog) )*(?:aangemeld|ingeschreven|opgegeven)",
            r"\bwat heb ik (?:allemaal )?(?:staan|opgegeven)",
        )
    )
)


def asks_for_own_places(words: str) -> bool:
    """Say whether somebody asks where they are on a list themselves."""
    return bool(_MY_PLACE.search(folded(words)))


def aspect_of(words: str) -> Aspect:
    """Return what is asked; UNKNOWN when we cannot tell."""
    plain = folded(words)
    return next((aspect for aspect, pattern in _PATTERNS.items() if pattern.search(plain)), Aspect.UNKNOWN)


def answered(event: Event, aspect: Aspect, words: str) -> Aspect:
    """Return the aspect if the agenda knows it of this event, else UNKNOWN: what is not there, a coach must tell."""
    known = {
        Aspect.PRACTICAL: _covers(event.practical, words),
        Aspect.PROGRAMME: bool(event.programme or event.theme),
        Aspect.AUDIENCE: bool(event.target_group),
        Aspect.TRAINER: bool(event.trainers),
    }
    return aspect if known.get(aspect, True) else Aspect.UNKNOWN


def _covers(practical: str, words: str) -> bool:
    asked, told = folded(words), folded(practical)
    topics = [topic for topic in _TOPICS if topic.search(asked)]
    return bool(told) and (not topics or any(topic.search(told) for topic in topics))
