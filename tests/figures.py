"""Figures for people: percentiles, and tables whose columns stand in line."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence


def percentile(values: Sequence[float], percent: int) -> float:
    """A percentile of at least one value."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns, the first to the left; a Chinese character is two columns wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            _padded(cell, width, left=at == 0)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _padded(cell: str, width: int, *, left: bool) -> str:
    gap = " " * (width - _width(cell))
    return cell + gap if left else gap + cell


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "FWA" else 1 for c in text)
