"""How a Chinese text has to be set."""

from __future__ import annotations

import pytest

from bot.catalogue.typography import typography_fault


@pytest.mark.parametrize(
    "text",
    [
        "0.5 个工作日内完成。",
        "1,234 元。",
        "按“一窗通”办。",
        "可以吗？",
        "是（省级）",
        "网址是 https://a.cn/?a=b。",
        "上午 8:30 开门。",
        "他说：“不用。”",
    ],
)
def test_a_well_set_sentence_has_no_fault(text: str) -> None:
    assert typography_fault(text, sentence=True) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("要带身份证,户口本。", "全角"),
        ("注意:要带原件。", "全角"),
        ("可以吗?", "全角"),
        ("办证(省级)要三天。", "全角"),
        ('按"一窗通"办。', "引号"),
        ("按'一窗通'办。", "引号"),
        ("要带身份证", "句号"),
        ("要带身份证，", "句号"),
    ],
)
def test_a_badly_set_sentence_is_told_its_fault(text: str, reason: str) -> None:
    assert reason in str(typography_fault(text, sentence=True))


def test_a_heading_needs_no_full_stop() -> None:
    assert typography_fault("营业执照几天能办下来", sentence=False) is None
