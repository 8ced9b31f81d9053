"""Finds what comes with Wijkmaat: inside an installed package, or next to it in a checkout."""

from pathlib import Path

_HERE = Path(__file__).parent


def find_folder(name: str) -> Path:
    """Find `content` or `migrations`."""
    packed = _HERE / f"_{name}"
    return packed if packed.is_dir() else _HERE.parent / name
