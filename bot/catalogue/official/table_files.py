"""Reads a file of official matters, whatever its format, into a table."""

from __future__ import annotations

from pathlib import Path

from bot.catalogue.official.table import ImportRefused, Table
from bot.catalogue.official.text_tables import read_csv, read_jsonl
from bot.catalogue.official.workbook import read_xlsx

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(path: Path, *, sheet: str | None, header_row: int, wanted: frozenset[str]) -> Table:
    """The table of a .jsonl, .csv or .xlsx file with all wanted columns. Raises ImportRefused.

    `header_row` counts from 1; JSONL has none.
    """
    suffix = path.suffix.lower()
    _check_content(path, suffix)
    if suffix == ".xlsx":
        table = read_xlsx(path, sheet, header_row, wanted)
    elif suffix == ".csv":
        table = read_csv(path, header_row, wanted)
    else:
        table = read_jsonl(path)
    if not table.rows:
        raise ImportRefused("文件里没有一行数据。")
    missing = [name for name in sorted(wanted) if name not in table.columns]
    if missing:
        raise ImportRefused(
            f"映射里写的列，文件里没有：{'、'.join(missing)}。文件里有：{'、'.join(table.columns)}。"
        )
    return table


def _check_content(path: Path, suffix: str) -> None:
    """Refuses what is not what the name says. Raises ImportRefused."""
    if suffix == ".xls":
        raise ImportRefused("不能读旧版的 .xls；请用 Excel 另存为 .xlsx。")
    if suffix not in (".jsonl", ".csv", ".xlsx"):
        raise ImportRefused(f"不认识的文件类型“{suffix or path.name}”；可以导入 .jsonl、.csv 和 .xlsx。")
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise ImportRefused(f"打不开文件 {path}：{error.strerror}。") from error
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise ImportRefused("文件是空的。")
    if suffix == ".xlsx" and not head.startswith(_ZIP):
        old = "旧版 .xls 或者加了密码的文件" if head.startswith(_OLD_OFFICE) else "别的格式"
        raise ImportRefused(f"文件名写的是 .xlsx，内容却是{old}。")
    if suffix != ".xlsx" and head.startswith((_ZIP, _OLD_OFFICE)):
        raise ImportRefused(f"文件名写的是 {suffix}，内容却是 Excel 文件或压缩包。")
    starts_as_object = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    if starts_as_object != (suffix == ".jsonl"):
        is_not = "不是 JSONL（一行一个 JSON 对象）" if suffix == ".jsonl" else "像 JSON，不是表格"
        raise ImportRefused(f"文件名写的是 {suffix}，内容{is_not}。")
