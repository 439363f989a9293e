"""Small invented catalogues as files, for tests of the import."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from bot.catalogue.official.mapping import CatalogueMapping, read_mapping
from bot.settings import PROJECT
from bot.usecases.catalogue_import import ImportReport, import_catalogue

HEADER = (
    "事项编码",
    "事项名称",
    "上级",
    "部门",
    "材料",
    "法定",
    "承诺",
    "地点",
    "电话",
    "对象",
    "条件",
    "收费",
    "网址",
)
KEYS = (
    "code", "name", "parent", "department", "materials", "statutory_limit", "committed_limit", "place",
    "phone", "audience", "condition", "fee", "url",
)  # fmt: skip
MAPPING: dict[str, Any] = {
    "name": "city",
    "document": {"title": "某市政务服务事项目录", "issuer": "某市政务服务局", "date": "2026-03"},
    "columns": dict(zip(KEYS, HEADER, strict=True)),
}
ROW = {
    "事项编码": "113700A01",
    "事项名称": "户外广告设置审批",
    "部门": "某市城市管理局",
    "材料": "1.申请表；2.效果图（正面、侧面）",
    "法定": "20个工作日",
    "承诺": "5个工作日（不含公示）",
    "地点": "政务大厅三楼 12 号窗口",
    "电话": "0531-1234567",
    "对象": "自然人、企业法人",
    "条件": "符合户外广告设置规划",
    "收费": "否",
    "网址": "https://example.gov.cn/a?x=1",
}


def row(code: str = "113700A01", name: str = "户外广告设置审批", **cells: str) -> dict[str, str]:
    """A whole row with some cells changed."""
    return {**ROW, "事项编码": code, "事项名称": name, **cells}


def mapping_file(path: Path, **changes: object) -> Path:
    """A mapping of all columns with some keys changed."""
    path.write_text(yaml.safe_dump({**MAPPING, **changes}, allow_unicode=True), encoding="utf-8")
    return path


def a_mapping(path: Path, **changes: object) -> CatalogueMapping:
    """The same as it is read."""
    return read_mapping(mapping_file(path / "mapping.yml", **changes))


def csv_text(rows: Sequence[Mapping[str, str]], header: Sequence[str] = HEADER) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def csv_file(path: Path, rows: Sequence[Mapping[str, str]], encoding: str = "utf-8") -> Path:
    """Rows in a CSV file."""
    path.write_bytes(csv_text(rows).encode(encoding))
    return path


def jsonl_file(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Rows in a JSONL file."""
    lines = (json.dumps(dict.fromkeys(HEADER, "") | dict(one), ensure_ascii=False) for one in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def xlsx_file(path: Path, rows: Sequence[Mapping[str, object]], title: str = "目录") -> Path:
    """Rows in the first sheet of an XLSX file."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    page.append(list(HEADER))
    for one in rows:
        page.append([one.get(name) for name in HEADER])
    book.save(path)
    return path


class City:
    """A data folder and a knowledge folder, with imports into them."""

    def __init__(self, folder: Path, knowledge: Path = PROJECT / "knowledge") -> None:
        self.folder, self.knowledge = folder, knowledge
        self.imports = folder / "catalogue"
        self.mapping = mapping_file(folder / "mapping.yml")

    def takes(self, source: Path, *, dry_run: bool = False, mapping: Path | None = None) -> ImportReport:
        """Imports a file."""
        return import_catalogue(
            source, mapping or self.mapping, knowledge=self.knowledge, imports=self.imports, dry_run=dry_run
        )

    def takes_rows(self, *rows: Mapping[str, str], dry_run: bool = False) -> ImportReport:
        """Imports rows as a CSV file."""
        return self.takes(csv_file(self.folder / "matters.csv", rows), dry_run=dry_run)

    @property
    def kept(self) -> bytes | None:
        """What the data folder holds of the catalogue, None if nothing."""
        path = self.imports / "city.json"
        return path.read_bytes() if path.exists() else None
