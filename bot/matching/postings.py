"""An inverted index: how much of a query each of many texts holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

# BM25 as usual (Robertson and Zaragoza 2009), with little length normalisation:
# a fact that says more is not less likely to be the one asked for.
_K1 = 1.2
_B = 0.4


class Postings:
    """Texts, each a bag of features, searchable by bags of features."""

    def __init__(self, texts: Sequence[Iterable[str]]) -> None:
        counts = [Counter(text) for text in texts]
        self.size = len(counts)
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        relative: Scores = 1 - _B + _B * lengths / max(lengths.mean() if self.size else 1.0, 1.0)
        occurrences: dict[str, list[tuple[int, int]]] = {}
        for index, count in enumerate(counts):
            for feature, times in count.items():
                occurrences.setdefault(feature, []).append((index, times))
        self._rarity = {
            feature: float(np.log1p((self.size - len(rows) + 0.5) / (len(rows) + 0.5)))
            for feature, rows in occurrences.items()
        }
        self._unseen = float(np.log1p((self.size + 0.5) / 0.5)) if self.size else 0.0
        self._rows: dict[str, tuple[NDArray[np.int32], Scores]] = {}
        mass = np.zeros(self.size)
        for feature, rows in occurrences.items():
            at: NDArray[np.int32] = np.fromiter((index for index, _ in rows), np.int32, len(rows))
            often = np.fromiter((t for _, t in rows), np.float64, len(rows))
            weight = often * (_K1 + 1) / (often + _K1 * relative[at]) / (_K1 + 1)
            self._rows[feature] = at, weight * self._rarity[feature]
            mass[at] += self._rarity[feature]
        self._mass = np.maximum(mass, 1e-9)

    def rarity(self, feature: str) -> float:
        """How telling a feature is; one never seen is the most telling."""
        return self._rarity.get(feature, self._unseen)

    def knows(self, feature: str) -> bool:
        """Whether any text has the feature."""
        return feature in self._rarity

    def held(self, query: Iterable[str]) -> Scores:
        """For each text the share (0 to 1) of the query, by rarity, that it holds."""
        features = set(query)
        scores = np.zeros(self.size)
        total = 0.0
        for feature in features:
            total += self.rarity(feature)
            found = self._rows.get(feature)
            if found is not None:
                scores[found[0]] += found[1]
        return scores / total if total else scores

    def contained(self, query: Iterable[str]) -> Scores:
        """For each text the share (0 to 1) of itself, by rarity, that the query holds."""
        scores = np.zeros(self.size)
        for feature in set(query):
            found = self._rows.get(feature)
            if found is not None:
                scores[found[0]] += self._rarity[feature]
        return scores / self._mass
