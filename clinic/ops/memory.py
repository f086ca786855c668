"""What the C library of GNU keeps of memory that is free again: as little as can be had."""

import ctypes
import sys
from typing import Any

M_MMAP_THRESHOLD = -3
# Blocks of this size are what was learned and what of it is read from the database, once in a while. What the encoder
# needs for a sentence is smaller, and quicker where it is kept.
LARGE = 4 * 1024 * 1024


def give_large_blocks_back() -> None:
    """From now on to the system as soon as they are free; by itself the library keeps up to 32 MB for the next one."""
    if libc := gnu("mallopt"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """To the system what is free now, of which the library would keep as much again."""
    if libc := gnu("malloc_trim"):
        libc.malloc_trim(0)


def gnu(function: str) -> Any:
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    return libc if hasattr(libc, function) else None
