"""The styles of a Word file: which paragraphs are headings, and of which level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading)?$", re.IGNORECASE)
_DEEPEST = 9
_MOST_ANCESTORS = 20


@dataclass(frozen=True)
class Style:
    """How a paragraph is set: `level` as in Paragraph, its list as (list, depth) if in one."""

    level: int | None = None
    centred: bool = False
    is_contents: bool = False
    numbered: tuple[str, str] | None = None


class Styles:
    """The styles by id, with what they inherit."""

    def __init__(self, root: Any) -> None:
        """`root`: of styles.xml, None if the file has none."""
        found = root.findall(f"{W}style") if root is not None else ()
        self._by_id: dict[str, Any] = {style.get(f"{W}styleId"): style for style in found}

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph, what is set on it directly before what its style says."""
        properties = paragraph.find(f"{W}pPr")
        names: list[str] = []
        levels = [_level(properties)]
        centred = [_alignment(properties)]
        numbered = [_numbered(properties)]
        key = value(properties, "pStyle")
        for _ in range(_MOST_ANCESTORS):
            style = self._by_id.get(key) if key else None
            if style is None:
                break
            name = value(style, "name") or ""
            names.append(name)
            levels += [_level_named(name), _level(style.find(f"{W}pPr"))]
            centred.append(_alignment(style.find(f"{W}pPr")))
            numbered.append(_numbered(style.find(f"{W}pPr")))
            key = value(style, "basedOn")
        level = next((level for level in levels if level is not None), None)
        return Style(
            level=None if level is not None and level > _DEEPEST else level,
            centred=next((one for one in centred if one is not None), "") == "center",
            is_contents=bool(names and _CONTENTS.match(names[0])),
            numbered=next((one for one in numbered if one is not None), None),
        )


def value(parent: Any, name: str) -> str | None:
    """The `val` of a child element, None if it is not there."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    found = child.get(f"{W}val") if child is not None else None
    return str(found) if found is not None else None


def whole_number(text: str | None) -> int | None:
    """The number that an attribute holds, None if it holds none of a sensible size."""
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else None


def _level_named(name: str) -> int | None:
    if name.lower() in {"title", "标题"}:
        return 0
    match = _HEADING.match(name)
    return int(match[1]) if match else None


def _level(properties: Any) -> int | None:
    # Counted from 0; 9 stands for body text.
    level = whole_number(value(properties, "outlineLvl"))
    return level + 1 if level is not None else None


def _alignment(properties: Any) -> str | None:
    return value(properties, "jc")


def _numbered(properties: Any) -> tuple[str, str] | None:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    number = value(numbering, "numId")
    return (number, value(numbering, "ilvl") or "0") if number else None
