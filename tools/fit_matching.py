"""Fits the matching: `.venv/bin/python -m tools.fit_matching --names CATALOGUE`.

Learns the adapter of the embedding model and the weights of both stages from the questions
of tools/training/, and prints how well a fifth held back is answered by what was learned
from the rest. The cases of tests/evaluation are never used. See docs/evaluation.md.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.catalogue.loader import load
from bot.catalogue.names import read_names
from bot.clients.adapted_embedder import adapter_path
from bot.clients.embedders import base_embedder
from bot.matching.fitted import BY_MEANING, BY_WORDS
from bot.matching.ranking import Weights
from bot.settings import read_settings
from tools.calibration_plot import draw
from tools.fit_adapter import adapter
from tools.fit_report import calibration, report, thresholds, worth_of
from tools.fit_weights import Case, examined, fit
from tools.training_cases import FOLDS, Fitting

PROJECT = Path(__file__).resolve().parent.parent
FITTED = PROJECT / "bot" / "matching" / "fitted.py"


def written(name: str, weights: Weights) -> str:
    """One set of weights as Python source."""
    parts = []
    for part in ("ranking", "answer", "offer"):
        lines = "".join(f'        "{sign}": {value:.3f},\n' for sign, value in getattr(weights, part).items())
        parts.append(f"    {part}={{\n{lines}    }},\n")
    offsets = (
        f"    answer_offset={weights.answer_offset:.3f},\n    offer_offset={weights.offer_offset:.3f},\n"
    )
    points = "".join(f"        ({said:.3f}, {held:.3f}),\n" for said, held in weights.worth)
    return f"{name} = Weights(\n{''.join(parts)}{offsets}    worth=(\n{points}    ),\n)\n"


def write(by_words: Weights, by_meaning: Weights, limits: tuple[float, float]) -> None:
    """Rewrites fitted.py."""
    head = FITTED.read_text(encoding="utf-8").split("ANSWER_FROM = ")[0]
    FITTED.write_text(
        f"{head}ANSWER_FROM = {limits[0]}\nASK_FROM = {limits[1]}\n"
        f"{written('BY_WORDS', by_words)}{written('BY_MEANING', by_meaning)}",
        encoding="utf-8",
    )


def fitted_and_reported(
    name: str, folds: list[list[Case]], start: Weights
) -> tuple[Weights, tuple[float, float]]:
    """Weights fitted on all folds, and thresholds; prints how each fold fares with the others' weights."""
    judged = []
    for held in range(len(folds)):
        others = [case for fold, cases in enumerate(folds) if fold != held for case in cases]
        weights = fit(others, start)
        judged += [(examined(case, weights), weights) for case in folds[held]]
    report(name, judged)
    worth = worth_of(judged)
    judged = [(seen, replace(weights, worth=worth)) for seen, weights in judged]
    draw(calibration(name, judged))
    weights = fit([case for cases in folds for case in cases], start)
    return replace(weights, worth=worth), thresholds(name, judged)


def main() -> None:
    """Fits, prints the figures of what was held back, writes fitted.py and the adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, help="官方目录，对应 tools/training/guangdong_queries.csv")
    options = parser.parse_args()
    settings = read_settings()
    catalogue = load(settings.knowledge)
    names = read_names(options.names, catalogue.labels) if options.names else None
    base = base_embedder(settings.embedder)
    fitting = Fitting(catalogue, names, base, settings.data / "vectors")
    by_words, limits = fitted_and_reported("字词", fitting.folds(None), BY_WORDS)
    if base is None:
        write(by_words, BY_MEANING, limits)
        return
    # What was learned from a question must not be tried on it: one adapter a fold.
    matrices = [adapter(fitting.pairs(without=fold)) for fold in range(FOLDS)]
    by_meaning, limits = fitted_and_reported("意思", fitting.folds(matrices), BY_MEANING)
    write(by_words, by_meaning, limits)
    path = adapter_path(base)
    path.parent.mkdir(exist_ok=True)
    np.save(path, adapter(fitting.pairs(without=None)).astype(np.float16))


if __name__ == "__main__":
    main()
