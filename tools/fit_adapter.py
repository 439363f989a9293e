"""Learns the matrix that turns a general model's vectors towards how citizens ask.

Contrastive learning of one linear map (InfoNCE with the other answers of the batch as the
wrong ones, van den Oord et al. 2018), by Adam in plain numpy: seconds on one core.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.embedder import Vectors
from bot.matching.postings import Rows

EPOCHS = 9
BATCH = 512
RATE = 0.002
# How sharply the nearest wrong answer counts.
TEMPERATURE = 0.04
# Pull towards leaving vectors as they are.
STAY = 1e-4


@dataclass(frozen=True)
class Pairs:
    """Rows of `questions` with rows of `answers` that answer them, and the group of each pair.

    Answers of one group (one fact) are never wrong answers to each other's questions.
    """

    questions: Vectors
    answers: Vectors
    asked: Rows
    answered: Rows
    group: Rows


def adapter(pairs: Pairs, seed: int = 12345) -> Vectors:
    """The matrix, square of the vectors' length."""
    rng = np.random.default_rng(seed)
    size = pairs.questions.shape[1]
    stay = np.eye(size, dtype=np.float32)
    matrix, first, second = stay.copy(), np.zeros_like(stay), np.zeros_like(stay)
    step = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(pairs.asked))
        rate = RATE * (1 - epoch / EPOCHS) + RATE / 20
        for at in range(0, len(order) - BATCH + 1, BATCH):
            step += 1
            gradient = _gradient(pairs, order[at : at + BATCH], matrix) + 2 * STAY * (matrix - stay)
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            matrix -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return matrix


def _gradient(pairs: Pairs, batch: Rows, matrix: Vectors) -> Vectors:
    x, y = pairs.questions[pairs.asked[batch]], pairs.answers[pairs.answered[batch]]
    groups = pairs.group[batch]
    turned_x, turned_y = x @ matrix, y @ matrix
    length_x = np.linalg.norm(turned_x, axis=1, keepdims=True)
    length_y = np.linalg.norm(turned_y, axis=1, keepdims=True)
    unit_x, unit_y = turned_x / length_x, turned_y / length_y
    likeness = unit_x @ unit_y.T / TEMPERATURE
    right = np.eye(len(batch), dtype=np.float32)
    likeness[(groups[:, None] == groups) & (right == 0)] = -1e4
    powers = np.exp(likeness - likeness.max(axis=1, keepdims=True))
    share = powers / powers.sum(axis=1, keepdims=True)
    wrong = (share - right) / (len(batch) * TEMPERATURE)
    slope_x, slope_y = wrong @ unit_y, wrong.T @ unit_x
    slope_x = (slope_x - unit_x * (slope_x * unit_x).sum(axis=1, keepdims=True)) / length_x
    slope_y = (slope_y - unit_y * (slope_y * unit_y).sum(axis=1, keepdims=True)) / length_y
    gradient: Vectors = x.T @ slope_x + y.T @ slope_y
    return gradient
