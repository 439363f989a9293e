"""Passages follow the document's own structure and keep its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.documents.block import Block, Paragraph, Row
from bot.catalogue.documents.splitting import BEGINNING, LONGEST_PASSAGE, passages_of


def split(text: str) -> list[tuple[str, str]]:
    """Sections and texts of the passages of a text."""
    return of([Paragraph(line) for line in text.splitlines() if line.strip()])


def of(blocks: list[Block]) -> list[tuple[str, str]]:
    """Sections and texts of the passages of blocks."""
    return [(passage.section, passage.text) for passage in passages_of(blocks, "标题")]


def test_numbers_nest_in_the_order_of_official_documents() -> None:
    text = """为了便民，制定本办法。
一、总体要求
坚持便民。
二、主要任务
（一）精简材料。能减的都减。
（二）优化流程
1.并联办理。同时受理。
（1）内部流转。不再重复收件。
三、附则
自发布之日起施行。"""
    assert split(text) == [
        (BEGINNING, "为了便民，制定本办法。"),
        ("一、总体要求", "坚持便民。"),
        ("二、主要任务（一）精简材料", "（一）精简材料。能减的都减。"),
        ("二、主要任务（二）优化流程 第 1 条", "1.并联办理。同时受理。"),
        ("二、主要任务（二）优化流程 第 1 条（1）", "（1）内部流转。不再重复收件。"),
        ("三、附则", "自发布之日起施行。"),
    ]


def test_laws_nest_by_chapters_and_articles() -> None:
    text = """第一章 总则
第一条　为了保护古树，制定本条例。
第二章 认养
第一节 申请
第二条　认养人提交下列材料：
（一）身份证明；
（二）承诺书。
第三条　第二条规定的材料可以网上提交。
第二条规定以外的材料不得收取。"""
    assert split(text) == [
        ("第一章 总则 第一条", "第一条　为了保护古树，制定本条例。"),
        (
            "第二章 认养 第一节 申请 第二条",
            "第二条　认养人提交下列材料：\n（一）身份证明；\n（二）承诺书。",
        ),
        (
            "第二章 认养 第一节 申请 第三条",
            "第三条　第二条规定的材料可以网上提交。\n第二条规定以外的材料不得收取。",
        ),
    ]


def test_half_width_marks_are_read_and_cited_in_one_way() -> None:
    assert [section for section, _ in split("一、任务\n(二)减证。不再开证明。\n3、公开。全部公开。")] == [
        "一、任务（二）减证",
        "一、任务（二）减证 第 3 条",
    ]


def test_numbered_lines_under_which_nothing_stands_are_items_and_stay() -> None:
    text = "三、申请材料\n1.身份证复印件\n2.户口簿\n3.照片两张\n四、收费\n不收费。"
    assert split(text) == [("三、申请材料", "1.身份证复印件\n2.户口簿\n3.照片两张"), ("四、收费", "不收费。")]


def test_a_list_ends_where_a_higher_number_comes() -> None:
    text = "（一）编制\n办理流程：\n1.网上申报。\n2.两日办结。\n（二）职称\n直接申报。"
    assert split(text) == [
        ("（一）编制", "办理流程：\n1.网上申报。\n2.两日办结。"),
        ("（二）职称", "直接申报。"),
    ]


def test_headings_that_the_format_marks_stand_above_numbers() -> None:
    blocks: list[Block] = [
        Paragraph("标题", 0),
        Paragraph("认养", 1),
        Paragraph("条件", 2),
        Paragraph("（一）年龄。满十八周岁。"),
        Paragraph("管理", 1),
        Paragraph("由林业局负责。"),
    ]
    assert of(blocks) == [("认养 条件（一）年龄", "（一）年龄。满十八周岁。"), ("管理", "由林业局负责。")]


def test_a_number_without_style_stands_as_deep_as_its_siblings_with_one() -> None:
    blocks: list[Block] = [
        *(Paragraph("一、条件", 2), Paragraph("满十八周岁。")),
        *(Paragraph("二、期限"), Paragraph("每次三年。")),
    ]
    assert of(blocks) == [("一、条件", "满十八周岁。"), ("二、期限", "每次三年。")]


def test_a_title_in_the_middle_opens_a_part_of_its_own() -> None:
    blocks: list[Block] = [
        *(Paragraph("第一个方案", apart=True), Paragraph("一、目标"), Paragraph("减材料。")),
        *(Paragraph("第二个方案", apart=True), Paragraph("一、目标"), Paragraph("减时限。")),
    ]
    assert of(blocks) == [("第一个方案 一、目标", "减材料。"), ("第二个方案 一、目标", "减时限。")]


def test_rows_of_a_table_are_passages_of_their_section() -> None:
    blocks: list[Block] = [Paragraph("二、收费"), Row("第 1 项", "树龄：十年；费用：20 元")]
    assert of(blocks) == [("二、收费 第 1 项", "树龄：十年；费用：20 元")]


def test_what_a_page_puts_around_a_document_is_no_passage() -> None:
    assert split("一、条件\n满十八周岁。\n责任编辑：小林\n为您推荐") == [("一、条件", "满十八周岁。")]


def test_a_long_paragraph_is_cut_at_the_ends_of_sentences() -> None:
    sentence = "认养人应当“爱护树木。”" + "不得砍伐、移植、攀折银杏树" * 6 + "。"
    passages = split(f"一、义务\n{sentence * 9}")
    assert len(passages) > 1
    assert {section for section, _ in passages} == {"一、义务"}
    assert all(len(text) <= LONGEST_PASSAGE and text[-1] in "。”" for _, text in passages)
    assert "".join(text for _, text in passages) == sentence * 9


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    passages = split("一、义务\n" + "字" * 1000)
    assert "".join(text for _, text in passages) == "字" * 1000
    assert all(len(text) <= LONGEST_PASSAGE for _, text in passages)


_LINES = st.lists(
    st.sampled_from(["一、", "（二）", "3.", "（4）", "⑤", "第六条　", "第七章 ", ""]).flatmap(
        lambda mark: st.text("甲乙丙。；：，", min_size=1, max_size=60).map(lambda text: mark + text)
    ),
    min_size=1,
    max_size=25,
)


@given(_LINES)
def test_no_sentence_is_lost_changed_or_doubled_in_any_structure(lines: list[str]) -> None:
    passages = split("\n".join(lines))
    said = "".join(text for _, text in passages).replace("\n", "")
    sections = "".join(section for section, _ in passages)
    for line in lines:
        line = line.strip()
        if line[-1] in "。；：，":
            assert said.count(line) >= lines.count(line)
        else:
            assert line in said or line.lstrip("一二六七34⑤第条章（）、.　 ") in sections
