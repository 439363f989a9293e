"""What speaks for each fact, given a question: one row of numbers a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.catalogue import Catalogue, fact_key
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching.answer_types import AnswerType, holds, wanted_types
from bot.matching.features import Features, Segmenter, joined
from bot.matching.normalise import normalised
from bot.matching.postings import Postings, Scores

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
)
Matrix = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class IndexedFact:
    """A fact with its subject and its row number."""

    key: str
    subject: Subject
    fact: Fact
    row: int


class _ThreeWays:
    """The same texts indexed by words, character pairs and sounds."""

    def __init__(self, texts: Sequence[Features]) -> None:
        self.words = Postings([text.words for text in texts])
        self.characters = Postings([text.characters for text in texts])
        self.sounds = Postings([text.sounds for text in texts])


def _names_of(subject: Subject) -> tuple[str, ...]:
    return subject.name, *subject.aliases


def _content_of(fact: Fact) -> tuple[str, ...]:
    return fact.about, fact.text, *(material.name for material in fact.materials)


def _likeness(postings: Postings, query: Iterable[str]) -> Scores:
    query = tuple(query)
    return np.sqrt(np.minimum(postings.held(query) * postings.contained(query), 1.0))


class FactIndex:
    """All facts of a catalogue, ready to be weighed against questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.subjects = tuple(catalogue.subjects.values())
        named = [(row, name) for row, s in enumerate(self.subjects) for name in _names_of(s)]
        self.names = tuple(name for _, name in named)
        self._subject_of_name = np.array([row for row, _ in named])
        self.segmenter = Segmenter(self.names, catalogue.synonyms)
        self._exact: dict[str, set[str]] = {}
        for row, name in named:
            self._exact.setdefault(_bare(normalised(name)), set()).add(self.subjects[row].code)
        # Most texts are needed more than once.
        cut = self._cut = cache(self.segmenter.features)
        self.facts = tuple(
            IndexedFact(fact_key(subject, fact), subject, fact, row)
            for row, (subject, fact) in enumerate(catalogue.facts())
        )
        self._subject_rows = {s.code: i for i, s in enumerate(self.subjects)}
        self.subject_of_fact = np.array([self._subject_rows[f.subject.code] for f in self.facts])
        self._texts = _ThreeWays(
            [joined(map(cut, (*_names_of(f.subject), *_content_of(f.fact)))) for f in self.facts]
        )
        phrases = [(f.row, p) for f in self.facts for p in (*f.fact.asked, f.fact.about)]
        self.fact_of_phrase = np.array([row for row, _ in phrases])
        self.phrases = tuple(phrase for _, phrase in phrases)
        self._phrases = _ThreeWays([cut(phrase) for phrase in self.phrases])
        self._names = _ThreeWays([cut(name) for name in self.names])
        self._not_covered = [(group[0], name.lower()) for group in catalogue.not_covered for name in group]
        self._wholes = tuple(" ".join(_said_by(s)).lower() for s in self.subjects)
        whole = [joined(map(cut, _everything(s))) for s in self.subjects]
        self._whole = Postings([text.words for text in whole], flat=True)
        self._whole_sounds = Postings([text.sounds for text in whole], flat=True)
        self._holding = {
            kind: np.array([holds(f.fact, kind) for f in self.facts], dtype=np.float64) for kind in AnswerType
        }
        aspects = list(Aspect)
        self._aspect_column = np.array([aspects.index(f.fact.aspect) for f in self.facts])

    def evidence(
        self,
        question: Features,
        aspects: Mapping[Aspect, float],
        current: str | None,
        without_phrase: int | None = None,
    ) -> Matrix:
        """One row a fact, one column for each of SIGNALS.

        `without_phrase` leaves one indexed phrase out, for fitting on the phrases themselves.
        """
        of_fact = self.subject_of_fact
        columns = [
            self._texts.words.held(question.words),
            self._texts.characters.held(question.characters),
            self._texts.sounds.held(question.sounds),
            self._best_phrase(_likeness(self._phrases.words, question.words), without_phrase),
            self._best_phrase(_likeness(self._phrases.characters, question.characters), without_phrase),
            self._best_phrase(_likeness(self._phrases.sounds, question.sounds), without_phrase),
            self._best_name(self._names.characters.contained(question.characters))[of_fact],
            self._best_name(self._names.sounds.contained(question.sounds))[of_fact],
            self.subject_coverage(question, without_phrase)[of_fact],
            self._aspects(aspects),
            self._answer_types(question.text),
            self._current(current)[of_fact],
        ]
        return np.column_stack(columns)

    def row_of_subject(self, code: str) -> int | None:
        """The row of a subject; None if there is no such subject (any more)."""
        return self._subject_rows.get(code)

    def named_exactly(self, question: Features) -> frozenset[str]:
        """Codes of the subjects whose name is all that the question says."""
        return frozenset(self._exact.get(_bare(question.text), ()))

    def outside(self, code: str) -> NDArray[np.bool_]:
        """Which facts are not of a subject."""
        return np.array([f.subject.code != code for f in self.facts])

    def subject_coverage(self, question: Features, without_phrase: int | None = None) -> Scores:
        """For each subject the share of the question's words found anywhere in it."""
        coverage = self._whole.held(question.words)
        if without_phrase is not None:
            row = self.subject_of_fact[self.fact_of_phrase[without_phrase]]
            others = self._words_of_subject(self.subjects[row], self.phrases[without_phrase])
            rarity = {word: self._whole.rarity(word) for word in set(question.words)}
            total = sum(rarity.values())
            found = sum(r for word, r in rarity.items() if word in others)
            coverage[row] = found / total if total else 0.0
        return coverage

    def _words_of_subject(self, subject: Subject, without: str) -> set[str]:
        texts = (text for text in _everything(subject) if text != without)
        return {word for text in texts for word in self._cut(text).words}

    def strangeness(self, question: Features, subject: int) -> tuple[float, float, float, float]:
        """How much of a question the subject of a row has nothing to do with.

        The share of words no text knows; by rarity, the shares of words and of sounds that
        the subject does not know; and how rare the rarest such word is.
        """
        words = [w for w in question.words if len(w) > 1]
        unknown = sum(not self._whole.knows(w) for w in words) / max(len(words), 1)
        missing = [w for w in words if not self._whole.holds(subject, w)]
        rarest = max((self._whole.rarity(w) for w in missing), default=0.0)
        uncovered = 1 - self._whole.held(question.words)[subject]
        silent = 1 - self._whole_sounds.held(question.sounds)[subject]
        return unknown, float(uncovered), float(silent), rarest / self._whole.rarity("")

    def elsewhere(self, question: Features, subject: int | None = None) -> str | None:
        """The matter not covered that a question names, the longest name first.

        With `subject` only a name that this subject never speaks of counts.
        """
        text = _bare(question.text)
        spoken_of = "" if subject is None else self._wholes[subject]
        said = [(len(n), m) for m, n in self._not_covered if n in text and n not in spoken_of]
        return max(said)[1] if said else None

    def nearest_phrase(self, question: Features, row: int) -> str:
        """The way of asking for a fact that is most like the question."""
        likeness = _likeness(self._phrases.characters, question.characters)
        of_row = np.flatnonzero(self.fact_of_phrase == row)
        return self.phrases[int(of_row[np.argmax(likeness[of_row])])]

    def named(self, question: Features) -> Mapping[str, str]:
        """Names of subjects that stand in the question whole, by subject code."""
        whole = np.flatnonzero(self._names.characters.contained(question.characters) > 0.999)
        found = ((self.subjects[self._subject_of_name[i]].code, self.names[i]) for i in whole)
        return {code: name for code, name in found if name.lower() in _bare(question.text)}

    def _best_phrase(self, scores: Scores, without: int | None) -> Scores:
        if without is not None:
            scores[without] = 0
        best = np.zeros(len(self.facts))
        np.maximum.at(best, self.fact_of_phrase, scores)
        return best

    def _best_name(self, scores: Scores) -> Scores:
        best = np.zeros(len(self.subjects))
        np.maximum.at(best, self._subject_of_name, scores)
        return best

    def _aspects(self, aspects: Mapping[Aspect, float]) -> Scores:
        weights = np.array([aspects.get(aspect, 0.0) for aspect in Aspect])
        column: Scores = weights[self._aspect_column]
        return column

    def _answer_types(self, question: str) -> Scores:
        wanted = wanted_types(question)
        if not wanted:
            return np.ones(len(self.facts))
        fit: Scores = np.mean([self._holding[kind] for kind in wanted], axis=0)
        return fit

    def _current(self, code: str | None) -> Scores:
        return np.array([_nearness(subject, code) for subject in self.subjects])


def _said_by(subject: Subject) -> tuple[str, ...]:
    """What a subject itself speaks of; what people mention when they ask is no part of that."""
    return *_names_of(subject), *(t for f in subject.facts for t in _content_of(f))


def _everything(subject: Subject) -> tuple[str, ...]:
    return *_names_of(subject), *(t for f in subject.facts for t in (*f.asked, *_content_of(f)))


def _bare(text: str) -> str:
    return text.replace(" ", "")


def _nearness(subject: Subject, code: str | None) -> float:
    if code is None:
        return 0.0
    if subject.code == code:
        return 1.0
    return 0.5 if subject.part_of == code or code in subject.related else 0.0
