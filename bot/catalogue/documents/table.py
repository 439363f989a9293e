"""Tables as rows that can be read alone: “列名：值；列名：值”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.catalogue.documents.block import BadDocument, Block, Paragraph, Row

Line = Sequence[str]

MOST_CELLS = 200_000
_LONGEST_HEADER = 20
# A header of two columns has to look like one: “办理时限｜5 个工作日” is none.
_HEADER_WORD = re.compile(
    "名称|事项|内容|时限|份数|数量|备注|说明|部门|单位|处室|序号|项目|标准|依据|电话|地址|类别|类型|要求|方式|金额|编号|条件|材料|流程"
)
_NUMBER_HEADERS = {"序号", "编号", "序", "号"}
_ENDS = "。；;！？：，、"


def rows_of(grid: Sequence[Line], *, header_marked: bool = False) -> Iterator[Block]:
    """The rows of a table with merged cells filled in.

    `header_marked`: the format says that the first line is the header. A table of one line
    or one column is layout, and gives paragraphs; so does a line merged into one cell.
    """
    # Short lines are filled up to the longest: a few long ones could fill the memory.
    if len(grid) * max(map(len, grid), default=0) > MOST_CELLS:
        raise BadDocument("里面的表格太大，不能导入。请只留下需要的部分。")
    lines = [line for line in _without_empty_columns(grid) if any(line)]
    if len(lines) < 2 or len(lines[0]) < 2:
        yield from (Paragraph(cell) for line in lines for cell in dict.fromkeys(line) if cell)
        return
    # A caption above the header.
    while len(lines) > 1 and len(set(lines[0])) == 1:
        yield Paragraph(lines.pop(0)[0])
    header = _header(lines, marked=header_marked)
    if header:
        lines = lines[1:]
        if lines and _continues_header(header, lines[0]):
            header = [a if a == b else f"{a}（{b}）" for a, b in zip(header, lines.pop(0), strict=True)]
    for number, line in enumerate(lines, 1):
        if len(set(line)) == 1:
            yield Paragraph(line[0])
        else:
            yield row_of(header, line, number)


def row_of(header: Line, cells: Line, number: int) -> Row:
    """One row; `number` is its place, unless its own first cell numbers it."""
    if header and header[0] in _NUMBER_HEADERS and cells[0].isdigit():
        return Row(f"第 {cells[0]} 项", _joined(header[1:], cells[1:]))
    return Row(f"第 {number} 行", _joined(header, cells))


def is_header(cells: Line) -> bool:
    """Whether a line of at least three cells can be a table's header."""
    return len(set(cells)) >= 3 and all(
        0 < len(cell) <= _LONGEST_HEADER and not re.search("[。；]", cell) for cell in cells
    )


def cell_text(lines: Sequence[str]) -> str:
    """The paragraphs of a cell as one line."""
    text = ""
    for line in (line.strip() for line in lines):
        text += f" {line}" if text and line and text[-1] not in _ENDS else line
    return text


def _header(lines: Sequence[Line], *, marked: bool) -> list[str]:
    first = lines[0]
    if marked or (len(first) > 2 and is_header(first)):
        return list(first)
    if len(first) == 2 and all(len(c) <= _LONGEST_HEADER and _HEADER_WORD.search(c) for c in first):
        return list(first)
    return []


def _continues_header(header: Line, line: Line) -> bool:
    """Whether a second line divides columns that the first one spans: “时限”over“法定、承诺”."""
    spanned = any(a == b for a, b in pairwise(header))
    return spanned and any(a == b for a, b in zip(header, line, strict=True)) and len(set(line)) == len(line)


def _joined(header: Line, cells: Line) -> str:
    if not header and len(cells) == 2:
        return f"{cells[0].rstrip('：:')}：{cells[1]}"
    text = ""
    seen: set[tuple[str, str]] = set()
    for index, cell in enumerate(cells):
        name = header[index] if header else ""
        # One merged cell stands in the grid several times.
        if not cell or (name, cell) in seen:
            continue
        seen.add((name, cell))
        text += "；" if text and text[-1] not in _ENDS else ""
        text += f"{name}：{cell}" if name else cell
    return text


def _without_empty_columns(grid: Sequence[Line]) -> list[list[str]]:
    width = max((len(line) for line in grid), default=0)
    filled = [[*line, *[""] * (width - len(line))] for line in grid]
    kept = [column for column in range(width) if any(line[column] for line in filled)]
    return [[line[column] for column in kept] for line in filled]
