"""Plain texts of every encoding in use become paragraphs and rows, or are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.documents.block import BadDocument, Paragraph, Row
from bot.catalogue.documents.plain_text import decoded, read_text
from bot.catalogue.documents.reading import read_document
from tests.documents_sample import ANSWER, TEXT, text_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    content = read_document(text_file(tmp_path, encoding=encoding))
    assert ANSWER in [block.text for block in content.blocks]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "big5", "shift-jis"])
def test_an_encoding_that_cannot_be_told_is_refused_not_guessed(encoding: str) -> None:
    with pytest.raises(BadDocument, match="编码认不出来"):
        decoded("関於辦理銀行開戶業務的通知事項申請書類提出方法".encode(encoding, "ignore") * 20)


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, bytes(range(256)) * 4])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(BadDocument, match="编码认不出来"):
        decoded(data)


def test_unindented_short_lines_among_indented_ones_are_set_apart() -> None:
    body = "　　" + "各单位要认真组织实施。" * 8
    blocks = read_text(f"第一个实施方案\n{body}\n第二个实施方案\n{body}\n".encode()).blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph) and b.apart] == [
        "第一个实施方案",
        "第二个实施方案",
    ]


def test_a_page_saved_as_one_line_falls_into_its_paragraphs() -> None:
    line = "  ".join(
        ["为了做好这项工作，制定以下措施。", "一、总体要求", "1.坚持便民。减少材料。", "2.坚持公开。" * 9]
    )
    assert [block.text for block in read_text(line.encode()).blocks][:3] == line.split("  ")[:3]


def test_a_table_set_with_tabs_gives_rows_with_their_headers() -> None:
    text = "收费标准\n项目名称\t金额\t负责单位\n工本费\t10 元\t窗口\n加急费\t20 元\t窗口\n"
    assert read_text(text.encode()).blocks[1:] == (
        Row("第 1 行", "项目名称：工本费；金额：10 元；负责单位：窗口"),
        Row("第 2 行", "项目名称：加急费；金额：20 元；负责单位：窗口"),
    )


def test_a_table_with_a_cell_a_line_gives_rows_numbered_as_it_numbers_them() -> None:
    header = "任务分工\n\t序号\n\t任务\n\t时限\n\n"
    text = f"{header}\t1\n\t清理事项，\n列出清单。\n\t2024年6月\n底前\n\n\t2\n\t\n\t年底\n"
    assert read_text(text.encode()).blocks[1:] == (
        Row("第 1 项", "任务：清理事项，列出清单。时限：2024年6月底前"),
        Row("第 2 项", "时限：年底"),
    )


def test_paragraphs_set_in_by_a_tab_are_no_table() -> None:
    text = "\t一、总体要求\n\t为了方便群众，制定本办法。\n\t二、主要任务\n"
    assert [type(block) for block in read_text(text.encode()).blocks] == [Paragraph] * 3


def test_a_few_long_rows_cannot_fill_the_memory() -> None:
    with pytest.raises(BadDocument, match="表格太大"):
        read_text(("甲" + "\t" * 100_000 + "乙\n" + "甲\t乙\n" * 100_000).encode())


def test_every_word_of_a_text_is_kept() -> None:
    read = "".join(block.text for block in read_text(TEXT.encode()).blocks)
    assert "".join(read.split()) == "".join(TEXT.split())
