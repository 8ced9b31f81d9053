"""Says whether somebody typed a name."""

import re

_LONGEST = 60
_LETTER = re.compile(r"[^\W\d_]")


def is_name(text: str) -> bool:
    """Say whether this can be a name: letters, not too long, no digits, no markup."""
    return len(text) <= _LONGEST and _LETTER.search(text) is not None and not re.search(r"[\d<>@/]", text)
