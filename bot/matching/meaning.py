"""How near a question is in meaning to the names, facts and ways of asking of an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.embedder import Vector, Vectors
from bot.matching.fact_index import FactIndex, names_of, starts
from bot.matching.postings import Rows, Scores, best_of, spread_out


class EmbeddedTexts:
    """What of an index gets a vector: each name, each fact, each way of asking.

    Facts that nobody wrote ways of asking for (imported ones) go by the names of their
    subject alone: they say the same of every matter.
    """

    def __init__(self, index: FactIndex) -> None:
        written = [f for f in index.facts if f.fact.asked]
        self.names: Sequence[str] = index.names
        self.texts = [f"{f.subject.name}：{f.fact.about}。{f.fact.text}" for f in written]
        self.phrases = [f"{f.subject.name}：{phrase}" for f in written for phrase in f.fact.asked]
        self.name_starts = starts([len(names_of(s)) for s in index.subjects])
        self.text_starts = starts([int(bool(f.fact.asked)) for f in index.facts])
        self.phrase_starts = starts([len(f.fact.asked) for f in index.facts])
        of_names = np.repeat(np.arange(len(index.subjects)), np.diff(self.name_starts))
        # The subject of each name, and of each text behind them.
        of_texts = np.array([index.subject_of_fact[f.row] for f in written], dtype=np.int64)
        self.subject_of = np.concatenate((of_names, of_texts))

    def all(self) -> list[str]:
        """Everything in one list: names, facts, ways of asking."""
        return [*self.names, *self.texts, *self.phrases]


# Looking through all of a large catalogue is a matter of memory read: a fourth of each
# vector, along the directions in which texts differ most, finds the same subjects.
_COARSE = 96
_SAMPLE = 4_000


@dataclass(frozen=True)
class Likeness:
    """How near in meaning a question is, from about 0 to 1, to facts given by their rows."""

    names: Scores
    texts: Scores
    phrases: Scores


class MeaningIndex:
    """The vectors of an index, row by row as in its EmbeddedTexts."""

    def __init__(self, embedded: EmbeddedTexts, vectors: Vectors) -> None:
        names, texts = len(embedded.names), len(embedded.texts)
        self._embedded = embedded
        self._names = vectors[:names]
        self._texts = vectors[names : names + texts]
        self._phrases = vectors[names + texts :]
        self._basis = _strongest_directions(vectors)
        self._coarse = vectors[: names + texts] @ self._basis
        order = np.argsort(embedded.subject_of, kind="stable")
        self._coarse = np.ascontiguousarray(self._coarse[order])
        self._firsts = np.flatnonzero(np.diff(embedded.subject_of[order], prepend=-1))

    def subjects(self, question: Vector) -> Scores:
        """About how near each subject is, as its nearest name or fact: good enough to screen by."""
        nearest: Scores = np.maximum.reduceat(self._coarse @ (question @ self._basis), self._firsts)
        return nearest

    def facts(self, index: FactIndex, question: Vector, rows: Rows) -> Likeness:
        """How near the facts of some rows are, by names, text and ways of asking."""
        subjects = index.subject_of_fact[rows]
        names = self._best(self._names, self._embedded.name_starts, subjects, question)
        texts = self._best(self._texts, self._embedded.text_starts, rows, question)
        phrases = self._best(self._phrases, self._embedded.phrase_starts, rows, question)
        return Likeness(names, np.where(texts > 0, texts, names), np.where(phrases > 0, phrases, names))

    @staticmethod
    def _best(vectors: Vectors, starts_: Rows, rows: Rows, question: Vector) -> Scores:
        parts, owners = spread_out(starts_, rows)
        return best_of(vectors[parts] @ question, owners, len(rows))


def _strongest_directions(vectors: Vectors) -> Vectors:
    sample = vectors[:: max(1, len(vectors) // _SAMPLE)]
    directions: Vectors = np.linalg.svd(sample, full_matrices=False)[2][:_COARSE].T
    return directions
