"""Tables in XLSX files, with merged cells and formulas as a reader of the sheet sees them."""

from __future__ import annotations

import warnings
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogue.official.table import (
    Cell,
    ImportRefused,
    Table,
    TableRow,
    UnreadableCell,
    cell_of,
    checked_columns,
    is_empty,
)

_FORMULA, _ERROR = "f", "e"
# Empty cells with a format count too, and looking at a million rows of them takes minutes.
_MOST_CELLS = 5_000_000


def read_xlsx(path: Path, sheet: str | None, header_row: int, wanted: frozenset[str]) -> Table:
    """The table of a sheet, the first one without `sheet`. Raises ImportRefused."""
    page = _sheet(_opened(path, values=False), sheet)
    if page.max_row < header_row:
        raise ImportRefused(f"工作表“{page.title}”没有第 {header_row} 行，读不到表头。")
    if page.max_row * page.max_column > _MOST_CELLS:
        size = f"{page.max_row} 行 {page.max_column} 列"
        raise ImportRefused(f"工作表“{page.title}”有 {size}，太大了；多半是带格式的空行，请删掉再导入。")
    results = _formula_results(path, page)
    merged = _merged(page)

    def read(cell: SheetCell | MergedCell) -> Cell:
        at = (cell.row or 0, cell.column or 0)
        return _read(merged.get(at, cell), results)

    lines = page.iter_rows(min_row=header_row)
    header = [read(cell) for cell in next(lines)]
    names = [" ".join(name.split()) if isinstance(name, str) else "" for name in header]
    columns = checked_columns(names, wanted)
    rows = []
    for line, row in enumerate(lines, header_row + 1):
        cells = {name: read(cell) for name, cell in zip(names, row, strict=False) if name}
        if not is_empty(cells):
            rows.append(TableRow(line, cells))
    return Table(columns, tuple(rows))


def _opened(path: Path, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            # About decorations it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            # Not read_only: that knows nothing of merged cells.
            return openpyxl.load_workbook(path, data_only=values)
    except Exception as error:
        # A broken file can fail anywhere inside: zip, XML, relations, styles.
        raise ImportRefused("Excel 文件打不开：可能已经损坏、没有传完，或者加了密码。") from error


def _sheet(book: Workbook, name: str | None) -> Worksheet:
    pages = {page.title: page for page in book.worksheets}
    if not pages:
        raise ImportRefused("Excel 文件里没有工作表。")
    if name is None:
        return next(iter(pages.values()))
    if name not in pages:
        raise ImportRefused(f"Excel 文件里没有工作表“{name}”；有的是：{'、'.join(pages)}。")
    return pages[name]


def _formula_results(path: Path, page: Worksheet) -> Worksheet | None:
    """The sheet as last computed; opened only if it is needed, for that takes as long again."""
    if any(cell.data_type == _FORMULA for row in page.iter_rows() for cell in row):
        return _sheet(_opened(path, values=True), page.title)
    return None


def _merged(page: Worksheet) -> dict[tuple[int, int], SheetCell | MergedCell]:
    """For each further row of a merged range the cell that holds its value."""
    return {
        (row, area.min_col): page.cell(area.min_row, area.min_col)
        for area in page.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _read(cell: SheetCell | MergedCell, results: Worksheet | None) -> Cell:
    value, kind = cell.value, cell.data_type
    if kind == _FORMULA and results is not None:
        computed = results.cell(cell.row or 1, cell.column or 1)
        value, kind = computed.value, computed.data_type
        if value is None:
            return UnreadableCell("是公式，文件里没有存下算出的值；请用 Excel 打开、保存一次")
    if kind == _ERROR:
        return UnreadableCell(f"是出错的公式（{value}）")
    return cell_of(value)
