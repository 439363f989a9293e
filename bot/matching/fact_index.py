"""All facts of a catalogue, indexed, and the subjects a question may be about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.catalogue import Catalogue, fact_key
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching.answer_types import AnswerType, holds
from bot.matching.features import Features, Segmenter, joined
from bot.matching.normalise import normalised
from bot.matching.postings import Postings, Rows, Scores, spread_out

# Subjects looked at closer, by words and by meaning: few enough that the time of a match
# hardly grows with the catalogue, enough that the right one is among them.
SCREENED_BY_WORDS = 64
SCREENED_BY_MEANING = 32


@dataclass(frozen=True)
class IndexedFact:
    """A fact with its subject and its row number."""

    key: str
    subject: Subject
    fact: Fact
    row: int


class ThreeWays:
    """The same texts indexed by words, character pairs and sounds."""

    def __init__(self, texts: list[Features], *, flat: bool = False) -> None:
        self.words = Postings([text.words for text in texts], flat=flat)
        self.characters = Postings([text.characters for text in texts], flat=flat)
        self.sounds = Postings([text.sounds for text in texts], flat=flat)


class FactIndex:
    """All facts of a catalogue, ready to be weighed against questions.

    Subjects, facts, names and ways of asking have row numbers; those of one subject (and
    those of one fact) follow each other, `fact_starts[s]` to `fact_starts[s + 1]` being the
    facts of subject s, and so on.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.subjects = tuple(catalogue.subjects.values())
        self.facts = tuple(
            IndexedFact(fact_key(subject, fact), subject, fact, row)
            for row, (subject, fact) in enumerate(catalogue.facts())
        )
        self.names = tuple(name for subject in self.subjects for name in names_of(subject))
        self.phrases = tuple(phrase for f in self.facts for phrase in (*f.fact.asked, f.fact.about))
        self.segmenter = Segmenter(self.names, catalogue.synonyms)
        self.fact_starts = starts([len(s.facts) for s in self.subjects])
        self.name_starts = starts([len(names_of(s)) for s in self.subjects])
        self.phrase_starts = starts([len(f.fact.asked) + 1 for f in self.facts])
        self.subject_of_fact = np.repeat(np.arange(len(self.subjects)), np.diff(self.fact_starts))
        self._subject_rows = {s.code: i for i, s in enumerate(self.subjects)}
        self._index_texts()
        self._index_properties()
        self._exact: dict[str, set[str]] = {}
        for subject in self.subjects:
            for name in names_of(subject):
                self._exact.setdefault(bare(normalised(name)), set()).add(subject.code)
        self._not_covered = [(group[0], name.lower()) for group in catalogue.not_covered for name in group]
        self._wholes = tuple(" ".join(_said_by(s)).lower() for s in self.subjects)

    def _index_texts(self) -> None:
        # Most texts are needed more than once.
        cut = cache(self.segmenter.features)
        self.texts_by = ThreeWays(
            [joined(map(cut, (*names_of(f.subject), *_content_of(f.fact)))) for f in self.facts]
        )
        self.phrases_by = ThreeWays([cut(phrase) for phrase in self.phrases])
        self.names_by = ThreeWays([cut(name) for name in self.names])
        self.whole_by = ThreeWays([joined(map(cut, _everything(s))) for s in self.subjects], flat=True)

    def _index_properties(self) -> None:
        aspects = list(Aspect)
        self.aspect_column = np.array([aspects.index(f.fact.aspect) for f in self.facts])
        self.superseded = np.array([f.fact.superseded_by is not None for f in self.facts])
        self.holding: Mapping[AnswerType, NDArray[np.float64]] = {
            kind: np.array([holds(f.fact, kind) for f in self.facts], dtype=np.float64) for kind in AnswerType
        }

    def screened(self, question: Features, likeness: Scores | None, current: str | None) -> Rows:
        """Rows of the subjects worth a closer look, ascending.

        `likeness` is how near in meaning each subject is, if that is known; `current` the
        code of the subject spoken of.
        """
        whole = self.whole_by
        scores = whole.words.held(question.words)
        scores += whole.characters.held(question.characters)
        scores += whole.sounds.held(question.sounds)
        chosen = set(_highest(scores, SCREENED_BY_WORDS))
        if likeness is not None:
            chosen |= set(_highest(likeness, SCREENED_BY_MEANING))
        spoken_of = self.row_of_subject(current)
        if spoken_of is not None:
            chosen.add(spoken_of)
        chosen |= {self._subject_rows[code] for code in self.named_exactly(question)}
        return np.array(sorted(chosen), dtype=np.int64)

    def row_of_subject(self, code: str | None) -> int | None:
        """The row of a subject; None if there is no such subject (any more)."""
        return None if code is None else self._subject_rows.get(code)

    def facts_of(self, subjects: Rows) -> Rows:
        """Rows of the facts of some subjects, in order."""
        return spread_out(self.fact_starts, subjects)[0]

    def named_exactly(self, question: Features) -> frozenset[str]:
        """Codes of the subjects whose name is all that the question says."""
        return frozenset(self._exact.get(bare(question.text), ()))

    def strangeness(self, question: Features, subject: int) -> tuple[float, float, float, float]:
        """How much of a question the subject of a row has nothing to do with.

        The share of words no text knows; by rarity, the shares of words and of sounds that
        the subject does not know; and how rare the rarest such word is.
        """
        whole, row = self.whole_by.words, np.array([subject])
        words = [w for w in question.words if len(w) > 1]
        unknown = sum(not whole.knows(w) for w in words) / max(len(words), 1)
        missing = [w for w in words if not whole.holds(subject, w)]
        rarest = max((whole.rarity(w) for w in missing), default=0.0)
        uncovered = 1 - whole.overlap(question.words, row)[0][0]
        silent = 1 - self.whole_by.sounds.overlap(question.sounds, row)[0][0]
        return unknown, float(uncovered), float(silent), rarest / whole.rarity("")

    def speaks_of(self, subject: int, name: str) -> bool:
        """Whether the subject of a row says a name anywhere."""
        return name.lower() in self._wholes[subject]

    def elsewhere(self, question: Features, subject: int | None = None) -> str | None:
        """The matter not covered that a question names, the longest name first.

        With `subject` only a name that this subject never speaks of counts.
        """
        text = bare(question.text)
        spoken_of = "" if subject is None else self._wholes[subject]
        said = [(len(n), m) for m, n in self._not_covered if n in text and n not in spoken_of]
        return max(said)[1] if said else None


def names_of(subject: Subject) -> tuple[str, ...]:
    """The name of a subject and what else people call it."""
    return subject.name, *subject.aliases


def bare(text: str) -> str:
    """A normalised text without the blanks between its clauses."""
    return text.replace(" ", "")


def starts(counts: list[int]) -> Rows:
    """Where the parts of each whole begin, and the end of the last."""
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _highest(scores: Scores, count: int) -> Iterator[int]:
    count = min(count, len(scores))
    rows = np.argpartition(scores, -count)[-count:]
    yield from map(int, rows[scores[rows] > 0])


def _content_of(fact: Fact) -> tuple[str, ...]:
    return fact.about, fact.text, *(material.name for material in fact.materials)


def _said_by(subject: Subject) -> tuple[str, ...]:
    """What a subject itself speaks of; what people mention when they ask is no part of that."""
    return *names_of(subject), *(t for f in subject.facts for t in _content_of(f))


def _everything(subject: Subject) -> tuple[str, ...]:
    return *names_of(subject), *(t for f in subject.facts for t in (*f.asked, *_content_of(f)))
