"""An official catalogue is imported whole or not at all, again and again, and then answers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.catalogue.official.row_outcome import RowOutcome, Verdict, as_csv, summary
from bot.catalogue.official.table import ImportRefused
from bot.usecases.catalogue_import import ImportReport, import_catalogue
from tests.official_files import City, csv_file, csv_text, jsonl_file, mapping_file, row, xlsx_file

FIRST, SECOND = row("A1", "户外广告设置审批"), row("A2", "临时占道审批")


@pytest.fixture
def city(tmp_path: Path, sample_folder: Path) -> City:
    """A city on the sample knowledge."""
    return City(tmp_path, sample_folder)


def verdicts(report: ImportReport) -> Counter[Verdict]:
    """How many rows became what."""
    return Counter(outcome.verdict for outcome in report.outcomes)


def about(report: ImportReport, code: str) -> RowOutcome:
    """The last outcome of a code."""
    return [outcome for outcome in report.outcomes if outcome.code == code][-1]


def test_the_three_formats_give_the_same_matters(city: City) -> None:
    rows = [FIRST, row("A2", "临时占道审批", 承诺="即办件", 条件="一、有方案\n二、有保险")]
    city.takes(csv_file(city.folder / "a.csv", rows, "gb18030"))
    kept = city.kept
    for source in (jsonl_file(city.folder / "a.jsonl", rows), xlsx_file(city.folder / "a.xlsx", rows)):
        report = city.takes(source)
        assert verdicts(report) == {Verdict.UNCHANGED: 2}
        assert report.written is None
    assert city.kept == kept


def test_importing_the_same_file_again_changes_nothing(city: City) -> None:
    first = city.takes_rows(FIRST, SECOND)
    assert verdicts(first) == {Verdict.ADDED: 2}
    assert first.written == city.imports / "city.json"
    modified = first.written.stat().st_mtime_ns
    again = city.takes_rows(FIRST, SECOND)
    assert verdicts(again) == {Verdict.UNCHANGED: 2}
    assert not again.differs
    assert first.written.stat().st_mtime_ns == modified


def test_a_newer_file_updates_by_code_and_says_what_changed(city: City) -> None:
    city.takes_rows(FIRST, SECOND)
    newer = city.takes_rows(row("A3", "新事项"), {**FIRST, "承诺": "3个工作日", "电话": ""})
    assert verdicts(newer) == {Verdict.ADDED: 1, Verdict.CHANGED: 1, Verdict.REMOVED: 1}
    assert about(newer, "A1").remarks == ("变了：承诺时限、咨询电话",)
    assert str(about(newer, "A2")) == "文件里没有　撤下　“临时占道审批”（A2）。"
    known = load(city.knowledge, city.imports)
    assert "a2" not in known.subjects
    assert known.fact("a1#official_contact") is None


def test_a_new_date_of_the_catalogue_is_kept_though_no_row_changed(city: City) -> None:
    city.takes_rows(FIRST)
    document = {"title": "某市政务服务事项目录", "issuer": "某市政务服务局", "date": "2026-09"}
    mapping_file(city.mapping, document=document)
    again = city.takes_rows(FIRST)
    assert verdicts(again) == {Verdict.UNCHANGED: 1}
    assert again.differs
    assert load(city.knowledge, city.imports).documents["imported_city"].date == "2026-09"


def test_bad_rows_are_refused_with_their_lines_and_the_others_taken(city: City) -> None:
    report = city.takes_rows(FIRST, row("", "没有编码"), row("A1", "又一个"), row("A4", ""), SECOND)
    assert verdicts(report) == {Verdict.ADDED: 2, Verdict.REFUSED: 3}
    lines = [str(outcome) for outcome in report.outcomes if outcome.verdict is Verdict.REFUSED]
    assert lines == [
        "第 3 行　没有收　“没有编码”：事项编码是空的。",
        "第 4 行　没有收　“又一个”（A1）：事项编码重复，第 2 行和第 4 行都有，收下的是第 2 行。",
        "第 5 行　没有收　（没有名称）（A4）：没有写事项名称。",
    ]
    assert (
        summary(report.outcomes) == "共 5 行：新增 2 个，更新 0 个，没有变化 0 个，没有收 3 个，撤下 0 个。"
    )


def test_a_row_with_more_cells_than_columns_is_refused(city: City) -> None:
    source = city.folder / "a.csv"
    source.write_text(csv_text([FIRST, SECOND]).rstrip() + ",多出来的\r\n", encoding="utf-8")
    assert "对不上" in about(city.takes(source), "A2").remarks[0]


def test_a_matter_whose_new_row_is_bad_is_not_kept_under_the_new_date(city: City) -> None:
    city.takes_rows(FIRST, SECOND)
    report = city.takes_rows(FIRST, row("A2", ""))
    assert verdicts(report) == {Verdict.UNCHANGED: 1, Verdict.REFUSED: 1, Verdict.REMOVED: 1}
    assert about(report, "A2").remarks == ("这次的那一行没有收，上次的内容也不再用",)


def test_a_matter_of_another_import_is_refused(city: City) -> None:
    city.takes_rows(FIRST)
    other = mapping_file(city.folder / "other.yml", name="province")
    report = city.takes(csv_file(city.folder / "b.csv", [FIRST, SECOND]), mapping=other)
    assert "另一份导入的目录“city”" in about(report, "A1").remarks[0]
    assert verdicts(report) == {Verdict.ADDED: 1, Verdict.REFUSED: 1}


def test_a_dry_run_tells_the_same_and_writes_nothing(city: City) -> None:
    city.takes_rows(FIRST)
    before = city.kept
    tried = city.takes_rows(FIRST, SECOND, dry_run=True)
    assert verdicts(tried) == {Verdict.UNCHANGED: 1, Verdict.ADDED: 1}
    assert tried.differs
    assert tried.written is None
    assert city.kept == before


def test_a_file_with_a_fault_of_structure_changes_nothing(city: City) -> None:
    city.takes_rows(FIRST)
    before = city.kept
    cut_off = city.folder / "a.jsonl"
    cut_off.write_text('{"事项编码": "A1"}\n{"事项编', encoding="utf-8")
    empty = city.folder / "b.csv"
    empty.write_bytes(b"")
    for source in (cut_off, empty, csv_file(city.folder / "c.csv", []), city.folder / "none.csv"):
        with pytest.raises(ImportRefused):
            city.takes(source)
    assert city.kept == before


def test_a_file_of_which_nothing_can_be_taken_changes_nothing(city: City) -> None:
    city.takes_rows(FIRST)
    before = city.kept
    with pytest.raises(ImportRefused, match=r"一行也没有收下.*\n第 2 行　没有收"):
        city.takes_rows(row("", "甲"), row("", "乙"))
    assert city.kept == before


def test_a_write_that_fails_leaves_the_old_file_whole(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    city.takes_rows(FIRST)
    before = city.kept

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ImportRefused, match="原来的内容没有动"):
        city.takes_rows(SECOND)
    assert city.kept == before
    assert [path.name for path in city.imports.iterdir()] == ["city.json"]


def test_importing_again_mends_a_broken_file(city: City) -> None:
    city.takes_rows(FIRST)
    whole = city.kept
    (city.imports / "city.json").write_bytes(b"{")
    assert verdicts(city.takes_rows(FIRST)) == {Verdict.ADDED: 1}
    assert city.kept == whole


def test_the_mapping_may_stand_beside_the_file(city: City) -> None:
    source = csv_file(city.folder / "beside.csv", [FIRST])
    with pytest.raises(ImportRefused, match="要有映射文件"):
        import_catalogue(source, None, knowledge=city.knowledge, imports=city.imports)
    mapping_file(city.folder / "beside.yml")
    assert verdicts(import_catalogue(source, None, knowledge=city.knowledge, imports=city.imports)) == {
        Verdict.ADDED: 1
    }


@pytest.mark.parametrize(
    ("same_as", "reason"),
    [
        ({"A1": "nobody"}, "没有这个事项"),
        ({"A1": "food_business_permit", "A2": "food_business_permit"}, "同一个事项"),
    ],
)
def test_codes_that_stand_for_no_matter_or_for_one_twice_are_refused(
    city: City, same_as: dict[str, str], reason: str
) -> None:
    mapping_file(city.mapping, same_as=same_as)
    with pytest.raises(ImportRefused, match=reason):
        city.takes_rows(FIRST)


def test_what_cannot_be_laid_over_the_knowledge_is_not_written(city: City) -> None:
    documents = city.knowledge / "documents.yml"
    entry = '- {key: imported_city, title: 甲, issuer: 乙, date: "2020"}\n'
    documents.write_text(documents.read_text(encoding="utf-8") + entry, encoding="utf-8")
    with pytest.raises(KnowledgeFaults, match="请换一个 name"):
        city.takes_rows(FIRST)
    assert city.kept is None


def test_the_report_as_a_file_has_every_row_and_keeps_long_codes(city: City) -> None:
    report = city.takes_rows(row("11440000006939756", "甲"), row("", "乙"))
    rows = list(csv.reader(io.StringIO(as_csv(report.outcomes).decode("utf-8-sig"))))
    assert rows[0] == ["行号", "结果", "事项编码", "事项名称", "说明"]
    assert rows[1] == ["2", "新增", "\t11440000006939756", "甲", ""]
    assert rows[2] == ["3", "没有收", "", "乙", "事项编码是空的"]
