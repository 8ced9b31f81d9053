"""Keeps a long-running process small: one place for memory, and nothing held that only the start needed."""

import ctypes
import gc
from contextlib import suppress

_M_ARENA_MAX = -8  # of glibc's malloc.h


def share_among_threads() -> None:
    """Let all threads take memory from one place: a place of their own for each leaves megabytes unused."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def keep_what_stays() -> None:
    """Look no more at what was loaded for good when rubbish is collected, and give back what only the start needed."""
    gc.collect()  # or rubbish that the start left behind would stay for good too
    gc.freeze()
    with suppress(OSError, AttributeError):  # only glibc can; elsewhere a few megabytes stay ours
        ctypes.CDLL(None).malloc_trim(0)
