"""XLSX sheets are read as a person sees them: merged cells, formulas, titles above the header."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogue.official.table import ImportRefused, Table, UnreadableCell
from bot.catalogue.official.table_files import read_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def a_book() -> tuple[openpyxl.Workbook, Worksheet]:
    """A new workbook and its sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    return book, page


def read(path: Path, book: openpyxl.Workbook, sheet: str | None = None, header_row: int = 1) -> Table:
    """The table of a workbook."""
    book.save(path / "a.xlsx")
    return read_table(path / "a.xlsx", sheet=sheet, header_row=header_row, wanted=frozenset())


def column(table: Table, name: str) -> list[object]:
    """All cells of a column."""
    return [row.cells[name] for row in table.rows]


def test_the_value_of_a_merged_range_counts_for_all_its_rows(tmp_path: Path) -> None:
    book, page = a_book()
    for line in (["部门", "名称"], ["民政局", "甲"], [None, "乙"], [None, "丙"], ["教育局", "丁"]):
        page.append(line)
    page.merge_cells("A2:A4")
    assert column(read(tmp_path, book), "部门") == ["民政局", "民政局", "民政局", "教育局"]


def test_a_range_merged_across_columns_counts_for_its_first_column_only(tmp_path: Path) -> None:
    book, page = a_book()
    for line in (["甲", "乙"], ["一", None], [None, None], ["二", "三"]):
        page.append(line)
    page.merge_cells("A2:B3")
    table = read(tmp_path, book)
    assert column(table, "甲") == ["一", "一", "二"]
    assert column(table, "乙") == ["", "", "三"]


def test_a_header_merged_over_two_rows_below_a_title_is_found(tmp_path: Path) -> None:
    book, page = a_book()
    for line in (["某市事项目录", None, None], ["名称", "时限", None], [None, "法定", "承诺"], ["甲", 20, 5]):
        page.append(line)
    page.merge_cells("A1:C1")
    page.merge_cells("A2:A3")
    page.merge_cells("B2:C2")
    table = read(tmp_path, book, header_row=3)
    assert table.columns == ("名称", "法定", "承诺")
    assert table.rows[0].cells == {"名称": "甲", "法定": "20", "承诺": "5"}
    assert table.rows[0].line == 4


def test_the_named_sheet_is_read_and_without_a_name_the_first(tmp_path: Path) -> None:
    book, page = a_book()
    page.title = "说明"
    page.append(["填表说明"])
    page.append(["一行"])
    second = book.create_sheet("目录")
    second.append(["名称"])
    second.append(["甲"])
    assert read(tmp_path, book).columns == ("填表说明",)
    assert read(tmp_path, book, "目录").columns == ("名称",)
    with pytest.raises(ImportRefused, match="没有工作表“清单”；有的是：说明、目录"):
        read(tmp_path, book, "清单")


def test_a_formula_gives_its_stored_result_and_without_one_is_unreadable(tmp_path: Path) -> None:
    book, page = a_book()
    page.append(["名称", "承诺"])
    page.append(["甲", "=2+3"])
    table = read(tmp_path, book)
    assert isinstance(table.rows[0].cells["承诺"], UnreadableCell)
    store_result(tmp_path / "a.xlsx", "B2", "5")
    again = read_table(tmp_path / "a.xlsx", sheet=None, header_row=1, wanted=frozenset())
    assert again.rows[0].cells["承诺"] == "5"


def test_a_formula_that_failed_is_unreadable(tmp_path: Path) -> None:
    book, page = a_book()
    page.append(["名称", "承诺"])
    page.append(["甲", "#N/A"])
    cell = read(tmp_path, book).rows[0].cells["承诺"]
    assert isinstance(cell, UnreadableCell)
    assert "#N/A" in cell.reason


def test_numbers_and_dates_become_text_and_too_long_numbers_are_unreadable(tmp_path: Path) -> None:
    book, page = a_book()
    page.append(["短", "小数", "日期", "编码"])
    page.append([20.0, 0.5, date(2026, 3, 1), 11440000006939756])
    cells = read(tmp_path, book).rows[0].cells
    assert (cells["短"], cells["小数"], cells["日期"]) == ("20", "0.5", "2026-03-01")
    assert isinstance(cells["编码"], UnreadableCell)
    assert "设成文本" in cells["编码"].reason


def test_a_sheet_of_a_million_formatted_empty_rows_is_refused(tmp_path: Path) -> None:
    book, page = a_book()
    page.append(["名称"])
    page.cell(1_048_576, 30).number_format = "@"
    with pytest.raises(ImportRefused, match="太大了"):
        read(tmp_path, book)


def test_a_header_row_below_the_sheet_is_refused(tmp_path: Path) -> None:
    book, page = a_book()
    page.append(["名称"])
    with pytest.raises(ImportRefused, match="没有第 5 行"):
        read(tmp_path, book, header_row=5)


def store_result(path: Path, cell: str, value: str) -> None:
    """Stores the result of a formula, as a spreadsheet program does on saving."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    root = ElementTree.fromstring(parts[sheet])  # noqa: S314 - the test's own file
    node = root.find(f".//{{{MAIN}}}c[@r='{cell}']")
    assert node is not None
    stored = node.find(f"{{{MAIN}}}v")
    stored = ElementTree.SubElement(node, f"{{{MAIN}}}v") if stored is None else stored
    stored.text = value
    parts[sheet] = ElementTree.tostring(root)
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
