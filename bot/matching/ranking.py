"""Facts in the order of their likelihood, and what tells a right first fact from a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from bot.matching.evidence import SIGNALS, Evidence
from bot.matching.fact_index import FactIndex
from bot.matching.features import Features
from bot.matching.postings import Rows, Scores

# Facts looked at closer; the right one has been among them in all trials.
SHORTLIST = 30
# What the decision goes by.
DECISION_SIGNS = (
    "score",
    "lead",  # over the next fact
    "subject_lead",  # over the best fact of another subject
    "meaning_lead",  # in meaning, over the nearest fact of another subject
    "unknown_words",  # share of the question's words that stand nowhere in the knowledge
    "uncovered_words",  # share of the question, by rarity, that its subject does not know
    "uncovered_sounds",
    "rarest_uncovered",  # how rare the rarest of these is
    "elsewhere",  # the question names a matter not covered, of which the subject never speaks
    *SIGNALS,
)
# A further fact of the same subject is told along if it is nearly as likely as the first:
# which of two neighbouring facts a short question means, nobody can say.
TOLD_WITHIN = 1.6
MOST_TOLD = 3
MOST_OFFERED = 3
# Taken off a fact that a later document replaced.
SUPERSEDED = 2.0
# Added for the aspect asked for when nothing but the aspect is said: “那要几天”.
ASPECT_OF_ELLIPSIS = 8.0

_CURRENT = SIGNALS.index("current")
_MEANINGS = [SIGNALS.index("text_meaning"), SIGNALS.index("phrase_meaning")]


@dataclass(frozen=True)
class Weights:
    """What each signal counts for in ranking, and each sign in deciding to answer or to offer."""

    ranking: Mapping[str, float]
    answer: Mapping[str, float]
    answer_offset: float
    offer: Mapping[str, float]
    offer_offset: float
    # What the probabilities have turned out to be worth: points (said, held), ascending.
    worth: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))

    def scores(self, evidence: Evidence, index: FactIndex) -> Scores:
        """One score a fact of the evidence; replaced facts stand back."""
        ranking = np.array([self.ranking[signal] for signal in SIGNALS])
        scores: Scores = evidence.matrix @ ranking - SUPERSEDED * index.superseded[evidence.rows]
        return scores

    def probability(self, signs: Scores) -> float:
        """The probability that what would be told holds the answer."""
        said, held = zip(*self.worth, strict=True)
        return float(np.interp(_logistic(signs, self.answer, self.answer_offset), said, held))

    def chance(self, signs: Scores) -> float:
        """The probability that one of the candidates that would be offered holds the answer."""
        return _logistic(signs, self.offer, self.offer_offset)


@dataclass(frozen=True)
class Ranking:
    """The likeliest facts: positions in the evidence, the best first, and all scores."""

    evidence: Evidence
    scores: Scores
    order: Rows

    @property
    def rows(self) -> Rows:
        """Row numbers in the index, the best first."""
        return self.evidence.rows[self.order]

    @property
    def shares(self) -> Scores:
        """The part of each in the likelihood of all, in order."""
        scores = self.scores[self.order]
        powers = np.exp(scores - scores.max())
        shares: Scores = powers / powers.sum()
        return shares

    def told(self, index: FactIndex) -> frozenset[int]:
        """Rows of the first fact and of those of its subject that are told along with it."""
        subjects, scores = index.subject_of_fact[self.rows], self.scores[self.order]
        near = (
            int(row)
            for row, subject, score in zip(self.rows, subjects, scores, strict=True)
            if subject == subjects[0] and scores[0] - score <= TOLD_WITHIN
        )
        return frozenset(islice(near, MOST_TOLD))

    def offered(self, index: FactIndex) -> frozenset[int]:
        """Rows of the facts that would be offered to choose from."""
        valid = (int(row) for row in self.rows if not index.superseded[row])
        return frozenset(islice(valid, MOST_OFFERED))

    def signs(self, index: FactIndex, own: Features, weights: Weights) -> Scores:
        """DECISION_SIGNS in order; `own` are the features of what was said in this turn."""
        subjects, scores = index.subject_of_fact[self.rows], self.scores[self.order]
        others = np.flatnonzero(subjects != subjects[0])
        first = self.evidence.matrix[self.order[0]]
        # That the subject is the one spoken of makes a fact likelier, not more fitting.
        score = scores[0] - weights.ranking["current"] * first[_CURRENT]
        lead = scores[0] - scores[1] if len(scores) > 1 else score
        subject_lead = scores[0] - scores[others[0]] if len(others) else score
        meaning = self.evidence.matrix[self.order][:, _MEANINGS].max(axis=1)
        meaning_lead = meaning[0] - meaning[others].max() if len(others) else 0.0
        subject = int(subjects[0])
        elsewhere = float(index.elsewhere(own, subject) is not None)
        strangeness = index.strangeness(own, subject)
        return np.array([score, lead, subject_lead, meaning_lead, *strangeness, elsewhere, *first])


def ranked(evidence: Evidence, scores: Scores) -> Ranking:
    """The SHORTLIST best of the evidence; those with a score of -inf are left out."""
    order = np.argsort(-scores, kind="stable")[:SHORTLIST]
    return Ranking(evidence, scores, order[np.isfinite(scores[order])])


def _logistic(signs: Scores, weights: Mapping[str, float], offset: float) -> float:
    weighed = signs @ np.array([weights[sign] for sign in DECISION_SIGNS])
    return float(1 / (1 + np.exp(-(weighed + offset))))
