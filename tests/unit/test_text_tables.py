"""CSV and JSONL files are read whatever their encoding, or refused as a whole with a sentence."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.official.table import ImportRefused, Table, UnreadableCell
from bot.catalogue.official.table_files import read_table
from tests.official_files import HEADER, csv_text, row

TWO = csv_text([row("A1", "第一项"), row("A2", "第二项", 条件="一、有住所\n二、有资金")])


def read(
    path: Path, content: bytes | str, wanted: frozenset[str] = frozenset(), header_row: int = 1
) -> Table:
    """The table of a file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, sheet=None, header_row=header_row, wanted=wanted)


def refusal(path: Path, content: bytes | str, wanted: frozenset[str] = frozenset()) -> str:
    """Why a file with this content is refused."""
    with pytest.raises(ImportRefused) as raised:
        read(path, content, wanted)
    sentence = str(raised.value)
    assert sentence.endswith("。")
    return sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_csv_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    table = read(tmp_path / "a.csv", TWO.encode(encoding))
    assert table.columns == HEADER
    assert [one.cells["事项名称"] for one in table.rows] == ["第一项", "第二项"]


def test_rows_are_counted_by_the_lines_on_which_they_begin(tmp_path: Path) -> None:
    rows = csv_text([row("A1", 条件="一\n二\n三"), row("A2")])
    assert [one.line for one in read(tmp_path / "a.csv", rows).rows] == [2, 5]
    lines = '\ufeff{"a": "1"}\r\n\r\n{"a": "2"}\r\n'
    assert [one.line for one in read(tmp_path / "a.jsonl", lines).rows] == [1, 3]


def test_a_header_may_stand_further_down(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", f"某市事项目录,,\n,,\n{TWO}", header_row=3)
    assert table.columns == HEADER
    assert [one.line for one in table.rows] == [4, 5]


def test_empty_rows_are_no_rows(tmp_path: Path) -> None:
    assert len(read(tmp_path / "a.csv", TWO + ",,,\n\n , ,\n").rows) == 2


def test_a_row_with_more_cells_than_the_header_has_is_marked(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", "甲,乙\n1,2\n1,2,3\n1\n")
    faults = [one.fault for one in table.rows]
    assert faults[0] is None
    assert "3 格" in (faults[1] or "")
    assert table.rows[2].cells == {"甲": "1"}


def test_lists_numbers_and_nothing_in_json_are_cells(tmp_path: Path) -> None:
    content = (
        '{"甲": ["一", "二"], "乙": 20.0, "丙": null, "丁": true, "戊": {"x": 1}, "己": 11440000006939756}'
    )
    cells = read(tmp_path / "a.jsonl", content).rows[0].cells
    assert (cells["甲"], cells["乙"], cells["丙"], cells["丁"]) == (("一", "二"), "20", "", "是")
    assert isinstance(cells["戊"], UnreadableCell)
    assert cells["己"] == "11440000006939756"
    half = (
        read(tmp_path / "b.jsonl", r'{"甲": "\ud83d", "乙": ["\ude00"], "丙": "\ud83d\ude00"}').rows[0].cells
    )
    assert isinstance(half["甲"], UnreadableCell)
    assert isinstance(half["乙"], UnreadableCell)
    assert half["丙"] == "😀"


def test_missing_columns_are_named_with_those_there_are(tmp_path: Path) -> None:
    sentence = refusal(
        tmp_path / "a.csv", "事项编码,名称\n1,2\n", frozenset({"事项编码", "事项名称", "承诺"})
    )
    assert "没有：事项名称、承诺。" in sentence
    assert "文件里有：事项编码、名称。" in sentence


REFUSED = {
    "nothing": ("a.csv", b"", "空的"),
    "only a mark": ("a.jsonl", b"\xef\xbb\xbf \n", "空的"),
    "only a header": ("a.csv", "甲,乙\n".encode(), "没有一行数据"),
    "UTF-16": ("a.csv", TWO.encode("utf-16"), "UTF-16"),
    "Big5": ("a.csv", "事項編碼,事項名稱\n1,戶外廣告設置審批與變更登記\n".encode("big5"), "编码"),
    "no encoding at all": ("a.csv", "名称,".encode() + bytes(range(0x80, 0x100)) * 3, "编码"),
    "an open quote": ("a.csv", '甲,乙\n1,"没有配对\n2,3\n', "引号"),
    "a spreadsheet called CSV": ("a.csv", b"PK\x03\x04....", "内容却是 Excel"),
    "JSON called CSV": ("a.csv", b'{"a": 1}\n', "像 JSON"),
    "CSV called JSONL": ("a.jsonl", TWO.encode(), "不是 JSONL"),
    "CSV called XLSX": ("a.xlsx", TWO.encode(), "内容却是别的格式"),
    "an old spreadsheet called XLSX": ("a.xlsx", b"\xd0\xcf\x11\xe0....", "加了密码"),
    "an old spreadsheet": ("a.xls", b"\xd0\xcf\x11\xe0....", "另存为 .xlsx"),
    "another format": ("a.pdf", b"%PDF", "不认识的文件类型"),
    "a broken zip": ("a.xlsx", b"PK\x03\x04....", "打不开"),
    "a line cut off": ("a.jsonl", b'{"a": "1"}\n{"a": "2', "第 2 行不是完整的 JSON"),
    "a list for an object": ("a.jsonl", b'{"a": "1"}\n["a"]\n', "第 2 行不是"),
}


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes | str, reason: str
) -> None:
    assert reason in refusal(tmp_path / name, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="打不开文件"):
        read_table(tmp_path / "none.csv", sheet=None, header_row=1, wanted=frozenset())


def test_two_columns_of_one_name_are_refused_only_if_they_are_wanted(tmp_path: Path) -> None:
    content = "甲,备注,备注\n1,2,3\n"
    assert len(read(tmp_path / "a.csv", content, frozenset({"甲"})).rows) == 1
    assert "两列都叫“备注”" in refusal(tmp_path / "a.csv", content, frozenset({"备注"}))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=120), st.text(max_size=60).map(str.encode)),
    suffix=st.sampled_from([".csv", ".jsonl", ".xlsx"]),
)
def test_no_content_of_a_file_breaks_the_reading(tmp_path: Path, content: bytes, suffix: str) -> None:
    with contextlib.suppress(ImportRefused):
        read(tmp_path / f"a{suffix}", content)
