"""Word files are read as Word shows them; what is none, or too big unpacked, is refused."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from bot.catalogue.documents.block import BadDocument, Block, Paragraph, Row
from bot.catalogue.documents.reading import read_document
from bot.catalogue.documents.word_file import MOST_UNPACKED, read_word_file
from bot.catalogue.documents.word_numbering import chinese
from tests.documents_sample import NUMBER, TITLE, packed, picture, word_file


def read(document: object) -> list[Block]:
    """The blocks of a document made with the library."""
    memory = io.BytesIO()
    document.save(memory)  # type: ignore[attr-defined]  # docx.Document is a function, its class has another name
    return list(read_word_file(memory.getvalue()).blocks)


def test_headings_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    assert list(read_document(word_file(tmp_path)).blocks) == [
        Paragraph(TITLE, 0),
        Paragraph(NUMBER, apart=True),
        Paragraph("2024年3月5日", apart=True),
        Paragraph("一、认养条件", 1),
        Paragraph("年满十八周岁的市民都可以认养。"),
        Paragraph("办理时限", 2),
        Paragraph("认养协议在四个工作日内签订。"),
        Paragraph("二、收费", 1),
        Row("第 1 行", "树龄：十年以下；每年费用：20 元；负责单位：园林站"),
        Row("第 2 行", "树龄：十年以上；每年费用：50 元；负责单位：园林站"),
    ]


def test_numbers_that_word_writes_by_itself_are_read() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = (("chineseCountingThousand", "第%1条　"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    shown = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{shown}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in (
        (0, "总则。"),
        (1, "范围。"),
        (1, "期限。"),
        (2, "三年。"),
        (0, "附则。"),
        (1, "解释。"),
    ):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )
    assert [block.text for block in read(document)] == [
        *("第一条　总则。", "（一）范围。", "（二）期限。"),
        *("1.三年。", "第二条　附则。", "（一）解释。"),
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十")],
)
def test_numbers_are_written_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


def test_deleted_and_hidden_text_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("认养三年。")
    paragraph.add_run("看不见。").font.hidden = True
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "删掉的。"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    assert [block.text for block in read(document)] == ["认养三年。"]


def test_a_table_of_contents_is_not_read() -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、认养条件……1", style=style)
    document.add_paragraph("正文。")
    assert [block.text for block in read(document)] == ["正文。"]


def test_text_inside_a_content_control_is_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("控件里的字。")._p
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    paragraph.addprevious(control)
    content = control.find(qn("w:sdtContent"))
    assert content is not None
    content.append(paragraph)
    assert [block.text for block in read(document)] == ["控件里的字。"]


def test_a_scanned_document_has_no_text() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    with pytest.raises(BadDocument, match=r"没有找到文字.*文字识别"):
        read(document)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04broken", "打不开"),
        (packed({"xl/workbook.xml": b"<a/>"}), "不是 Word 文档"),
        (packed({"word/document.xml": b"<a><b>"}), "不完整"),
        (packed({"word/document.xml": b"<a/>"}), "不是 Word 文档"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadDocument, match=reason):
        read_word_file(data)


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.bin"])
def test_a_zip_bomb_is_refused_without_being_unpacked(name: str) -> None:
    bomb = packed({"word/document.xml": b"<a/>", name: b" " * (MOST_UNPACKED + 1)})
    assert len(bomb) < MOST_UNPACKED / 500
    tracemalloc.start()
    with pytest.raises(BadDocument, match="解开以后超过"):
        read_word_file(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_an_entity_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f"""<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>
    <w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>银杏&s;树</w:t></w:r></w:p></w:body></w:document>"""
    content = read_word_file(packed({"word/document.xml": document.encode()}))
    assert not any("机密" in block.text for block in content.blocks)
