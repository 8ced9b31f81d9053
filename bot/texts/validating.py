"""Checks what was read against a model, and says in Dutch what is wrong with which field on which line."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.texts.faults import ContentFault, Fault, shown
from bot.texts.reading import Lines

Model = TypeVar("Model", bound=BaseModel)


def build(model: type[Model], data: Any, lines: Lines, file: Path) -> Model:
    """Check data against a model. Raises ContentFault with every wrong field."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [
            Fault(shown(file), _line_of(fault["loc"], lines), ".".join(map(str, fault["loc"])) or "bestand", _dutch(dict(fault)))
            for fault in error.errors(include_url=False)
        ]
        raise ContentFault(faults) from error


def _line_of(path: tuple[Hashable, ...], lines: Lines) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


# What pydantic says in English, with {…} from what it knows about the fault.
_DUTCH = {
    "missing": "ontbreekt",
    "extra_forbidden": "onbekend veld",
    "string_too_long": "langer dan {max_length} tekens",
    "string_too_short": "is leeg",
    "string_type": "hier hoort tekst",
    "string_pattern_mismatch": "heeft niet de goede vorm ({pattern})",
    "too_short": "minstens {min_length} nodig",
    "too_long": "hooguit {max_length} mogelijk",
    "literal_error": "kies uit {expected}",
    "enum": "kies uit {expected}",
    "int_parsing": "geen heel getal",
    "int_type": "geen heel getal",
    "bool_parsing": "kies uit true en false",
    "greater_than_equal": "minstens {ge}",
    "less_than_equal": "hooguit {le}",
    "timezone_aware": "de tijdzone ontbreekt, zoals in 2027-01-13T09:30:00+01:00",
    "datetime_parsing": "geen datum met tijd, zoals 2027-01-13T09:30:00+01:00",
    "datetime_from_date_parsing": "geen datum met tijd, zoals 2027-01-13T09:30:00+01:00",
    "list_type": "hier hoort een lijst",
    "model_type": "hier horen velden",
}


def _dutch(fault: dict[str, Any]) -> str:
    known = _DUTCH.get(fault["type"])
    return known.format(**fault.get("ctx", {})) if known else str(fault["msg"])
