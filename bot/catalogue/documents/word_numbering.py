"""The numbers that Word writes by itself before paragraphs: 第一条, （一）, 1."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from bot.catalogue.documents.word_styles import Style, W, value, whole_number

_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"),
    *("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanCounting"),
}
_LARGEST_CIRCLED = 20
_LARGEST_CHINESE = 999


class Numbering:
    """Counts the numbered paragraphs of one document as they come."""

    def __init__(self, root: Any) -> None:
        """`root`: of numbering.xml, None if the file has none."""
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, str], Any] = {}
        self._reached: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for number in root.findall(f"{W}num"):
            self._lists[number.get(f"{W}numId")] = value(number, "abstractNumId") or ""
        for abstract in root.findall(f"{W}abstractNum"):
            for level in abstract.findall(f"{W}lvl"):
                self._levels[abstract.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")] = level

    def next(self, style: Style) -> str:
        """The number before a paragraph, counted on; empty if it has none or only a bullet."""
        if style.numbered is None:
            return ""
        number, depth = style.numbered
        abstract = self._lists.get(number, "")
        level = self._levels.get((abstract, depth))
        at = whole_number(depth)
        if level is None or at is None or value(level, "numFmt") in {"bullet", "none"}:
            return ""
        reached = self._reached[abstract]
        reached[at] = reached.get(at, _start(level) - 1) + 1
        for deeper in [one for one in reached if one > at]:
            del reached[deeper]
        return re.sub(
            r"%([1-9])", lambda m: self._shown(abstract, int(m[1]) - 1), value(level, "lvlText") or ""
        )

    def _shown(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, str(depth)))
        reached = self._reached[abstract].get(depth, _start(level) if level is not None else 1)
        form = value(level, "numFmt") if level is not None else None
        if form in _CHINESE and reached <= _LARGEST_CHINESE:
            return chinese(reached)
        if form == "decimalEnclosedCircle" and 1 <= reached <= _LARGEST_CIRCLED:
            return chr(ord("①") + reached - 1)
        if form in {"lowerLetter", "upperLetter"} and 1 <= reached <= 26:
            letter = chr(ord("a") + reached - 1)
            return letter if form == "lowerLetter" else letter.upper()
        return str(reached)


def chinese(number: int) -> str:
    """1 to 999 in Chinese: 十二, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not text else "")


def _start(level: Any) -> int:
    start = whole_number(value(level, "start"))
    return 1 if start is None else start
