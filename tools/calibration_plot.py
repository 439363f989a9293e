"""Draws how often a probability keeps its word: docs/calibration.svg."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PLOT = PROJECT / "docs" / "calibration.svg"
_SIDE, _EDGE = 360, 48
_BAND = ((0, 0.05), (0.95, 1), (1, 1), (1, 0.95), (0.05, 0), (0, 0))
# A probability, the share that was right, and how many cases.
Point = tuple[float, float, int]


def draw(points: Sequence[Point]) -> None:
    """Writes the plot; the diagonal is a probability that keeps its word, the band 0.05 around it."""
    size = _SIDE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="把握与实际答对的比例">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<polygon points="{" ".join(_at(*corner) for corner in _BAND)}" fill="#e8eef7"/>',
        f'<polyline points="{_at(0, 0)} {_at(1, 1)}" stroke="#7a8aa0" fill="none"/>',
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#333"/>',
    ]
    parts += [_mark(step / 10) for step in range(0, 11, 2)]
    path = " ".join(_at(said, held) for said, held, _ in points)
    parts.append(f'<polyline points="{path}" stroke="#b3261e" fill="none" stroke-width="2"/>')
    parts += [_dot(*point) for point in points]
    parts.append(f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">说的把握</text>')
    turned = f'x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})"'
    parts.append(f"<text {turned}>实际答对的比例</text>")
    PLOT.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def _at(said: float, held: float) -> str:
    return f"{_EDGE + said * _SIDE:.1f},{_EDGE + (1 - held) * _SIDE:.1f}"


def _dot(said: float, held: float, cases: int) -> str:
    x, y = _at(said, held).split(",")
    return (
        f'<circle cx="{x}" cy="{y}" r="4" fill="#b3261e"><title>{cases} 例</title></circle>'
        f'<text x="{float(x) + 7:.1f}" y="{float(y) + 14:.1f}" fill="#555" font-size="10">{cases}</text>'
    )


def _mark(value: float) -> str:
    x, y = _at(value, value).split(",")
    return (
        f'<text x="{x}" y="{_EDGE + _SIDE + 16}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{_EDGE - 6}" y="{float(y) + 4:.1f}" text-anchor="end">{value:.1f}</text>'
    )
