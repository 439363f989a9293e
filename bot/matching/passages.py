"""Finds the passages of imported documents that hold what a question asks, and says why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.documents.library import Library, OfficialDocument, Passage
from bot.matching.features import Features, Segmenter, joined
from bot.matching.normalise import normalised
from bot.matching.postings import Postings, Scores

SIGNALS = ("words", "characters", "sounds")
# Fitted by tools/evaluate_passages.py on tools/training/passage_questions.jsonl, over the five
# documents together and each alone, rounded. Sounds weigh little: they are for homophone typos.
WEIGHTS = np.array([8.0, 7.0, 1.0])
OFFSET = -5.2
# Not fitted yet, for there is no model: fit it together with the others when one is joined.
SIMILARITY_WEIGHT = 6.0
# From here on a passage is quoted. A wrong quotation costs more trust than a refusal with a way
# to a person: with weights fitted on four fifths of the questions, 2 of 372 trials with questions
# about other things pass here, 5 at 0.6, while 97 of 127 that have a passage find it.
FOUND_FROM = 0.7
MOST_FOUND = 2
# A second passage is quoted along if its odds are at least this part of the first one's.
_ODDS_OF_SECOND = 0.4
# Words that so many passages hold name nothing: “服务” alone is no question to this library.
_MOST_ALIKE = 0.15
_FEW = 4
_ALIKE = 0.9
# Two editions of one document say the same twice.
_SAME_TEXT = 0.8
_MOST_REASONS = 4
# How rare a word is shows in a collection of this size: in one document of ten passages every
# word that it does not use would outweigh all those that it does.
_LEAST_ROWS = 400
_NOTHING = "\0"
# How one asks, which no document writes; read as words they would stand for half the question.
_ASKING = re.compile(
    "什么时候|啥时候|为什么|是不是|能不能|可不可以|有没有|要不要|用不用|行不行|怎么样|怎么办理?|怎么|怎样|如何|咋[办样]?|什么|"
    "多少钱|多少|多久|多长|多大|几[个天年项次家种]?|啥|谁|哪[些个里儿家项]?|意思|可以|需要|应该|吗|呢|吧|呀|嘛|么|的|了|是"
)


@dataclass(frozen=True)
class FoundPassage:
    """A passage that may hold the answer: how likely it does (0 to 1), and why."""

    document: OfficialDocument
    passage: Passage
    score: float
    reason: str


class PassageIndex:
    """Searches the passages of one version of the library. Safe to share by threads."""

    def __init__(self, library: Library, segmenter: Segmenter) -> None:
        self.passages = tuple(library.passages())
        self._segmenter = segmenter
        # A passage is found by its headings too: “（四）子女入学” need not say it again.
        features = [
            joined((segmenter.features(passage.section), segmenter.features(passage.text)))
            for _, passage in self.passages
        ]
        self._words = Postings(_filled_up([text.words for text in features]))
        self._characters = Postings(_filled_up([text.characters for text in features]), flat=True)
        self._sounds = Postings(_filled_up([text.sounds for text in features]), flat=True)
        self._pairs = [frozenset(text.characters) for text in features]

    def find(self, question: str, similarities: Scores | None = None) -> tuple[FoundPassage, ...]:
        """The passages to quote for a question, best first; none if none covers enough of it.

        `similarities`: from an embedding model, one (0 to 1) for each of `passages`; taken as
        evidence beside the words.
        """
        asked = self.asked(question)
        if not self.passages or not asked.text:
            return ()
        logits = self.signals(asked) @ WEIGHTS + OFFSET
        if similarities is not None:
            logits = logits + SIMILARITY_WEIGHT * similarities
        scores = 1 / (1 + np.exp(-logits))
        if self._names_nothing(scores):
            return ()
        return tuple(
            FoundPassage(*self.passages[row], float(scores[row]), self._reason(asked, row))
            for row in self._told(scores)
        )

    def asked(self, question: str) -> Features:
        """What a question is about, without the way it asks."""
        return self._segmenter.features(_ASKING.sub(" ", normalised(question)))

    def signals(self, asked: Features) -> Scores:
        """For each passage the share of what is asked that it holds: SIGNALS in order."""
        held = (
            self._words.held(asked.words),
            self._characters.held(asked.characters),
            self._sounds.held(asked.sounds),
        )
        return np.stack(held, axis=1)[: len(self.passages)]

    def _names_nothing(self, scores: Scores) -> bool:
        alike = int(np.count_nonzero(scores >= _ALIKE * scores.max()))
        return alike > max(_FEW, _MOST_ALIKE * len(scores))

    def _told(self, scores: Scores) -> list[int]:
        """Rows of the best passage and of a second that is nearly as good and says something else."""
        told: list[int] = []
        for row in map(int, np.argsort(-scores, kind="stable")):
            if len(told) == MOST_FOUND or scores[row] < FOUND_FROM:
                break
            if told and _odds(scores[row]) < _ODDS_OF_SECOND * _odds(scores[told[0]]):
                break
            if not any(self._say_the_same(row, other) for other in told):
                told.append(row)
        return told

    def _say_the_same(self, row: int, other: int) -> bool:
        one, two = self._pairs[row], self._pairs[other]
        return len(one & two) >= _SAME_TEXT * min(len(one), len(two))

    def _reason(self, asked: Features, row: int) -> str:
        held = list(
            _longest(sorted(set(asked.words), key=self._words.rarity, reverse=True), row, self._words)
        )
        if not held:
            return "读音或用字与这一段相近"
        return f"这一段里有“{'”“'.join(held[:_MOST_REASONS])}”"


def _filled_up(texts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The texts among others of their length that say nothing, _LEAST_ROWS in all."""
    length = sum(map(len, texts)) // max(len(texts), 1)
    return texts + [(_NOTHING,) * length] * (_LEAST_ROWS - len(texts))


def _longest(words: Sequence[str], row: int, postings: Postings) -> Iterator[str]:
    """Words that a passage holds, without those that are parts of others."""
    held = [word for word in words if postings.holds(row, word)]
    return (word for word in held if not any(word != other and word in other for other in held))


def _odds(score: float) -> float:
    return score / max(1 - score, 1e-9)
