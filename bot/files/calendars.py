"""Calendar files (.ics, RFC 5545): one entry per dagdeel, which a phone updates or takes away again by its UID.

Written by hand: single entries with fixed moments need sixty lines and no library. Moments are in UTC, so no time zone has to be
described and the change of the clocks cannot go wrong; every calendar shows them in local time.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

_MOST_BYTES = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def make_calendar(values: Mapping[str, Any]) -> bytes:
    """Write the entries of `values`: {"event", "made_at", "missed": numbers of dagdelen, "cancelled"}.

    `event` is what `Event.as_values` gives. A dagdeel that is missed is taken out of the calendar; with `cancelled` all are.
    """
    event, missed = values["event"], set(values.get("missed", ()))
    all_gone = bool(values.get("cancelled")) or event["state"] in ("cancelled", "no_go")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wijkmaat//NL", f"METHOD:{'CANCEL' if all_gone else 'PUBLISH'}"]
    for number, part in enumerate(event["parts"], 1):
        lines += _entry(event, number, part, str(values["made_at"]), gone=all_gone or number in missed)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def _entry(event: Mapping[str, Any], number: int, part: list[str], made_at: str, *, gone: bool) -> Iterator[str]:
    title, count = event["title"], len(event["parts"])
    yield "BEGIN:VEVENT"
    yield f"UID:{event['code']}-{number}@wijkmaat"
    yield f"SEQUENCE:{event['revision']}"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART:{_moment(part[0])}"
    yield f"DTEND:{_moment(part[1])}"
    yield f"STATUS:{'CANCELLED' if gone else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(title if count == 1 else f'{title} ({number} van {count})')}"
    yield f"LOCATION:{_text(', '.join((event['location'], event['neighbourhood'], event['gemeente'])))}"
    yield f"DESCRIPTION:{_text(_description(event))}"
    yield "END:VEVENT"


def _description(event: Mapping[str, Any]) -> str:
    givers = [*event["trainers"], *([event["cotrainer"]] if event["cotrainer"] else [])]
    known = (", ".join(givers), event["programme"], event["practical"], event["code"])
    return "\n".join(line for line in known if line)


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _fold(line: str) -> bytes:
    """Return a line of at most 75 bytes, going on after a space on the next ones; no letter is cut in two."""
    folded, length = bytearray(), 0
    for character in line:
        encoded = character.encode()
        if length + len(encoded) > _MOST_BYTES:
            folded += b"\r\n "
            length = 1
        folded += encoded
        length += len(encoded)
    return bytes(folded + b"\r\n")
