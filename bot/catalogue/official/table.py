"""A table as it was read from a file: rows of cells by the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

# A spreadsheet keeps this many digits of a number; what follows has become zeros.
_DIGITS_KEPT = 15


class ImportRefused(Exception):
    """Nothing was imported; the message is a Chinese sentence that says why."""


@dataclass(frozen=True)
class UnreadableCell:
    """A cell that holds something, but nothing that can be taken; `reason` in Chinese."""

    reason: str


Cell = str | tuple[str, ...] | UnreadableCell


@dataclass(frozen=True)
class TableRow:
    """One row: its line in the file (from 1) and its cells; `fault` if it is no whole row."""

    line: int
    cells: Mapping[str, Cell]
    fault: str | None = None


@dataclass(frozen=True)
class Table:
    """The columns in the order of the file, and the rows that are not empty."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def cell_of(value: object) -> Cell:
    """What a file's value is as a cell: text, several texts, or unreadable."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if _is_whole(value) else UnreadableCell("有残缺的字符")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, list) and all(isinstance(item, str) and _is_whole(item) for item in value):
        return tuple(value)
    return UnreadableCell("不是文字，也不是一列文字")


def checked_columns(names: list[str], wanted: frozenset[str]) -> tuple[str, ...]:
    """The names of a header row. Raises ImportRefused if a wanted one stands there twice."""
    for name in wanted:
        if names.count(name) > 1:
            raise ImportRefused(f"表头里有两列都叫“{name}”，分不清要哪一列。")
    return tuple(name for name in names if name)


def is_empty(cells: Mapping[str, Cell]) -> bool:
    """Whether nothing stands in any cell."""
    return not any(cell.strip() if isinstance(cell, str) else cell for cell in cells.values())


def _is_whole(text: str) -> bool:
    """Whether it holds no half of a character, as JSON can write one."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _number(value: float) -> Cell:
    if abs(value) >= 10**_DIGITS_KEPT:
        reason = f"是超过 {_DIGITS_KEPT} 位的数字，表格存数字时丢掉了后面几位；请把这一列设成文本再填一遍"
        return UnreadableCell(reason)
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
