"""Whether a reply holds an expected wording: blanks do not count, figures are whole."""

from __future__ import annotations

import re
from itertools import pairwise

_UNITS = "十百千万亿"
_DIGITS = "〇零一二三四五六七八九两廿"
# A figure goes on across these: 1.5, 1,500 (three digits after the comma, as in thousands).
_ARABIC_BEFORE = re.compile(r"(?:\d|\d[.．])\Z")
_THOUSANDS_BEFORE = re.compile(r"\d[,，]\Z")
_ARABIC_AFTER = re.compile(r"\d|[.．]\d|[,，]\d{3}(?!\d)")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")


def contains(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in the text, blanks aside, not cut out of a longer figure.

    5个工作日 is neither in 15个工作日 nor in 0.5个工作日, 五个 not in 十五个; but it is in
    “1. 5 个工作日” and after a line that ends with a figure: what blanks part stays parted.
    """
    wanted = "".join(wanted.split())
    if not wanted:
        return False
    # Looking ahead finds overlapping hits, too.
    pattern = re.compile(f"(?=({_with_blanks(wanted)}))")
    return any(_stands_whole(text, hit.start(1), hit.end(1)) for hit in pattern.finditer(text))


def _with_blanks(wanted: str) -> str:
    pattern = re.escape(wanted[0])
    for left, right in pairwise(wanted):
        # A line that ends with a figure does not go on in the next one.
        blanks = r"[^\S\n]*" if left.isdigit() and right.isdigit() else r"\s*"
        pattern += blanks + re.escape(right)
    return pattern


def _stands_whole(text: str, start: int, end: int) -> bool:
    return not (_begins_inside_figure(text, start) or _ends_inside_figure(text, end))


def _begins_inside_figure(text: str, start: int) -> bool:
    before, first = text[max(0, start - 2) : start], text[start]
    if first.isdigit() and first.isascii():
        thousands = _THOUSANDS_BEFORE.search(before) and _THREE_DIGITS.match(text, start)
        return bool(_ARABIC_BEFORE.search(before) or thousands)
    return bool(before) and _joined(before[-1], first)


def _ends_inside_figure(text: str, end: int) -> bool:
    last = text[end - 1]
    if last.isdigit() and last.isascii():
        return bool(_ARABIC_AFTER.match(text, end))
    return end < len(text) and _joined(last, text[end])


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours are parts of one Chinese number; “统一一套” and “三五天” are none."""
    if right in _UNITS:
        return left in _DIGITS or left in _UNITS
    return right in _DIGITS and left in _UNITS + "〇零"
