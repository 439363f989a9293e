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

    def all(self) -> list[str]:
        """Everything in one list: names, facts, ways of asking."""
        return [*self.names, *self.texts, *self.phrases]


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
        self._fact_of_text = np.flatnonzero(np.diff(embedded.text_starts))

    def subjects(self, index: FactIndex, question: Vector) -> Scores:
        """How near each subject is: as its nearest name or fact."""
        count = len(index.subjects)
        by_name = self._names @ question
        owners = np.repeat(np.arange(count), np.diff(self._embedded.name_starts))
        nearest = best_of(by_name, owners, count)
        by_text = self._texts @ question
        np.maximum(nearest, best_of(by_text, index.subject_of_fact[self._fact_of_text], count), out=nearest)
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
