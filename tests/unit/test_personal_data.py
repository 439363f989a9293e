"""No mobile, identity or card number is left readable; ordinary figures are left alone."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.personal_data import masked

RENDERINGS = ("0123456789", "０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
SEPARATORS = st.one_of(
    st.sampled_from(["", " ", "-", " - ", "．", "，", "\u200b", "：", "*", " / ", "——", "＋", "。\n"]),
    st.text(" 　\t-—–_.·•,，、/\\()（）*:：;；|~～+=。'’…", max_size=3),
)
AROUND = st.sampled_from(["", "我的号码是", "，请回电", "（本人）", "电话：", "。", "\n", "转"])

mobiles = st.integers(13_000_000_000, 19_999_999_999).map(str)
identities = st.builds(
    "{}{:%Y%m%d}{:03}{}".format,
    st.integers(110_000, 820_000),
    st.dates(date(1900, 1, 1), date(2029, 12, 31)),
    st.integers(0, 999),
    st.sampled_from("0123456789Xx"),
)
cards = st.integers(10**14, 10**19 - 1).map(str)
numbers = st.one_of(mobiles, identities, cards)


@st.composite
def rendered(draw: st.DrawFn, number: str) -> str:
    """A number as people and recognisers write it: any digits, anything between them."""
    digits = draw(st.sampled_from(RENDERINGS))
    style = draw(st.sampled_from(["together", "same", "varied"]))
    same = draw(SEPARATORS)
    pieces = []
    for character in number:
        pieces.append(digits[int(character)] if character.isdigit() else character)
        if style != "together":
            pieces.append(same if style == "same" else draw(SEPARATORS))
    return "".join(pieces)


def digits_of(text: str) -> str:
    """All digits of a text, whatever script they are in."""
    found = (unicodedata.digit(character, None) for character in text)
    return "".join(str(digit) for digit in found if digit is not None)


@given(data=st.data(), number=numbers, before=AROUND, after=AROUND)
def test_no_number_survives_however_it_is_written(
    data: st.DataObject, number: str, before: str, after: str
) -> None:
    text = f"{before}{data.draw(rendered(number))}{after}"
    assert digits_of(masked(text)) == ""


@given(data=st.data(), several=st.lists(numbers, min_size=2, max_size=4))
def test_no_number_survives_beside_others(data: st.DataObject, several: list[str]) -> None:
    between = data.draw(st.sampled_from([" ", "，", "、", "和", "\n", "；", " / "]))
    text = between.join(data.draw(rendered(number)) for number in several)
    # What may be left of an ordinary figure, never of a number.
    assert digits_of(masked(text)) == ""


@given(number=numbers, figure=st.sampled_from(["2024年", "500元", "12345", "3天"]), first=st.booleans())
def test_no_number_survives_beside_an_ordinary_figure(number: str, figure: str, *, first: bool) -> None:
    text = f"{figure} {number}" if first else f"{number} {figure}"
    assert len(digits_of(masked(text))) < 7


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("我的电话13800138000", "我的电话〔手机号〕"),
        ("打+86 138-0013-8000", "打〔手机号〕"),
        ("手机１３８ ００１３ ８０００。", "手机〔手机号〕。"),
        ("138 - 0013 - 8000", "〔手机号〕"),
        ("身份证110105194912310021，男", "身份证〔身份证号〕，男"),
        ("身份证11010519491231002X，男", "身份证〔身份证号〕，男"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证〔身份证号〕"),
        ("卡号6222020200012345678 2024年", "卡号〔银行卡号〕年"),
        ("6222020200012345678，6222020200012345679", "〔银行卡号〕"),
        ("110105194912310021，110105194912310022，110105194912310023", "〔身份证号〕"),
        ("卡号6222 0202 0001 2345 678", "卡号〔银行卡号〕"),
        ("甲11010519491231002X乙110105194912310021", "甲〔身份证号〕乙〔身份证号〕"),
    ],
)
def test_a_word_says_what_was_hidden(text: str, hidden: str) -> None:
    assert masked(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "2020年12月31日",
        "2020-12-31",
        "2020.12.31",
        "15个工作日",
        "12345",
        "打12345热线",
        "110、119、120、122",
        "ABCDE-23456",
        "23456-78923",
        "0531-12345678",
        "3800元",
        "1,234,567.89 元",
        "鲁办发〔2017〕32号",
        "18类34项",
        "95588",
        "400-618-1234",
        "0.5个工作日",
        "1990年1月1日出生",
        "100、200、300",
        "第12条第3款",
        "2021年1月到2022年12月",
        "8:30-11:30",
        "91370000MA3ABCDE1X",
    ],
)
def test_ordinary_figures_stay(text: str) -> None:
    assert masked(text) == text


@given(st.text())
def test_text_without_a_run_of_digits_stays(text: str) -> None:
    few = re.sub(r"\d", "", "".join(c for c in text if unicodedata.digit(c, None) is None))
    assert masked(few) == few


@given(data=st.data(), number=st.one_of(numbers, st.text("0123456789", max_size=40)), rest=st.text())
def test_masking_twice_hides_nothing_more(data: st.DataObject, number: str, rest: str) -> None:
    once = masked(rest + data.draw(rendered(number)) + rest)
    assert masked(once) == once
