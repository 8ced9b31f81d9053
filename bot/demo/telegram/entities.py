"""What Telegram recognises in a text by itself, and how it counts: in UTF-16 units."""

import re

from bot.demo.telegram.refusal import Json

_FOUND = (
    ("url", re.compile(r"""\bhttps?://[^\s<>"']*[\w/#=]""")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])", re.ASCII)),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}\b", re.ASCII)),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


def units(text: str) -> int:
    """Count as Telegram does: most characters are one unit, an emoji two."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, entity: Json) -> str:
    """Return the piece of text that an entity covers."""
    start = entity["offset"] * 2
    return text.encode("utf-16-le")[start : start + entity["length"] * 2].decode("utf-16-le")


def find_entities(text: str, given: list[Json] | None = None) -> list[Json]:
    """Return the given entities together with the commands, mentions and links that stand in the text."""
    entities = list(given or ())
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity = {"offset": units(text[: match.start()]), "length": units(match.group()), "type": kind}
            if not any(_overlaps(entity, other) for other in entities if other["type"] in _CLOSED):
                entities.append(entity)
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Take the white space off both ends, as Telegram does, and let the entities follow."""
    stripped = text.strip()
    skipped, most = units(text[: len(text) - len(text.lstrip())]), units(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - skipped, 0)
        end = min(entity["offset"] + entity["length"] - skipped, most)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return stripped, kept


_CLOSED = frozenset({"code", "pre", "text_link"} | {kind for kind, _ in _FOUND})


def _overlaps(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])
