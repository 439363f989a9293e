"""The training questions as cases of evidence, in folds, and as pairs of vectors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.names import NamedMatters
from bot.clients.adapted_embedder import AdaptedEmbedder
from bot.clients.vector_cache import VectorCache
from bot.matching.aspect_cues import aspect_weights
from bot.matching.embedder import Embedder, Vectors
from bot.matching.evidence import Evidence, Question, evidence
from bot.matching.fact_index import FactIndex
from bot.matching.meaning import EmbeddedTexts, MeaningIndex
from bot.matching.postings import Rows
from tools.fit_adapter import Pairs
from tools.fit_weights import Case
from tools.training_questions import Asked, for_facts, for_names, without_answer

FOLDS = 5
# The same questions in the middle of a conversation about their subject, and about another.
CONTEXT_COUNTS = 1.0
EVERY = 3
# The same questions when nothing is known of their subject: about one question in six to a
# hotline has no answer in the knowledge.
LEFT_OUT_COUNTS = 0.3
NAME_COUNTS = 0.4


class _AsQueries:
    """A model whose passages are questions, so that they are cached like other texts."""

    def __init__(self, base: Embedder) -> None:
        self._base = base
        self.identity = f"{base.identity}-queries"

    def query(self, text: str) -> Vectors:
        return self._base.query(text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._base.query(text) for text in texts])


@dataclass(frozen=True)
class _Asking:
    """Questions to one index, each with its right rows, its fold and its vector."""

    index: FactIndex
    asked: list[Asked]
    right: list[frozenset[int]]
    vectors: Vectors | None
    kind: str


class Fitting:
    """All training questions over the knowledge and over a catalogue of names."""

    def __init__(
        self, catalogue: Catalogue, names: NamedMatters | None, base: Embedder | None, folder: Path
    ) -> None:
        self._base, self._folder = base, folder
        index = FactIndex(catalogue)
        by_key = {fact.key: frozenset({fact.row}) for fact in index.facts}
        questions = list(for_facts())
        random.Random(12345).shuffle(questions)  # noqa: S311 - always the same folds
        self._sources = [self._asking(index, questions, by_key, "事实")]
        self._sources.append(self._asking(index, list(without_answer()), {}, "无答案"))
        if names is not None:
            other = FactIndex(names.catalogue)
            rows = {code: frozenset(_rows_of(other, code)) for code in set(names.codes_of.values())}
            known = {name: rows[code] for name, code in names.codes_of.items()}
            self._sources.append(self._asking(other, list(for_names()), known, "名称"))
        self._embedded = {id(s.index): EmbeddedTexts(s.index) for s in self._sources}
        self._raw = {
            id(s.index): self._vectors(self._embedded[id(s.index)].all(), base) for s in self._sources
        }

    def _asking(
        self, index: FactIndex, asked: list[Asked], known: dict[str, frozenset[int]], kind: str
    ) -> _Asking:
        right = [frozenset().union(*(known.get(key, frozenset()) for key in a.answers)) for a in asked]
        kept = [i for i, a in enumerate(asked) if right[i] or not a.answers]
        asked, right = [asked[i] for i in kept], [right[i] for i in kept]
        queries = _AsQueries(self._base) if self._base else None
        return _Asking(index, asked, right, self._vectors([a.text for a in asked], queries), kind)

    def _vectors(self, texts: Sequence[str], embedder: Embedder | None) -> Vectors | None:
        return VectorCache(self._folder, embedder).vectors_of(texts) if embedder else None

    def folds(self, matrices: Sequence[Vectors] | None) -> list[list[Case]]:
        """The cases fold by fold; with one adapter a fold by meaning, without by words."""
        folds: list[list[Case]] = []
        for fold in range(FOLDS):
            cases: list[Case] = []
            for source in self._sources:
                meaning = self._meaning(source, matrices[fold]) if matrices else None
                for i in range(fold, len(source.asked), FOLDS):
                    vector = None if meaning is None or source.vectors is None else source.vectors[i]
                    cases += _cases(source, i, meaning, vector)
            folds.append(cases)
        return folds

    def _meaning(self, source: _Asking, matrix: Vectors) -> tuple[MeaningIndex, AdaptedEmbedder] | None:
        raw = self._raw[id(source.index)]
        if self._base is None or raw is None:
            return None
        adapted = AdaptedEmbedder(self._base, matrix)
        return MeaningIndex(self._embedded[id(source.index)], adapted.adapted(raw)), adapted

    def pairs(self, without: int | None) -> Pairs:
        """Questions with what answers them, those of one fold left out; ways of asking always in."""
        questions: list[Vectors] = []
        answers: list[Vectors] = []
        triples: list[tuple[int, int, int]] = []
        for source in self._sources:
            raw, vectors = self._raw[id(source.index)], source.vectors
            if raw is None or vectors is None or source.kind == "无答案":
                continue
            base_question, base_answer = sum(map(len, questions)), sum(map(len, answers))
            questions.append(vectors)
            answers.append(raw)
            parts = _answers_of(source.index, self._embedded[id(source.index)])
            for i, right in enumerate(source.right):
                if without is not None and i % FOLDS == without:
                    continue
                row = min(right)
                for part in parts[row]:
                    triples.append((base_question + i, base_answer + part, base_answer + row))
            if source.kind == "事实":
                triples += self._phrase_pairs(source, questions, base_answer, parts)
        asked, answered, group = (np.array(column) for column in zip(*triples, strict=True))
        return Pairs(np.concatenate(questions), np.concatenate(answers), asked, answered, group)

    def _phrase_pairs(
        self, source: _Asking, questions: list[Vectors], base_answer: int, parts: list[list[int]]
    ) -> Iterator[tuple[int, int, int]]:
        phrases = [(f.row, phrase) for f in source.index.facts for phrase in f.fact.asked]
        vectors = self._vectors([p for _, p in phrases], _AsQueries(self._base) if self._base else None)
        if vectors is None:
            return
        base_question = sum(map(len, questions))
        questions.append(vectors)
        for i, (row, _) in enumerate(phrases):
            # The text, which comes first of the parts after the name.
            yield base_question + i, base_answer + parts[row][1], base_answer + row


def _rows_of(index: FactIndex, code: str) -> list[int]:
    row = index.row_of_subject(code)
    return [] if row is None else [int(r) for r in index.facts_of(np.array([row]))]


def _answers_of(index: FactIndex, embedded: EmbeddedTexts) -> list[list[int]]:
    """For each fact the rows, among all embedded texts, of its subject's name, its text, its phrases."""
    names, texts = len(embedded.names), len(embedded.texts)
    parts = []
    for fact in index.facts:
        name = int(index.name_starts[index.subject_of_fact[fact.row]])
        own = [names + t for t in _range(embedded.text_starts, fact.row)]
        asked = [names + texts + p for p in _range(embedded.phrase_starts, fact.row)]
        parts.append([name, *own, *asked[:4]])
    return parts


