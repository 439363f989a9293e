"""What speaks for each fact, given a question: one row of numbers a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.catalogue import Catalogue, fact_key
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching.features import Features, Segmenter
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
    "current",  # the conversation is about the subject
)
Matrix = NDArray[np.float64]


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


def _text_of(subject: Subject, fact: Fact) -> str:
    materials = " ".join(material.name for material in fact.materials)
    return " ".join((subject.name, *subject.aliases, fact.about, fact.text, materials))


def _likeness(postings: Postings, query: Iterable[str]) -> Scores:
    query = tuple(query)
    return np.sqrt(np.minimum(postings.held(query) * postings.contained(query), 1.0))


class FactIndex:
    """All facts of a catalogue, ready to be weighed against questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        names = [n for s in catalogue.subjects.values() for n in (s.name, *s.aliases)]
        self.segmenter = Segmenter(names, catalogue.synonyms)
        cut = self.segmenter.features
        self.facts = tuple(
            IndexedFact(fact_key(subject, fact), subject, fact, row)
            for row, (subject, fact) in enumerate(catalogue.facts())
        )
        self.subjects = tuple(catalogue.subjects.values())
        subject_rows = {s.code: i for i, s in enumerate(self.subjects)}
        self.subject_of_fact = np.array([subject_rows[f.subject.code] for f in self.facts])
        self._texts = _ThreeWays([cut(_text_of(f.subject, f.fact)) for f in self.facts])
        phrases = [(f.row, p) for f in self.facts for p in (*f.fact.asked, f.fact.about)]
        self.fact_of_phrase = np.array([row for row, _ in phrases])
        self.phrases = tuple(phrase for _, phrase in phrases)
        self._phrases = _ThreeWays([cut(phrase) for phrase in self.phrases])
        named = [(i, n) for i, s in enumerate(self.subjects) for n in (s.name, *s.aliases)]
        self._subject_of_name = np.array([row for row, _ in named])
        self.names = tuple(name for _, name in named)
        self._names = _ThreeWays([cut(name) for name in self.names])
        self._whole = Postings([cut(_everything(s)).words for s in self.subjects])
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
            self.subject_coverage(question)[of_fact],
            self._aspects(aspects),
            self._current(current)[of_fact],
        ]
        return np.column_stack(columns)

    def subject_coverage(self, question: Features) -> Scores:
        """For each subject the share of the question's words found anywhere in it."""
        return self._whole.held(question.words)

    def unknown_words(self, question: Features) -> tuple[str, ...]:
        """Words of the question that stand nowhere in the knowledge."""
        return tuple(w for w in question.words if len(w) > 1 and not self._whole.knows(w))

    def nearest_phrase(self, question: Features, row: int) -> str:
        """The way of asking for a fact that is most like the question."""
        likeness = _likeness(self._phrases.characters, question.characters)
        of_row = np.flatnonzero(self.fact_of_phrase == row)
        return self.phrases[int(of_row[np.argmax(likeness[of_row])])]

    def named(self, question: Features) -> Mapping[str, str]:
        """Names of subjects that stand in the question whole, by subject code."""
        whole = np.flatnonzero(self._names.characters.contained(question.characters) > 0.999)
        found = ((self.subjects[self._subject_of_name[i]].code, self.names[i]) for i in whole)
        return {code: name for code, name in found if name.lower() in question.text.replace(" ", "")}

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

    def _current(self, code: str | None) -> Scores:
        return np.array([_nearness(subject, code) for subject in self.subjects])


def _everything(subject: Subject) -> str:
    facts = (" ".join((*f.asked, f.about, f.text)) for f in subject.facts)
    return " ".join((subject.name, *subject.aliases, *facts))


def _nearness(subject: Subject, code: str | None) -> float:
    if code is None:
        return 0.0
    if subject.code == code:
        return 1.0
    return 0.5 if subject.part_of == code or code in subject.related else 0.0
