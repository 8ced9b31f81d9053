"""Plain documents: what is kept about somebody, as JSON that people and programs can read."""

import json
from collections.abc import Mapping
from typing import Any


def make_json(values: Mapping[str, Any]) -> bytes:
    """Write the values down as they are, in UTF-8 and with line breaks."""
    return (json.dumps(dict(values), ensure_ascii=False, indent=2) + "\n").encode()
