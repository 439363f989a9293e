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
    """Texts, each a bag of features, searchable by bags of features.

    Held as flat arrays sorted by feature: the texts of feature f stand from
    `_starts[f]` to `_starts[f + 1]`. With `flat` only the presence of a feature counts,
    not how often it stands in how long a text.
    """

    def __init__(self, texts: Sequence[Iterable[str]], *, flat: bool = False) -> None:
        self.size = len(texts)
        self._ids: dict[str, int] = {}
        features, rows, times = self._flat(texts)
        lengths = np.bincount(rows, weights=times, minlength=self.size)
        relative = 1 - _B + _B * lengths / max(lengths.mean() if self.size else 1.0, 1.0)
        spread = np.bincount(features, minlength=len(self._ids))
        self._rarity = np.log1p((self.size - spread + 0.5) / (spread + 0.5))
        self._unseen = float(np.log1p((self.size + 0.5) / 0.5)) if self.size else 0.0
        order = np.argsort(features, kind="stable")
        features, rows, times = features[order], rows[order], times[order]
        rarity = self._rarity[features]
        saturated = np.ones_like(times) if flat else times / (times + _K1 * relative[rows])
        self._rows = rows.astype(np.int32)
        self._weights = (saturated * rarity).astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(spread)))
        self._mass = np.maximum(np.bincount(rows, weights=rarity, minlength=self.size), 1e-9)

    def _flat(self, texts: Sequence[Iterable[str]]) -> tuple[NDArray[np.int64], NDArray[np.int64], Scores]:
        features: list[int] = []
        rows: list[int] = []
        times: list[int] = []
        ids = self._ids
        for row, text in enumerate(texts):
            counts = Counter(text)
            features.extend(ids.setdefault(feature, len(ids)) for feature in counts)
            rows.extend([row] * len(counts))
            times.extend(counts.values())
        return (
            np.array(features, dtype=np.int64),
            np.array(rows, dtype=np.int64),
            np.array(times, dtype=np.float64),
        )

    def rarity(self, feature: str) -> float:
        """How telling a feature is; one never seen is the most telling."""
        number = self._ids.get(feature)
        return self._unseen if number is None else float(self._rarity[number])

    def knows(self, feature: str) -> bool:
        """Whether any text has the feature."""
        return feature in self._ids

    def holds(self, row: int, feature: str) -> bool:
        """Whether one text has the feature."""
        number = self._ids.get(feature)
        if number is None:
            return False
        return bool(np.any(self._rows[self._starts[number] : self._starts[number + 1]] == row))

    def held(self, query: Iterable[str]) -> Scores:
        """For each text the share (0 to 1) of the query, by rarity, that it holds."""
        scores = np.zeros(self.size)
        total = 0.0
        for feature in set(query):
            total += self.rarity(feature)
            number = self._ids.get(feature)
            if number is not None:
                at = slice(self._starts[number], self._starts[number + 1])
                scores[self._rows[at]] += self._weights[at]
        return scores / total if total else scores

    def contained(self, query: Iterable[str]) -> Scores:
        """For each text the share (0 to 1) of itself, by rarity, that the query holds."""
        scores = np.zeros(self.size)
        for feature in set(query):
            number = self._ids.get(feature)
            if number is not None:
                at = slice(self._starts[number], self._starts[number + 1])
                scores[self._rows[at]] += self._rarity[number]
        return scores / self._mass
