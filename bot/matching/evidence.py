"""What speaks for each fact, given a question: one row of numbers a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.subject import Aspect, Subject
from bot.matching.answer_types import wanted_types
from bot.matching.fact_index import FactIndex, ThreeWays, bare
from bot.matching.features import Features
from bot.matching.meaning import Likeness
from bot.matching.postings import Postings, Rows, Scores, best_of, spread_out

# The columns of the evidence, each between 0 and 1.
SIGNALS = (
    "text_words",  # share of the question's words in heading, text and names of the fact
    "text_characters",
    "text_sounds",
    "phrase_words",  # likeness to the nearest of the ways people ask for the fact
    "phrase_characters",
    "phrase_sounds",
    "name_characters",  # how completely a name of the subject stands in the question
    "name_sounds",
    "subject_words",  # share of the question's words anywhere in the subject
    "aspect",  # whether the question is after the aspect of the fact
    "answer_type",  # whether the fact holds a thing of the kind the question asks for
    "current",  # the conversation is about the subject
    "name_meaning",  # nearness in meaning; 0 for all facts as long as nobody looked
    "text_meaning",
    "phrase_meaning",
)
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """The facts looked at: their rows in the index, and for each one row of SIGNALS."""

    rows: Rows
    matrix: Matrix

    def of_row(self, row: int) -> Mapping[str, float]:
        """The signals of the fact with a row number in the index."""
        position = int(np.searchsorted(self.rows, row))
        return dict(zip(SIGNALS, map(float, self.matrix[position]), strict=True))


@dataclass(frozen=True)
class Question:
    """A question as it is weighed: its features, what it is after, and what was spoken of."""

    features: Features
    aspects: Mapping[Aspect, float]
    current: str | None = None


def evidence(index: FactIndex, question: Question, subjects: Rows, likeness: Likeness | None) -> Evidence:
    """The evidence for all facts of some subjects (rows, ascending)."""
    rows = index.facts_of(subjects)
    features = question.features
    of_fact = np.searchsorted(subjects, index.subject_of_fact[rows])
    texts, names = index.texts_by, index.names_by
    name_parts, name_owners = spread_out(index.name_starts, subjects)

    def named(postings: Postings, query: tuple[str, ...]) -> Scores:
        contained = postings.overlap(query, name_parts)[1]
        return best_of(contained, name_owners, len(subjects))[of_fact]

    none = np.zeros(len(rows))
    columns = [
        texts.words.overlap(features.words, rows)[0],
        texts.characters.overlap(features.characters, rows)[0],
        texts.sounds.overlap(features.sounds, rows)[0],
        *_phrases(index, index.phrases_by, features, rows),
        named(names.characters, features.characters),
        named(names.sounds, features.sounds),
        index.whole_by.words.overlap(features.words, subjects)[0][of_fact],
        _aspects(index, question.aspects, rows),
        _answer_types(index, features.text, rows),
        _current(index, question.current, subjects)[of_fact],
        *(_columns(likeness) if likeness else [none] * len(fields(Likeness))),
    ]
    return Evidence(rows, np.column_stack(columns))


def _columns(likeness: Likeness) -> list[Scores]:
    return [likeness.names, likeness.texts, likeness.phrases]


def names_said(index: FactIndex, question: Features, subject: int) -> str | None:
    """The longest name of a subject (by row) that stands in a question, if one does."""
    text = bare(question.text)
    names = index.names[index.name_starts[subject] : index.name_starts[subject + 1]]
    return max((name for name in names if name.lower() in text), key=len, default=None)


def nearest_phrase(index: FactIndex, question: Features, row: int) -> str:
    """The way of asking for the fact of a row that is most like the question."""
    parts = np.arange(index.phrase_starts[row], index.phrase_starts[row + 1])
    likeness = _alike(index.phrases_by.characters, question.characters, parts)
    return index.phrases[int(parts[np.argmax(likeness)])]


def _alike(postings: Postings, query: tuple[str, ...], rows: Rows) -> Scores:
    held, contained = postings.overlap(query, rows)
    return np.sqrt(np.minimum(held * contained, 1.0))


def _phrases(index: FactIndex, by: ThreeWays, features: Features, rows: Rows) -> list[Scores]:
    parts, owners = spread_out(index.phrase_starts, rows)
    ways = (by.words, features.words), (by.characters, features.characters), (by.sounds, features.sounds)
    return [best_of(_alike(postings, query, parts), owners, len(rows)) for postings, query in ways]


def _aspects(index: FactIndex, aspects: Mapping[Aspect, float], rows: Rows) -> Scores:
    weights = np.array([aspects.get(aspect, 0.0) for aspect in Aspect])
    column: Scores = weights[index.aspect_column[rows]]
    return column


def _answer_types(index: FactIndex, question: str, rows: Rows) -> Scores:
    wanted = wanted_types(question)
    if not wanted:
        return np.ones(len(rows))
    fit: Scores = np.mean([index.holding[kind][rows] for kind in wanted], axis=0)
    return fit


def _current(index: FactIndex, code: str | None, subjects: Rows) -> Scores:
    return np.array([_nearness(index.subjects[row], code) for row in subjects])


def _nearness(subject: Subject, code: str | None) -> float:
    if code is None:
        return 0.0
    if subject.code == code:
        return 1.0
    return 0.5 if subject.part_of == code or code in subject.related else 0.0
