"""Texts of cells are set as Chinese sentences are, whatever stood in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.official.cell_text import as_sentence, cut_at_sentence, full_width, split_list, tidy
from bot.catalogue.typography import typography_fault

TIDIED = {
    "枪支(弹药)运输(携运）许可": "枪支（弹药）运输（携运）许可",
    "法律援助律师执业许可(（占编人员）)": "法律援助律师执业许可（占编人员）",
    "符合下列条件:年满18周岁,有住所;": "符合下列条件：年满18周岁，有住所；",
    '提交"申请表"': "提交“申请表”",
    "上午08:30-12:00": "上午08:30-12:00",
    "一、有住所\n二、有资金": "一、有住所；二、有资金",
    "一、有住所；\n二、有资金。": "一、有住所；二、有资金。",
    "电话 ：020-1 、020-2": "电话：020-1、020-2",
    "２０２４年Ａ区": "2024年A区",
    "\ufeff\u200b名称\u00a0 ": "名称",
    "办结。。": "办结。",
    "按规定办理.": "按规定办理。",
    "PDF (A4)": "PDF (A4)",
}


@pytest.mark.parametrize(("cell", "text"), TIDIED.items())
def test_a_cell_is_tidied(cell: str, text: str) -> None:
    assert tidy(cell) == text


@given(st.text(alphabet="中文a1 ,;:?!()（），。；：\"'“”.\n\t", max_size=40))
def test_a_tidy_text_has_no_typographic_fault_and_stays_as_it_is(cell: str) -> None:
    text = tidy(cell)
    assert typography_fault(text, sentence=False) is None
    assert full_width(text) == text


@given(st.text(max_size=60))
def test_any_text_can_be_tidied_to_one_line(cell: str) -> None:
    assert len(tidy(cell).splitlines()) <= 1


@pytest.mark.parametrize("text", ["有住所", "有住所；", "有住所。", "有住所（含租赁）"])
def test_a_sentence_ends_with_one_full_stop(text: str) -> None:
    sentence = as_sentence(text)
    assert sentence.endswith("。")
    assert not sentence.endswith(("。。", "；。"))


def test_a_list_is_split_outside_brackets_and_loses_its_numbers() -> None:
    cell = "1.申请表；2.身份证（正面；反面）；（3）2.5寸照片；④ 户口簿；（一）附件2.表；无；申请表"
    assert split_list(cell, ["；"]) == ["申请表", "身份证（正面；反面）", "2.5寸照片", "户口簿", "附件2.表"]


def test_a_bracket_left_open_does_not_swallow_the_next_line() -> None:
    assert split_list("身份证（原件\n户口簿", ["\n"]) == ["身份证（原件", "户口簿"]


def test_a_long_text_is_cut_behind_its_last_whole_sentence() -> None:
    assert cut_at_sentence("第一句。第二句；第三句很长很长。", 10) == "第一句。第二句。"
    assert cut_at_sentence("一句话，没有完，也没有停", 8) is None
