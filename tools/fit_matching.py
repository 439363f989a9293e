"""Fits bot/matching/weights.py: `.venv/bin/python -m tools.fit_matching`.

tools/training/ holds questions written by people who saw what each fact says but none of
the ways of asking kept with it, and questions that no fact answers. The same questions
with their whole subject left out have no right answer either and teach when to refuse.
The cases of tests/evaluation are never used. See docs/evaluation.md.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from bot.catalogue.loader import load
from bot.matching import weights
from bot.matching.aspect_cues import aspect_weights
from bot.matching.evidence import SIGNALS, FactIndex, Matrix
from bot.matching.features import Features
from bot.matching.matcher import DECISION_SIGNS, RANKING, SHORTLIST, decision_signs, told_rows
from bot.matching.postings import Scores

PROJECT = Path(__file__).resolve().parent.parent
WEIGHTS = PROJECT / "bot" / "matching" / "weights.py"
TRAINING = PROJECT / "tools" / "training"
SHORT = 60
# About one question in six to a hotline has no answer in the knowledge: what the two
# artificial kinds count for keeps that proportion.
LEFT_OUT_COUNTS = 0.15
SMALL_TALK_COUNTS = 0.1


@dataclass(frozen=True)
class Question:
    """A question with the facts that answer it; none if it has no answer."""

    features: Features
    evidence: Matrix
    right: frozenset[int]
    left_out: frozenset[int] = frozenset()
    weight: float = 1.0


def question(index: FactIndex, text: str, keys: list[str], weight: float = 1.0) -> Question:
    """A question as the matcher sees it; keys of facts that no longer exist are passed over."""
    rows = {indexed.key: indexed.row for indexed in index.facts}
    features = index.segmenter.features(text)
    evidence = index.evidence(features, aspect_weights(text), None)
    return Question(features, evidence, frozenset(rows[k] for k in keys if k in rows), weight=weight)


def answerable(index: FactIndex) -> Iterator[Question]:
    """The questions written for facts."""
    for path in sorted(TRAINING.glob("questions_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found = question(index, row["q"], row["facts"])
            if found.right:
                yield found


def unanswerable(index: FactIndex) -> Iterator[Question]:
    """Questions to the hotline that no fact answers, and small talk."""
    for line in (TRAINING / "unanswerable.jsonl").read_text(encoding="utf-8").splitlines():
        yield question(index, json.loads(line)["q"], [])
    for name in ("out_of_scope", "complain", "follow_ticket"):
        content = yaml.safe_load((PROJECT / "data" / "nlu" / f"{name}.yml").read_text(encoding="utf-8"))
        for line in content["nlu"][0]["examples"].splitlines():
            yield question(index, line.removeprefix("- ").strip(), [], SMALL_TALK_COUNTS)


def without_subject(index: FactIndex, question: Question) -> Question:
    """The same question when nothing is known of its subject."""
    row = next(iter(question.right))
    subject = index.facts[row].subject
    codes = {subject.code, subject.part_of, *subject.related}
    own = frozenset(f.row for f in index.facts if f.subject.code in codes)
    return Question(question.features, question.evidence, frozenset(), own, LEFT_OUT_COUNTS)


def fit_ranking(questions: list[Question]) -> Scores:
    """Weights that put right facts first: listwise softmax, non-negative, by Adam."""
    answered = [q for q in questions if q.right]
    tensors, targets, importance = [], [], []
    for question in answered:
        scores = question.evidence @ RANKING
        order = np.argsort(-scores)[:SHORT]
        rows = np.array(list(dict.fromkeys([*order, *question.right]))[: SHORT + 8])
        rows = np.pad(rows, (0, SHORT + 8 - len(rows)), constant_values=rows[0])
        tensors.append(question.evidence[rows])
        hit = np.isin(rows, list(question.right)).astype(float)
        hit[len(set(rows)) :] = 0
        targets.append(hit)
        importance.append(question.weight)
    x, y, w = np.stack(tensors), np.stack(targets), np.array(importance)
    weight = RANKING.copy()
    first, second = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, 801):
        powers = np.exp((z := x @ weight) - z.max(axis=1, keepdims=True))
        share = powers / powers.sum(axis=1, keepdims=True)
        right = share * y
        posterior = right / np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
        gradient = -(w[:, None, None] * (posterior - share)[..., None] * x).sum(axis=(0, 1)) / w.sum()
        gradient += 0.0005 * weight
        # The conversation's subject never speaks in single questions: kept as set by hand.
        gradient[SIGNALS.index("current")] = 0
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weight -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weight = np.maximum(weight, 0)
    return weight


def signs_of(index: FactIndex, question: Question, ranking: Scores) -> tuple[Scores, bool]:
    """The signs the decision goes by, and whether what would be told holds the answer."""
    scores = question.evidence @ ranking
    for indexed in index.facts:
        if indexed.fact.superseded_by is not None:
            scores[indexed.row] -= weights.SUPERSEDED
    if question.left_out:
        scores[list(question.left_out)] = -1.0
    order = np.argsort(-scores, kind="stable")[:SHORTLIST]
    signs = decision_signs(index, question.evidence, scores, order, question.features)
    return signs, bool(told_rows(index, scores, order) & question.right)


def fit_decision(index: FactIndex, questions: list[Question], ranking: Scores) -> tuple[Scores, float]:
    """Logistic regression on the signs, by Newton's method."""
    rows = [(*signs_of(index, q, ranking), q.weight) for q in questions]
    x = np.column_stack([np.stack([r[0] for r in rows]), np.ones(len(rows))])
    y = np.array([r[1] for r in rows], dtype=float)
    w = np.array([r[2] for r in rows])
    weight = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weight))
        gradient = x.T @ (w * (p - y)) + 0.1 * weight
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(x.shape[1])
        weight -= np.linalg.solve(hessian, gradient)
    return weight[:-1], float(weight[-1])