def _range(starts: Rows, row: int) -> range:
    return range(int(starts[row]), int(starts[row + 1]))


def _cases(
    source: _Asking, i: int, meaning: tuple[MeaningIndex, AdaptedEmbedder] | None, vector: Vectors | None
) -> Iterator[Case]:
    index, asked, right = source.index, source.asked[i], source.right[i]
    features = index.segmenter.features(asked.text)
    after = aspect_weights(asked.text)
    turned = None
    if meaning is not None and vector is not None:
        turned = meaning[1].adapted(vector[None])[0]

    def looked(current: str | None) -> Evidence:
        nearest = likeness = None
        if meaning is not None and turned is not None:
            nearest = meaning[0].subjects(turned)
        subjects = index.screened(features, nearest, current)
        if meaning is not None and turned is not None:
            likeness = meaning[0].facts(index, turned, index.facts_of(subjects))
        return evidence(index, Question(features, after, current), subjects, likeness)

    alone = looked(None)
    counts = asked.weight * (NAME_COUNTS if source.kind == "名称" else 1.0)
    if not len(alone.rows):
        return
    yield Case(index, features, alone, right, counts, source.kind)
    chance = random.Random(asked.text)  # noqa: S311 - always the same context
    other = chance.choice(index.subjects).code
    if source.kind == "无答案" and i % EVERY == 0:
        yield Case(index, features, looked(other), right, counts * CONTEXT_COUNTS, "无答案，谈着别的")
    if source.kind == "事实":
        subject = index.facts[min(right)].subject
        if i % EVERY == 0:
            own = looked(subject.code)
            yield Case(index, features, own, right, counts * CONTEXT_COUNTS, "事实，谈着它")
            yield Case(index, features, looked(other), right, counts * CONTEXT_COUNTS, "事实，谈着别的")
        if i % EVERY == 1:
            codes = {subject.code, subject.part_of, *subject.related}
            kept = [p for p, row in enumerate(alone.rows) if index.facts[row].subject.code not in codes]
            rest = Evidence(alone.rows[kept], alone.matrix[kept])
            if kept:
                yield Case(index, features, rest, frozenset(), LEFT_OUT_COUNTS, "事项不在库里")
