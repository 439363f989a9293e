"""What the matching needs of a sentence-embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

# One text as a direction: of length 1, so that a product of two is their likeness.
Vector = NDArray[np.float32]
# One row a text.
Vectors = NDArray[np.float32]


class EmbedderFailed(Exception):
    """The model gave no vector; the matching goes on by words."""


class Embedder(Protocol):
    """A model that puts texts of like meaning close together."""

    @property
    def identity(self) -> str:
        """Names the model and its version: vectors of one model say nothing to another."""
        ...

    def query(self, text: str) -> Vector:
        """The vector of a question. Raises EmbedderFailed."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of what answers questions, one row a text."""
        ...
