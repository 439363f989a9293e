"""An embedding model turned towards how citizens ask, and the answers it has given lately."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.matching.embedder import Embedder, EmbedderFailed, Vector, Vectors

logger = logging.getLogger(__name__)

# Many citizens ask the same in the same words.
_REMEMBERED = 2_000
_ADAPTERS = Path(__file__).parent / "adapters"


class AdaptedEmbedder:
    """A base model whose vectors are multiplied with a matrix learned from questions.

    The matrix comes from `python -m tools.fit_matching` and is kept under the identity of
    the model it was learned for; with any other model vectors stay as they are.
    """

    def __init__(self, base: Embedder, matrix: Vectors | None = None) -> None:
        self.base = base
        path = adapter_path(base)
        if matrix is None and path.exists():
            matrix = np.load(path).astype(np.float32)
        self._matrix = matrix
        self._query = lru_cache(_REMEMBERED)(base.query)

    @property
    def identity(self) -> str:
        """See the port."""
        digest = "" if self._matrix is None else hashlib.sha256(self._matrix.tobytes()).hexdigest()[:8]
        return f"{self.base.identity}+{digest}" if digest else self.base.identity

    def query(self, text: str) -> Vector:
        """See the port."""
        try:
            vector: Vector = self.adapted(self._query(text)[None])[0]
        except Exception as error:
            # The kind alone: a message may hold what a citizen wrote.
            logger.warning("no vector for a question: %s", type(error).__name__)
            raise EmbedderFailed from error
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See the port."""
        return self.adapted(self.base.passages(texts))

    def adapted(self, vectors: Vectors) -> Vectors:
        """Vectors of the base model as this one's."""
        if self._matrix is None or not len(vectors):
            return vectors
        turned = vectors @ self._matrix
        adapted: Vectors = turned / np.linalg.norm(turned, axis=1, keepdims=True)
        return adapted


def adapter_path(base: Embedder) -> Path:
    """Where the matrix for a model is kept, whether there is one or not."""
    return _ADAPTERS / f"{base.identity}.npy"
