"""A table becomes matters, row by row, compared with what was imported before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalogue.official.cell_text import tidy
from bot.catalogue.official.imported_catalogue import (
    ImportedCatalogue,
    ImportedMatter,
    matter_of,
    subject_code,
)
from bot.catalogue.official.mapping import CatalogueMapping
from bot.catalogue.official.matter_row import COLUMN_NAMES, RowRefused, read_row
from bot.catalogue.official.row_outcome import RowOutcome, Verdict
from bot.catalogue.official.table import Table, TableRow

# What changed, by the facts that differ.
_FACT_NAMES = {
    "official_materials": "申请材料",
    "official_committed_limit": "承诺时限",
    "official_statutory_limit": "法定时限",
    "official_place": "办理地点",
    "official_page": "网址",
    "official_condition": "受理条件",
    "official_audience": "服务对象",
    "official_fee": "收费",
    "official_contact": "咨询电话",
    "official_department": "办理部门",
}
_LONGEST_SHOWN = 60


@dataclass
class MatterImport:
    """Takes the rows of one table; afterwards has the matters and what became of each row.

    `earlier` is what the same catalogue held before, `elsewhere` says which other import
    holds a matter, by its code in the knowledge.
    """

    mapping: CatalogueMapping
    earlier: Mapping[str, ImportedMatter]
    elsewhere: Mapping[str, str]
    matters: dict[str, ImportedMatter] = field(default_factory=dict)
    outcomes: list[RowOutcome] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)

    def take(self, table: Table) -> None:
        """Takes what can be taken, and lists what the table no longer has."""
        refused = set()
        for row in table.rows:
            outcome = self._outcome(row)
            self.outcomes.append(outcome)
            if outcome.verdict is Verdict.REFUSED:
                refused.add(outcome.code)
        for code, matter in self.earlier.items():
            if code not in self.matters:
                why = ("这次的那一行没有收，上次的内容也不再用",) if code in refused else ()
                self.outcomes.append(RowOutcome(Verdict.REMOVED, code, matter.subject.name, None, why))

    def catalogue(self) -> ImportedCatalogue:
        """The matters taken, as one catalogue."""
        mapping = self.mapping
        return ImportedCatalogue(
            name=mapping.name, document=mapping.cited, matters=tuple(self.matters.values())
        )

    def _outcome(self, row: TableRow) -> RowOutcome:
        try:
            read = read_row(row, self.mapping)
            self._check_code(read.code, row.line)
        except RowRefused as error:
            code, name = self._shown(row, "code"), self._shown(row, "name")
            return RowOutcome(Verdict.REFUSED, code, name, row.line, (str(error),))
        matter = matter_of(read, self.mapping)
        before = self.earlier.get(matter.code)
        self.matters[matter.code] = matter
        self._lines[matter.subject.code] = row.line
        if before is None:
            return RowOutcome(Verdict.ADDED, read.code, read.name, row.line, read.remarks)
        if before == matter:
            return RowOutcome(Verdict.UNCHANGED, read.code, read.name, row.line, read.remarks)
        changes = f"变了：{'、'.join(_changes(before, matter))}"
        return RowOutcome(Verdict.CHANGED, read.code, read.name, row.line, (changes, *read.remarks))

    def _check_code(self, code: str, line: int) -> None:
        own = subject_code(code, self.mapping)
        first = self._lines.get(own)
        if first is not None:
            raise RowRefused(f"事项编码重复，第 {first} 行和第 {line} 行都有，收下的是第 {first} 行")
        if own in self.elsewhere:
            raise RowRefused(f"这个事项编码在另一份导入的目录“{self.elsewhere[own]}”里已经有了")

    def _shown(self, row: TableRow, key: str) -> str:
        cell = row.cells.get(getattr(self.mapping.columns, key), "")
        text = tidy(cell, between_lines="") if isinstance(cell, str) else ""
        return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}……"


def _changes(before: ImportedMatter, now: ImportedMatter) -> list[str]:
    old = {fact.id: fact for fact in before.subject.facts}
    new = {fact.id: fact for fact in now.subject.facts}
    if before.subject.name != now.subject.name:
        # Every text of the matter has its name in it.
        return [COLUMN_NAMES["name"]]
    changed = [name for key, name in _FACT_NAMES.items() if old.get(key) != new.get(key)]
    if before.subject.aliases != now.subject.aliases:
        changed.append(COLUMN_NAMES["aliases"])
    if before.parent != now.parent:
        changed.append(COLUMN_NAMES["parent"])
    return changed or ["写法"]
