"""How well passages are found: python -m tools.evaluate_passages FOLDER-OF-THE-LIBRARY

Prints how many of tools/training/passage_questions.jsonl find their passage and how many
questions about other things find one, for the documents together and each alone; then the
weights that a logistic regression over the same questions gives.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.catalogue.documents.library import Library, load_library
from bot.catalogue.loader import load
from bot.matching.features import Segmenter
from bot.matching.passages import FOUND_FROM, WEIGHTS, PassageIndex
from bot.settings import PROJECT

QUESTIONS = PROJECT / "tools" / "training" / "passage_questions.jsonl"
_RIDGE = 0.05
_STEPS = 60


@dataclass
class Tally:
    """What came of the questions asked of one library."""

    asked: int = 0
    first: int = 0
    quoted: int = 0
    misled: int = 0
    strangers: int = 0
    answered_strangers: int = 0

    def __str__(self) -> str:
        return (
            f"有答案的 {self.asked} 题：第一名就是 {self.first}，摘录里有 {self.quoted}，"
            f"只摘到别处 {self.misled}；无关的 {self.strangers} 题：误答 {self.answered_strangers}"
        )


def main() -> None:
    """Prints the figures."""
    catalogue = load(Path(sys.argv[2]) if len(sys.argv) > 2 else PROJECT / "knowledge")
    names = (name for subject in catalogue.subjects.values() for name in (subject.name, *subject.aliases))
    segmenter = Segmenter(names, catalogue.synonyms)
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    library = load_library(Path(sys.argv[1]))
    rows: list[tuple[Any, bool]] = []
    for name, part in _parts(library):
        index = PassageIndex(part, segmenter)
        print(f"{name}（{len(index.passages)} 段）　{_asked(index, questions, rows)}")
    signals = np.array([[*row, 1.0] for row, _ in rows])
    print("重新拟合的权重：", np.round(_fitted(signals, np.array([right for _, right in rows], float)), 1))
    print(f"门槛：{FOUND_FROM}")


def _parts(library: Library) -> Iterator[tuple[str, Library]]:
    yield "全部", library
    for key, document in library.documents.items():
        yield key, Library({key: document}, key)


def _asked(index: PassageIndex, questions: list[Any], rows: list[tuple[Any, bool]]) -> Tally:
    tally = Tally()
    for question in questions:
        expected = question["expected"]
        right = [bool(expected) and _is_expected(d.key, p.section, expected) for d, p in index.passages]
        if expected and not any(right):
            continue
        signals = index.signals(index.asked(question["question"]))
        best = int(np.argmax(signals @ WEIGHTS))
        rows.append((signals[best], right[best]))
        found = index.find(question["question"])
        hit = bool(expected) and any(_is_expected(f.document.key, f.passage.section, expected) for f in found)
        if expected:
            tally.asked += 1
            tally.first += right[best]
            tally.quoted += hit
            tally.misled += bool(found) and not hit
        else:
            tally.strangers += 1
            tally.answered_strangers += bool(found)
    return tally


def _is_expected(key: str, section: str, expected: list[dict[str, str]]) -> bool:
    return any(key == one["document"] and one["section"] in section for one in expected)


def _fitted(signals: Any, right: Any) -> Any:
    weights = np.zeros(signals.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-signals @ weights))
        slope = signals.T @ (likely - right) + _RIDGE * weights
        curve = (signals * (likely * (1 - likely))[:, None]).T @ signals + _RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
