"""Keeps what was learnt as plain arrays in a folder next to the content, named after what it was learnt from.

They are read where they lie: of a model of many megabytes only the rows that messages need come into memory.
"""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]

FOLDER = ".model"
_SHARED = ("accents.py", "counting.py", "drawn_out.py", "weights.py")  # what every package reads words and learns weights with


def code_of(module: Path) -> list[Path]:
    """Return the files of code that decide what is learnt, for the package of this module."""
    return [*sorted(module.parent.glob("*.py")), *(Path(__file__).with_name(name) for name in _SHARED)]


def read_arrays(folder: Path) -> dict[str, NDArray[np.generic]] | None:
    """Return the arrays in this folder by name, read-only; None when there are none, or they cannot be read."""
    with suppress(OSError, ValueError, EOFError):
        # As plain arrays: numpy's own class for files makes every calculation slower.
        return {file.stem: np.asarray(np.load(file, mmap_mode="r")) for file in folder.glob("*.npy")} or None
    return None


def keep_arrays(folder: Path, arrays: Arrays) -> None:
    """Write all of them or none, and clear away what was there for older content; a place we may not write to is no fault."""
    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        (folder.parent / ".gitignore").write_text("*\n", "utf-8")
        unfinished = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            for name, array in arrays.items():
                np.save(unfinished / f"{name}.npy", array)
            # Learnt by whoever installs, read by the user that runs the bot; nothing in it is secret.
            unfinished.chmod(0o755)
            shutil.rmtree(folder, ignore_errors=True)  # there may be one that could not be read
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        for old in folder.parent.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old, ignore_errors=True)
