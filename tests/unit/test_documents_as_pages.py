"""Of a web page the document is read, not what stands around it."""

from __future__ import annotations

import pytest

from bot.catalogue.documents.block import BadDocument, Block, Paragraph, Row
from bot.catalogue.documents.web_page import read_page
from tests.documents_sample import web_page


def blocks(body: str) -> list[Block]:
    """What is read of a page with this body."""
    return list(read_page(web_page(body).encode()).blocks)


def texts(body: str) -> list[str]:
    """The texts of it."""
    return [block.text for block in blocks(body)]


def test_scripts_styles_navigation_and_hidden_text_are_dropped() -> None:
    assert texts("<p>银杏树可以认养。</p>") == ["银杏树可以认养。"]


def test_text_after_what_is_dropped_is_kept() -> None:
    assert texts("<div>银杏<script>x()</script>树<nav>导航</nav>可以认养。</div>") == ["银杏树可以认养。"]


def test_headings_keep_their_levels() -> None:
    assert blocks("<h1>通知</h1><h2>一、条件</h2><p>市民<b>都可以</b>。</p>") == [
        Paragraph("通知", 1),
        Paragraph("一、条件", 2),
        Paragraph("市民都可以。"),
    ]


def test_line_breaks_part_paragraphs() -> None:
    assert texts("<div>一、条件<br>市民都可以。<br/>单位也可以。</div>") == [
        "一、条件",
        "市民都可以。",
        "单位也可以。",
    ]


def test_centred_lines_are_set_apart() -> None:
    body = '<p style="text-align:center">第一章 总则</p><p align="center">附则</p><p>正文。</p>'
    assert [block.apart for block in blocks(body) if isinstance(block, Paragraph)] == [True, True, False]


def test_a_table_gives_rows_with_merged_cells_filled_in() -> None:
    body = """<table><tr><th rowspan="2">事项</th><th colspan="2">时限</th></tr>
    <tr><th>法定</th><th>承诺</th></tr>
    <tr><td rowspan="2">认养</td><td>20 日</td><td>4 日</td></tr>
    <tr><td>30 日</td><td>6 日</td></tr></table>"""
    assert blocks(body) == [
        Row("第 1 行", "事项：认养；时限（法定）：20 日；时限（承诺）：4 日"),
        Row("第 2 行", "事项：认养；时限（法定）：30 日；时限（承诺）：6 日"),
    ]


def test_a_table_of_two_columns_without_header_pairs_them() -> None:
    body = "<table><tr><td>办理时限</td><td>5 个工作日</td></tr><tr><td>收费</td><td>不收费</td></tr></table>"
    assert texts(body) == ["办理时限：5 个工作日", "收费：不收费"]


def test_a_table_that_only_lays_out_the_page_gives_its_paragraphs() -> None:
    body = "<table><tr><td><table><tr><td><p>银杏树可以认养。</p></td></tr></table></td></tr></table>"
    assert blocks(body) == [Paragraph("银杏树可以认养。")]


def test_the_title_of_a_page_comes_without_the_name_of_its_site() -> None:
    assert read_page(web_page("<p>正文。</p>", "认养通知_青山市").encode()).title == "认养通知_青山市"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_has_whatever_it_says(encoding: str) -> None:
    content = read_page(web_page("<p>银杏树可以认养。</p>").encode(encoding))
    assert [block.text for block in content.blocks] == ["银杏树可以认养。"]


def test_a_text_without_markup_is_no_page() -> None:
    with pytest.raises(BadDocument, match="不像是 html"):
        read_page("只是文字，没有标记。".encode())


def test_a_page_of_pictures_has_no_text() -> None:
    with pytest.raises(BadDocument, match="没有找到文字"):
        read_page(web_page('<img src="scan.png">').encode())


def test_deep_nesting_and_many_links_come_to_an_end() -> None:
    with pytest.raises(BadDocument):
        read_page(("<div>" * 100_000 + "字").encode())
    assert read_page(("<p>" + "<a>字</a>" * 100_000).encode()).blocks
