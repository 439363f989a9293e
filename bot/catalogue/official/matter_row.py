"""One row of an official file as typed values, with what could not be taken from it."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote

from bot.catalogue.official.cell_text import (
    as_sentence,
    cut_at_sentence,
    is_nothing,
    list_items,
    split_list,
    tidy,
)
from bot.catalogue.official.limit_text import LimitNotUnderstood, LimitText, read_limit
from bot.catalogue.official.mapping import CatalogueMapping
from bot.catalogue.official.table import Cell, TableRow, UnreadableCell

Taken = TypeVar("Taken")

# What each column is called in reports.
COLUMN_NAMES = {
    "code": "事项编码",
    "name": "事项名称",
    "parent": "上级事项",
    "aliases": "别名",
    "department": "办理部门",
    "materials": "申请材料",
    "statutory_limit": "法定时限",
    "committed_limit": "承诺时限",
    "place": "办理地点",
    "phone": "咨询电话",
    "audience": "服务对象",
    "condition": "受理条件",
    "fee": "收费",
    "url": "网址",
}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LONGEST_NAME = 200
_LONGEST_ITEM = 300
_MOST_ITEMS = 100
_LONGEST_TEXT = 500
# With the words around it a fact's text stays within its 1,000 characters.
_LONGEST_CONDITION = 750
_CUT = "……（全文见办事指南）"
_LABEL = re.compile("(?:办理|办公|办事)?(?:地点|地址)：|(?:咨询|联系|服务)?(?:电话|方式)(?:号码)?：")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_URL = re.compile(r"https?://[^\s，。；：、（）“”]+")
# A text that ends where a list was to follow, or in front of one of its items.
_UNFINISHED = re.compile(
    "[：，、]$|(?:^|[。；：！？）])[（]?[a-zA-Z0-9一二三四五六七八九十]{1,3}[）、.][；。]?$"
)


class _CellRefused(Exception):
    """A cell that cannot be taken; the message continues its name in Chinese."""


class RowRefused(Exception):
    """A row that cannot become a matter; the message is a Chinese reason."""


@dataclass(frozen=True)
class MatterRow:
    """What a row says, tidy, each text short enough for a fact.

    `remarks` are Chinese clauses on what could not be taken.
    """

    code: str
    name: str
    department: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    statutory_limit: LimitText | None = None
    committed_limit: LimitText | None = None
    place: str | None = None
    phone: str | None = None
    audience: tuple[str, ...] = ()
    condition: str | None = None
    fee: str | None = None
    url: str | None = None
    remarks: tuple[str, ...] = ()


def read_row(row: TableRow, mapping: CatalogueMapping) -> MatterRow:
    """The typed values of a row. Raises RowRefused if it has no usable code, name or department."""
    if row.fault:
        raise RowRefused(row.fault)
    cells = _Cells(row, mapping)
    code, name = cells.code(), cells.required("name")
    department, url = cells.required("department"), cells.url()
    return MatterRow(
        code,
        name,
        department,
        parent=cells.text("parent", _LONGEST_NAME),
        aliases=tuple(alias for alias in cells.items("aliases", _LONGEST_NAME) if alias != name),
        materials=cells.items("materials"),
        statutory_limit=cells.limit("statutory_limit"),
        committed_limit=cells.limit("committed_limit"),
        place=cells.text("place"),
        phone=cells.text("phone"),
        audience=cells.items("audience", together=_LONGEST_TEXT),
        condition=cells.condition(cut=url is not None),
        fee=cells.text("fee"),
        url=url,
        remarks=tuple(cells.remarks),
    )


@dataclass
class _Cells:
    row: TableRow
    mapping: CatalogueMapping
    remarks: list[str] = field(default_factory=list)

    def code(self) -> str:
        """The code as text. Raises RowRefused."""
        cell = self._cell("code")
        text = unicodedata.normalize("NFKC", cell).strip() if isinstance(cell, str) else ""
        reason = cell.reason if isinstance(cell, UnreadableCell) else "是空的" if is_nothing(text) else ""
        if re.search(r"\s", text) or len(text) > _LONGEST_NAME:
            reason = "里有空格、换行，或者太长"
        if _SCIENTIFIC.fullmatch(text):
            reason = f"写成了“{text}”，后面几位已经丢了；请在表格里把这一列设成文本再填一遍"
        if reason:
            raise RowRefused(f"事项编码{reason}")
        return text

    def required(self, key: str) -> str:
        """The text of a cell without which there is no matter. Raises RowRefused."""
        cell = self._cell(key)
        if isinstance(cell, UnreadableCell):
            raise RowRefused(f"{COLUMN_NAMES[key]}{cell.reason}")
        text = tidy(cell, between_lines="") if isinstance(cell, str) else ""
        if is_nothing(text):
            raise RowRefused(f"没有写{COLUMN_NAMES[key]}")
        if not _CHINESE.search(text):
            raise RowRefused(f"{COLUMN_NAMES[key]}里没有一个汉字")
        if len(text) > _LONGEST_NAME:
            raise RowRefused(f"{COLUMN_NAMES[key]}有 {len(text)} 个字，多于 {_LONGEST_NAME} 个，不像名称")
        return text

    def text(self, key: str, longest: int = _LONGEST_TEXT) -> str | None:
        """The text of a cell; None, with a remark if there is a reason, if it cannot be taken."""

        def read(cell: Cell) -> str | None:
            text = self._as_text(cell)
            if text and len(text) > longest:
                raise _CellRefused(f"有 {len(text)} 个字，多于 {longest} 个")
            return text

        return self._taken(key, read)

    def condition(self, *, cut: bool) -> str | None:
        """The conditions in full sentences; `cut`: long ones may be cut, for a page has them all."""

        def read(cell: Cell) -> str | None:
            text = self._as_text(cell)
            if text is None:
                return None
            if _UNFINISHED.search(text):
                raise _CellRefused(f"没有写完（结尾是“{text[-10:]}”）")
            if len(text) <= _LONGEST_CONDITION:
                return as_sentence(text)
            beginning = cut_at_sentence(text, _LONGEST_CONDITION - len(_CUT)) if cut else None
            if beginning is None:
                why = "又没有断句" if cut else "又没有网址可以看全文"
                raise _CellRefused(f"有 {len(text)} 个字，太长，{why}")
            self.remarks.append(f"受理条件有 {len(text)} 个字，太长，只留了前 {len(beginning)} 个字")
            return beginning + _CUT

        return self._taken("condition", read)

    def items(
        self, key: str, longest: int = _LONGEST_ITEM, together: int = _MOST_ITEMS * _LONGEST_ITEM
    ) -> tuple[str, ...]:
        """The items of a cell; none, with a remark, if they are too long or too many for a list."""

        def read(cell: Cell) -> tuple[str, ...]:
            separators: Sequence[str] = getattr(self.mapping.separators, key)
            items = split_list(cell, separators) if isinstance(cell, str) else self._parts(cell)
            too_long = next((item for item in items if len(item) > longest), None)
            if too_long is not None:
                raise _CellRefused(f"有一项长达 {len(too_long)} 个字，像是没有分开")
            if len(items) > _MOST_ITEMS:
                raise _CellRefused(f"有 {len(items)} 项，多于 {_MOST_ITEMS} 项，像是分错了")
            if len("、".join(items)) > together:
                raise _CellRefused(f"一共有 {len('、'.join(items))} 个字，多于 {together} 个")
            return tuple(items)

        return self._taken(key, read) or ()

    def limit(self, key: str) -> LimitText | None:
        """The time limit of a cell."""

        def read(cell: Cell) -> LimitText | None:
            text = self._as_text(cell) or ""
            try:
                return read_limit(text, self.mapping.limit_unit)
            except LimitNotUnderstood as error:
                raise _CellRefused(f"“{text[:30]}”{error}") from error

        return self._taken(key, read)

    def url(self) -> str | None:
        """The address of a page."""

        def read(cell: Cell) -> str | None:
            text = cell.strip() if isinstance(cell, str) else ""
            if is_nothing(text):
                return None
            if not _URL.fullmatch(text) or len(text) > _LONGEST_TEXT:
                raise _CellRefused(f"“{text[:30]}”不是完整的网址")
            # Chinese in an address is sent in this form.
            return quote(text, safe=string.punctuation)

        return self._taken("url", read)

    def _taken(self, key: str, read: Callable[[Cell], Taken]) -> Taken | None:
        cell = self._cell(key)
        try:
            if isinstance(cell, UnreadableCell):
                raise _CellRefused(cell.reason)
            return read(cell)
        except _CellRefused as error:
            self.remarks.append(f"{COLUMN_NAMES[key]}{error}，这一格没有收")
            return None

    def _cell(self, key: str) -> Cell:
        column = getattr(self.mapping.columns, key)
        if column is None:
            constant: Cell | None = getattr(self.mapping.constants, key, None)
            return constant or ""
        return self.row.cells.get(column, "")

    def _as_text(self, cell: Cell) -> str | None:
        text = tidy(cell if isinstance(cell, str) else "\n".join(self._parts(cell)))
        label = _LABEL.match(text)
        text = text[label.end() :] if label else text
        return None if is_nothing(text.rstrip("。")) else text

    def _parts(self, cell: Cell) -> list[str]:
        return list_items(cell) if isinstance(cell, tuple) else []
