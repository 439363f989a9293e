"""A citizen's words in one common form."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.matching.normalise import cleaned, normalised

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore")


@pytest.mark.parametrize(
    ("text", "common"),
    [
        ("營業執照", "营业执照"),
        ("身份證遺失補辦", "身份证遗失补办"),
        ("ＡＰＰ　１２３", "app 123"),
        ("①②③", "123"),
        ("办 理，营业执照！", "办 理 营业执照"),
        (f"营业{TAGS}执照", "营业执照"),
        ("营\u200b业\u200d执\ufeff照", "营业执照"),
        ("营业\x00执照\x1b", "营业执照"),
        ("0.5 个工作日", "0.5 个工作日"),
        ("5%", "5%"),
        ("", ""),
    ],
)
def test_a_text_is_brought_into_the_common_form(text: str, common: str) -> None:
    assert normalised(text) == common


@pytest.mark.parametrize(
    "asked",
    [
        "请问营业执照要几天",
        "您好，营业执照要几天？",
        "喂，嗯……营业执照要几天",
        "麻烦问一下营业执照要几天，谢谢您",
    ],
)
def test_words_that_say_nothing_of_the_matter_fall_away(asked: str) -> None:
    assert normalised(asked) == "营业执照要几天"


@pytest.mark.parametrize("text", ["你好", "谢谢", "请问"])
def test_a_text_of_such_words_alone_is_kept(text: str) -> None:
    assert normalised(text) == text


@given(st.one_of(st.text(), st.text("请问一下您好那个嗯啊 ，营业执照谢谢喂哈我想咨询12345吧是", max_size=30)))
@example("请问那个公积金")
@example("请请问问营业执照")
@example("營業執照著乾麵")
def test_the_common_form_of_the_common_form_is_the_same(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(st.characters(), max_size=80))
@example("\ud800\udc00")
@example("\U000e0041" * 50)
@example("﷽" * 20)
def test_any_text_has_a_common_form(text: str) -> None:
    common = normalised(text)
    assert common == common.strip()
    assert "  " not in common
    assert common == common.lower()


@given(st.text())
def test_cleaning_takes_characters_out_and_adds_none(text: str) -> None:
    kept = iter(text)
    assert all(character == " " or character in kept for character in cleaned(text))
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize("text", ["公积金贷款额度", "定额发票", "税额怎么算"])
def test_a_character_that_hesitates_alone_is_kept_inside_words(text: str) -> None:
    assert normalised(text) == text


def test_a_hesitation_that_stands_alone_is_dropped() -> None:
    assert normalised("额，公积金怎么取") == "公积金怎么取"
