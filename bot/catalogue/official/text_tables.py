"""Tables in CSV and JSONL files, in UTF-8 or GB18030."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from bot.catalogue.official.table import (
    Cell,
    ImportRefused,
    Table,
    TableRow,
    cell_of,
    checked_columns,
    is_empty,
)

# Of the characters that are not ASCII, how many have to be everyday ones for a file to be
# in GB18030: nearly any bytes can be read as GB18030, but then most come out as rare signs.
_EVERYDAY_SHARE = 0.8
_LONGEST_CELL = 1_000_000


def read_csv(path: Path, header_row: int, wanted: frozenset[str]) -> Table:
    """The table of a CSV file. Raises ImportRefused."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    records = _records(reader)
    try:
        header = next((names for line, names in records if line >= header_row), None)
        if header is None:
            raise ImportRefused(f"文件没有第 {header_row} 行，读不到表头。")
        names = [" ".join(name.split()) for name in header]
        columns = checked_columns(names, wanted)
        rows = tuple(_csv_row(line, names, values) for line, values in records if any(map(str.strip, values)))
    except csv.Error as error:
        reason = (
            "有引号没有配对" if "end of data" in str(error) or "expected after" in str(error) else "格式不对"
        )
        raise ImportRefused(f"CSV 文件第 {reader.line_num} 行附近{reason}，读不下去。") from error
    return Table(columns, rows)


def read_jsonl(path: Path) -> Table:
    """The table of a JSONL file: one JSON object a line. Raises ImportRefused."""
    columns: dict[str, None] = {}
    rows = []
    for line, text in enumerate(_text(path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            # As text, for codes are long numbers and lose nothing here.
            content = json.loads(text, parse_int=str)
        except (ValueError, RecursionError) as error:
            raise ImportRefused(f"第 {line} 行不是完整的 JSON，文件可能没有传完。") from error
        if not isinstance(content, dict):
            raise ImportRefused(f"第 {line} 行不是“键: 值”形式的 JSON 对象。")
        cells = {name: cell_of(value) for name, value in content.items()}
        columns |= dict.fromkeys(cells)
        if not is_empty(cells):
            rows.append(TableRow(line, cells))
    return Table(tuple(columns), tuple(rows))


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; cells may hold line breaks."""
    begins = 1
    for record in reader:
        yield begins, record
        begins = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader's type has no public name


def _csv_row(line: int, names: list[str], values: list[str]) -> TableRow:
    cells: dict[str, Cell] = {name: value for name, value in zip(names, values, strict=False) if name}
    beyond = any(value.strip() for value in values[len(names) :])
    fault = f"这一行有 {len(values)} 格，表头只有 {len(names)} 列，对不上" if beyond else None
    return TableRow(line, cells, fault)


def _text(path: Path) -> str:
    content = path.read_bytes()
    if b"\0" in content:
        raise ImportRefused("文件里有不是文字的内容，可能是别的格式，或者是 UTF-16 编码；请另存为 UTF-8。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise ImportRefused("文件既不是 UTF-8 编码，也不是 GB18030（GBK）编码；请另存为 UTF-8。") from error
    foreign = [character for character in text if not character.isascii()]
    everyday = sum(len(character.encode("gb2312", "ignore")) == 2 for character in foreign)
    if everyday < _EVERYDAY_SHARE * len(foreign):
        raise ImportRefused("文件的编码认不出来，按 GB18030（GBK）读是乱码；请另存为 UTF-8。")
    return text
