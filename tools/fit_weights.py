"""Fits what each signal counts for in ranking, and each sign in deciding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.matching.evidence import SIGNALS, Evidence
from bot.matching.fact_index import FactIndex
from bot.matching.features import Features
from bot.matching.postings import Rows, Scores
from bot.matching.ranking import DECISION_SIGNS, Ranking, Weights, ranked

SHORT = 30
STEPS = 400


@dataclass(frozen=True)
class Case:
    """A question as the matcher sees it, with the rows that answer it; none if nothing does."""

    index: FactIndex
    own: Features
    evidence: Evidence
    right: frozenset[int]
    weight: float = 1.0
    kind: str = ""

    def ranking(self, weights: Weights) -> Ranking:
        """The facts in order."""
        return ranked(self.evidence, weights.scores(self.evidence, self.index))


def fit(cases: Sequence[Case], start: Weights) -> Weights:
    """Weights of ranking and decision for some cases."""
    # What probabilities are worth is found out on cases the weights have not seen.
    start = replace(start, worth=Weights.worth)
    return _fit_decisions(cases, _fit_ranking(cases, start), start)


def _fit_ranking(cases: Sequence[Case], start: Weights) -> dict[str, float]:
    """Weights that put right facts first: listwise softmax, non-negative, by Adam."""
    x, y, w = _shortlists(cases, start)
    weight = np.array([start.ranking[signal] for signal in SIGNALS])
    used = x.reshape(-1, x.shape[2]).any(axis=0)
    first, second = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, STEPS + 1):
        powers = np.exp((z := x @ weight) - z.max(axis=1, keepdims=True))
        share = powers / powers.sum(axis=1, keepdims=True)
        right = share * y
        posterior = right / np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
        gradient = -(w[:, None, None] * (posterior - share)[..., None] * x).sum(axis=(0, 1)) / w.sum()
        gradient += 0.0005 * weight
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weight -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weight = np.where(used, np.maximum(weight, 0), 0)
    return dict(zip(SIGNALS, map(float, weight), strict=True))


def _shortlists(cases: Sequence[Case], start: Weights) -> tuple[Scores, Scores, Scores]:
    matrices, targets, importance = [], [], []
    for case in cases:
        rows = case.evidence.rows
        right = np.flatnonzero(np.isin(rows, list(case.right)))
        if not len(right):
            continue
        order = np.argsort(-start.scores(case.evidence, case.index))[:SHORT]
        short = list(dict.fromkeys([*order, *right[:12]]))
        short += [short[-1]] * (SHORT + 12 - len(short))
        matrices.append(case.evidence.matrix[short])
        target = np.isin(rows[short], list(case.right)).astype(float)
        target[len(set(short)) :] = 0
        targets.append(target)
        importance.append(case.weight)
    return np.stack(matrices), np.stack(targets), np.array(importance)


@dataclass(frozen=True)
class Examined:
    """What some weights make of a case: what the decision goes by, and what it would be worth."""

    case: Case
    signs: Scores
    rows: Rows
    told: bool
    offered: bool


def examined(case: Case, weights: Weights) -> Examined:
    """A case under some weights."""
    ranking = case.ranking(weights)
    return Examined(
        case,
        ranking.signs(case.index, case.own, weights),
        ranking.rows,
        bool(ranking.told(case.index) & case.right),
        bool(ranking.offered(case.index) & case.right),
    )


def _fit_decisions(cases: Sequence[Case], ranking: Mapping[str, float], start: Weights) -> Weights:
    seen = [examined(case, replace(start, ranking=ranking)) for case in cases]
    x = np.column_stack([np.stack([one.signs for one in seen]), np.ones(len(seen))])
    w = np.array([one.case.weight for one in seen])
    answer = _logistic(x, np.array([one.told for one in seen], dtype=float), w)
    offer = _logistic(x, np.array([one.offered for one in seen], dtype=float), w)
    return Weights(ranking, _named(answer), float(answer[-1]), _named(offer), float(offer[-1]))


def _named(weights: Scores) -> dict[str, float]:
    return dict(zip(DECISION_SIGNS, map(float, weights[:-1]), strict=True))


def _logistic(x: Scores, y: Scores, w: Scores) -> Scores:
    """Logistic regression by Newton's method."""
    weight = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weight))
        gradient = x.T @ (w * (p - y)) + 0.1 * weight
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(x.shape[1])
        weight -= np.linalg.solve(hessian, gradient)
    return weight
