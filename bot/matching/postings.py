"""Texts as bags of features: how much of a query each of them holds, and the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Rows = NDArray[np.int64]

# BM25 as usual (Robertson and Zaragoza 2009), with little length normalisation:
# a fact that says more is not less likely to be the one asked for.
_K1 = 1.2
_B = 0.4


class Postings:
    """Texts, each a bag of features, searchable by bags of features.

    Held twice as flat arrays: by feature, to look through all texts at once (`held`), and
    by text, to look closer at some of them (`overlap`). With `flat` only the presence of a
    feature counts, not how often it stands in how long a text.
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
        rarity = self._rarity[features]
        saturated = np.ones_like(times) if flat else times / (times + _K1 * relative[rows])
        gains = (saturated * rarity).astype(np.float32)
        self._mass = np.maximum(np.bincount(rows, weights=rarity, minlength=self.size), 1e-9)
        # Rows come in order, so the features of a row stand together already.
        self._features_of_row = features.astype(np.int32)
        self._gains_of_row = gains
        self._row_starts = _starts(np.bincount(rows, minlength=self.size))
        order = np.argsort(features, kind="stable")
        self._rows = rows[order].astype(np.int32)
        self._gains = gains[order]
        self._starts = _starts(spread)

    def _flat(self, texts: Sequence[Iterable[str]]) -> tuple[Rows, Rows, Scores]:
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
        features = self._features_of_row[self._row_starts[row] : self._row_starts[row + 1]]
        return bool(np.any(features == number))

    def held(self, query: Iterable[str]) -> Scores:
        """For each text the share (0 to 1) of the query, by rarity, that it holds."""
        scores = np.zeros(self.size)
        total = 0.0
        for feature in set(query):
            total += self.rarity(feature)
            number = self._ids.get(feature)
            if number is not None:
                at = slice(self._starts[number], self._starts[number + 1])
                scores[self._rows[at]] += self._gains[at]
        return scores / total if total else scores

    def overlap(self, query: Iterable[str], rows: Rows) -> tuple[Scores, Scores]:
        """For each text of `rows` the share of the query it holds, and of itself that the query holds.

        Both from 0 to 1 and by rarity.
        """
        asked = set(query)
        total = sum(map(self.rarity, asked))
        in_query = np.zeros(len(self._ids) + 1, dtype=bool)
        in_query[[self._ids[feature] for feature in asked if feature in self._ids]] = True
        at, owners = spread_out(self._row_starts, rows)
        hit = in_query[self._features_of_row[at]]
        at, owners = at[hit], owners[hit]
        held = np.bincount(owners, self._gains_of_row[at], len(rows)).astype(np.float64)
        rarity = self._rarity[self._features_of_row[at]]
        contained = np.bincount(owners, rarity, len(rows)).astype(np.float64) / self._mass[rows]
        return held / max(total, 1e-9), contained


def spread_out(starts: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """The numbers of all parts of the given wholes, and for each the position of its whole.

    The parts of whole w are numbered from `starts[w]` to `starts[w + 1]`.
    """
    counts = starts[rows + 1] - starts[rows]
    owners = np.repeat(np.arange(len(rows)), counts)
    before = np.cumsum(counts) - counts
    parts: Rows = np.arange(len(owners)) + np.repeat(starts[rows] - before, counts)
    return parts, owners


def best_of(scores: NDArray[np.floating], owners: Rows, size: int) -> Scores:
    """The highest score of each owner's parts, 0 for one without parts; `owners` ascending."""
    best = np.zeros(size)
    if len(owners):
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        best[owners[firsts]] = np.maximum.reduceat(scores, firsts)
    return best


def _starts(counts: Rows) -> Rows:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
