"""Wijkmaat: a chat assistant for volunteers, participants and coaches in Dutch neighbourhood programmes."""

import sys

# None says: not to be imported. The command line of httpx takes four megabytes and a tenth of a second where `rich` is installed.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
