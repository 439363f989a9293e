"""What became of each row of an imported file, said so that the one who imports can act on it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a row, or of a matter that is no longer in the file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    REMOVED = "removed"


VERDICT_LABELS = {
    Verdict.ADDED: "新增",
    Verdict.CHANGED: "更新",
    Verdict.UNCHANGED: "没有变化",
    Verdict.REFUSED: "没有收",
    Verdict.REMOVED: "撤下",
}


@dataclass(frozen=True)
class RowOutcome:
    """One row; without `line` it is a matter that the file no longer has."""

    verdict: Verdict
    code: str
    name: str
    line: int | None = None
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = f"第 {self.line} 行" if self.line is not None else "文件里没有"
        matter = f"“{self.name}”" if self.name else "（没有名称）"
        code = f"（{self.code}）" if self.code else ""
        remarks = f"：{'；'.join(self.remarks)}" if self.remarks else ""
        return f"{place}　{VERDICT_LABELS[self.verdict]}　{matter}{code}{remarks}。"


def summary(outcomes: Iterable[RowOutcome]) -> str:
    """One sentence with all the figures."""
    outcomes = tuple(outcomes)
    counted = Counter(outcome.verdict for outcome in outcomes)
    rows = sum(outcome.line is not None for outcome in outcomes)
    figures = "，".join(f"{VERDICT_LABELS[verdict]} {counted[verdict]} 个" for verdict in Verdict)
    partly = sum(bool(o.remarks) for o in outcomes if o.verdict in (Verdict.ADDED, Verdict.UNCHANGED))
    partly += sum(len(o.remarks) > 1 for o in outcomes if o.verdict is Verdict.CHANGED)
    also = f"；收下的里面有 {partly} 个带说明" if partly else ""
    return f"共 {rows} 行：{figures}{also}。"


def as_csv(outcomes: Sequence[RowOutcome]) -> bytes:
    """All rows as a CSV file that spreadsheets open as it is meant."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("行号", "结果", "事项编码", "事项名称", "说明"))
    for one in outcomes:
        # A spreadsheet would shorten a long number: the tab keeps it text.
        code = f"\t{one.code}" if one.code.isdigit() else one.code
        line = "" if one.line is None else one.line
        writer.writerow((line, VERDICT_LABELS[one.verdict], code, one.name, "；".join(one.remarks)))
    # With the mark by which spreadsheets know UTF-8.
    return text.getvalue().encode("utf-8-sig")