def report(name: str, questions: list[Question], ranking: Scores) -> None:
    """Prints how often a right fact comes first, and among the first three."""
    answered = [q for q in questions if q.right]
    first = third = 0
    for question in answered:
        order = np.argsort(-(question.evidence @ ranking))
        first += order[0] in question.right
        third += bool(set(order[:3]) & question.right)
    print(f"{name}: {len(answered)} 问，第一 {first / len(answered):.3f}，前三 {third / len(answered):.3f}")


def written(name: str, signs: tuple[str, ...], values: Scores) -> str:
    """One mapping of weights as Python source."""
    lines = "".join(f'    "{sign}": {value:.3f},\n' for sign, value in zip(signs, values, strict=True))
    return f"{name} = {{\n{lines}}}\n"


def main() -> None:
    """Fits, prints the figures of questions held back and rewrites weights.py."""
    index = FactIndex(load(PROJECT / "knowledge"))
    asked = list(answerable(index))
    random.Random(12345).shuffle(asked)  # noqa: S311 - always the same split
    held_back, training = asked[: len(asked) // 5], asked[len(asked) // 5 :]
    report("留出的五分之一（现有权重）", held_back, RANKING)
    report("留出的五分之一（重新拟合）", held_back, fit_ranking(training))
    ranking = fit_ranking(asked)
    left_out = [without_subject(index, q) for q in asked[::2]]
    decision, offset = fit_decision(index, [*asked, *left_out, *unanswerable(index)], ranking)
    text = WEIGHTS.read_text(encoding="utf-8")
    head, rest = text.split("# --- fitted\n")
    thresholds = rest.split("# --- set by hand\n")[1]
    fitted = (
        written("RANKING", SIGNALS, ranking),
        written("DECISION", DECISION_SIGNS, decision),
        f"DECISION_OFFSET = {offset:.3f}\n",
    )
    WEIGHTS.write_text(
        f"{head}# --- fitted\n{''.join(fitted)}# --- set by hand\n{thresholds}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
