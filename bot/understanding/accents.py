"""Takes the accents off letters; looks only at the signs that can have any, which are few in what people type."""

import re
import unicodedata
from functools import lru_cache

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def without_accents(text: str) -> str:
    """Return the text with every letter in its plainest form (NFKD) and without marks: `café ½` becomes `cafe 1⁄2`."""
    return _BEYOND_ASCII.sub(lambda found: _plainest(found.group()), text)


@lru_cache(maxsize=512)
def _plainest(signs: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", signs) if not unicodedata.combining(sign))
