"""Prints how often a right fact comes first, and how often a probability keeps its word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.ranking import Weights
from tools.calibration_plot import Point
from tools.fit_weights import Examined

# What a turn costs a citizen, in needless calls to a person: being refused what is known is
# one; a wrong answer as well, for its heading and source show that it is another question's;
# candidates have to be read, and if none fits they end as a refusal.
WRONG_REFUSAL = 1.0
WRONG_ANSWER = 1.0
CHOICE = 0.4

POINTS = 12

# Cases under weights that never saw them.
Judged = list[tuple[Examined, Weights]]


def report(name: str, judged: Judged) -> None:
    """How often a right fact, a right subject, is first or among the first three, by kind of question."""
    kinds = sorted({seen.case.kind for seen, _ in judged if seen.case.right})
    for kind in kinds:
        first = third = subject = told = total = 0
        for seen, _ in judged:
            case, rows = seen.case, seen.rows
            if case.kind != kind or not case.right:
                continue
            of = case.index.subject_of_fact
            total += 1
            first += int(rows[0]) in case.right
            third += bool({int(row) for row in rows[:3]} & case.right)
            subject += of[rows[0]] in {of[row] for row in case.right}
            told += seen.told
        print(
            f"{name} {kind}: {total} 问，第一 {first / total:.3f}，前三 {third / total:.3f}，"
            f"事项第一 {subject / total:.3f}，说出的有 {told / total:.3f}"
        )


def calibration(name: str, judged: Judged) -> list[Point]:
    """For each tenth of probability: mean probability, share right (weighted), cases; printed as well."""
    points = []
    p = np.array([weights.probability(seen.signs) for seen, weights in judged])
    y = np.array([seen.told for seen, _ in judged])
    w = np.array([seen.case.weight for seen, _ in judged])
    for tenth in range(10):
        inside = (p >= tenth / 10) & (p < tenth / 10 + 0.1 + (tenth == 9))
        if inside.sum() >= 20:
            said, held = np.average(p[inside], weights=w[inside]), np.average(y[inside], weights=w[inside])
            print(f"{name} 把握 {tenth / 10:.1f} 起: {inside.sum()} 例，说 {said:.3f}，对 {held:.3f}")
            points.append((float(said), float(held), int(inside.sum())))
    return points


def worth_of(judged: Judged) -> tuple[tuple[float, float], ...]:
    """What the probabilities are worth: twelve points of equal weight, made ascending.

    Neighbouring points in the wrong order are joined into one (pool adjacent violators).
    """
    p = np.array([weights.probability(seen.signs) for seen, weights in judged])
    y = np.array([seen.told for seen, _ in judged], dtype=float)
    w = np.array([seen.case.weight for seen, _ in judged])
    order = np.argsort(p)
    points: list[tuple[float, float, float]] = []
    for part in np.array_split(order, POINTS):
        point = float(w[part].sum()), float((w * p)[part].sum()), float((w * y)[part].sum())
        points.append(point)
        while len(points) > 1 and points[-2][2] / points[-2][0] > points[-1][2] / points[-1][0]:
            last = points.pop()
            points[-1] = tuple(map(sum, zip(points[-1], last, strict=True)))  # type: ignore[assignment]
    inner = [(said / weight, held / weight) for weight, said, held in points]
    return ((0.0, 0.0), *inner, (1.0, 1.0))


def thresholds(name: str, judged: Judged) -> tuple[float, float]:
    """From which probability to answer, and from which to offer candidates, at the least cost.

    Printed with what comes of it, on cases that the weights have not seen.
    """
    outcomes = [_Outcome.of(seen, weights) for seen, weights in judged]
    steps = np.round(np.arange(0.1, 0.91, 0.05), 2)
    pairs = [(float(answer), float(ask)) for answer in steps for ask in steps]
    best = min(pairs, key=lambda pair: sum(outcome.cost(*pair) for outcome in outcomes))
    with_answer = [o for o in outcomes if o.answerable]
    without = [o for o in outcomes if not o.answerable]
    right = sum(o.weight for o in with_answer if o.told and o.probability >= best[0])
    wrong = sum(o.weight for o in without if o.probability >= best[0])
    print(
        f"{name} 界限：回答 {best[0]}，追问 {best[1]}；有答案的答对 {right / _weight(with_answer):.3f}，"
        f"没答案的误答 {wrong / _weight(without):.3f}"
    )
    return best


@dataclass(frozen=True)
class _Outcome:
    """What the matching makes of a case: whether there is an answer, told or offered."""

    probability: float
    chance: float
    answerable: bool
    told: bool
    offered: bool
    weight: float

    @classmethod
    def of(cls, seen: Examined, weights: Weights) -> _Outcome:
        return cls(
            weights.probability(seen.signs),
            weights.chance(seen.signs),
            bool(seen.case.right),
            seen.told,
            seen.offered,
            seen.case.weight,
        )

    def cost(self, answer_from: float, ask_from: float) -> float:
        """What it costs the citizen: a wrong answer most, a way for nothing."""
        if self.probability >= answer_from:
            return 0 if self.told else WRONG_ANSWER * self.weight
        refusal = WRONG_REFUSAL * self.weight if self.answerable else 0
        if self.chance >= ask_from:
            return CHOICE * self.weight + (0 if self.offered else refusal)
        return refusal


def _weight(outcomes: list[_Outcome]) -> float:
    return sum(outcome.weight for outcome in outcomes)
