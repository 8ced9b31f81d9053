"""Writes the agenda as the file that can be imported again."""

from collections.abc import Iterable
from typing import Any

import yaml

from bot.agenda.importing import WORD_FOR_AUDIENCE, WORD_FOR_STATE
from bot.agenda.models import Event, EventState
from bot.clock import LOCAL_ZONE

_WIDTH = 120


def export_agenda(events: Iterable[Event]) -> str:
    """Return the file, with times as they are in Amsterdam."""
    agenda = {"versie": "1", "tijdzone": LOCAL_ZONE.key, "bijeenkomsten": [_as_entry(event) for event in events]}
    return yaml.safe_dump(agenda, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _as_entry(event: Event) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "code": event.code,
        "soort": event.kind.value,
        "titel": event.title,
        "thema": event.theme,
        "gemeente": event.gemeente,
        "wijk": event.neighbourhood,
        "locatie": event.location,
        "dagdelen": [
            {"begin": part.starts_at.astimezone(LOCAL_ZONE).isoformat(), "eind": part.ends_at.astimezone(LOCAL_ZONE).isoformat()}
            for part in event.parts
        ],
        "capaciteit": event.capacity,
        "minimum": event.minimum,
        "trainers": list(event.trainers),
        "cotrainer": event.cotrainer,
        "aanmelden_verplicht": event.signup_required,
        "doelgroep": event.target_group,
        "doelgroep_soort": WORD_FOR_AUDIENCE.get(event.audience or ""),
        "kosten": event.costs,
        "programma": event.programme,
        "praktisch": event.practical,
        "status": WORD_FOR_STATE[event.state] if event.state is not EventState.PLANNED else None,
    }
    return {key: value for key, value in entry.items() if value not in (None, "")}
