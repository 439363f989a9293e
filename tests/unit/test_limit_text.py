"""Time limits are read exactly from what officials write, or refused with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.official.limit_text import LimitNotUnderstood, read_limit
from bot.catalogue.subject import LimitKind, TimeUnit

DAY, WORKING_DAY = TimeUnit.DAY, TimeUnit.WORKING_DAY

READ = {
    "20个工作日": ("20 个工作日", WORKING_DAY, "20"),
    "20个工作日（不含公示）": ("20 个工作日（不含公示）", WORKING_DAY, "20"),
    "20个工作日，不含公示期30日": ("20 个工作日（不含公示期30日）", WORKING_DAY, "20"),
    "20(工作日)": ("20 个工作日", WORKING_DAY, "20"),
    "20（工作日，不含公示）": ("20 个工作日（不含公示）", WORKING_DAY, "20"),
    "20日（工作日）": ("20 个工作日", WORKING_DAY, "20"),
    "30日（自然日）": ("30 天（自然日）", DAY, "30"),
    "30(自然日)": ("30 天（自然日）", DAY, "30"),
    "7天": ("7 天", DAY, "7"),
    "1个月": ("1 个月", TimeUnit.MONTH, "1"),
    "两个月": ("2 个月", TimeUnit.MONTH, "2"),
    "1年": ("1 年", TimeUnit.YEAR, "1"),
    "2小时": ("2 小时", TimeUnit.HOUR, "2"),
    "30分钟": ("30 分钟", TimeUnit.MINUTE, "30"),
    "2周": ("14 天", DAY, "14"),
    "二十个工作日": ("20 个工作日", WORKING_DAY, "20"),
    "十五日": ("15 天", DAY, "15"),
    "一百二十个工作日": ("120 个工作日", WORKING_DAY, "120"),
    "一百零五天": ("105 天", DAY, "105"),
    "三百六十五日": ("365 天", DAY, "365"),
    "0.5个工作日": ("0.5 个工作日", WORKING_DAY, "0.5"),
    "半个工作日": ("0.5 个工作日", WORKING_DAY, "0.5"),
    "２０ 个 工作日": ("20 个工作日", WORKING_DAY, "20"),
    "1-3个工作日": ("1 至 3 个工作日", WORKING_DAY, "3"),
    "1个工作日至3个工作日": ("1 至 3 个工作日", WORKING_DAY, "3"),
    "1～3天": ("1 至 3 天", DAY, "3"),
    "不超过15个工作日": ("15 个工作日", WORKING_DAY, "15"),
    "承诺时限：3个工作日。": ("3 个工作日", WORKING_DAY, "3"),
    "自受理之日起20个工作日": ("20 个工作日（自受理之日起）", WORKING_DAY, "20"),
    "受理后5个工作日内办结": ("5 个工作日（受理后）", WORKING_DAY, "5"),
    "即办件": ("当场", TimeUnit.IMMEDIATE, None),
    "当场办结": ("当场", TimeUnit.IMMEDIATE, None),
    "即时办结（材料齐全）": ("当场（材料齐全）", TimeUnit.IMMEDIATE, None),
}
NOT_UNDERSTOOD = {
    "尽快": "看不懂",
    "十几天": "看不懂",
    "一个半月": "看不懂",
    "当日办结": "看不懂",
    "约5天": "看不懂",
    "超过5天": "看不懂",
    "-5天": "看不懂",
    "1.5.5天": "看不懂",
    "5/10个工作日": "看不懂",
    "零十天": "不是数",
    "20": "没有写单位",
    "0": "时限是 0",
    "0个工作日": "时限是 0",
    "3-1天": "不合理",
    "99999天": "不合理",
    "1小时-3天": "单位不一样",
    "5个工作日(自然日)": "对不上",
    "5个工作日，特殊情况10个工作日": "不止一个",
    "（不含公示）": "没有写时限",
}


@pytest.mark.parametrize(("cell", "read"), READ.items(), ids=READ.keys())
def test_a_limit_is_read_exactly_with_its_notes(cell: str, read: tuple[str, TimeUnit, str | None]) -> None:
    limit = read_limit(cell)
    assert limit is not None
    amount = None if read[2] is None else Decimal(read[2])
    assert (limit.words + limit.bracketed_notes, limit.unit, limit.amount) == (read[0], read[1], amount)


@pytest.mark.parametrize("cell", ["", " ", "无", "-", "/", "暂无", "无法定时限", "没有期限要求", "不限"])
def test_a_cell_may_state_no_limit(cell: str) -> None:
    assert read_limit(cell) is None


@pytest.mark.parametrize(("cell", "reason"), NOT_UNDERSTOOD.items(), ids=NOT_UNDERSTOOD.keys())
def test_what_cannot_be_read_exactly_is_refused_with_a_reason(cell: str, reason: str) -> None:
    with pytest.raises(LimitNotUnderstood, match=reason):
        read_limit(cell)


def test_a_bare_number_counts_what_the_mapping_says() -> None:
    limit = read_limit("20", TimeUnit.WORKING_DAY)
    assert limit is not None
    assert limit.words == "20 个工作日"
    written = read_limit("20天", TimeUnit.WORKING_DAY)
    assert written is not None
    assert written.unit is DAY


def test_the_upper_bound_becomes_the_typed_limit() -> None:
    limit = read_limit("1-3个工作日")
    assert limit is not None
    typed = limit.as_limit(LimitKind.COMMITTED)
    assert (typed.amount, typed.unit, typed.kind) == (Decimal(3), WORKING_DAY, LimitKind.COMMITTED)


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_is_read_as_itself(number: int) -> None:
    limit = read_limit(f"{number}个工作日")
    assert limit is not None
    assert limit.amount == number


@given(st.integers(min_value=1, max_value=9999))
def test_numbers_in_words_are_read_as_the_number_they_say(number: int) -> None:
    limit = read_limit(f"{in_words(number)}天")
    assert limit is not None
    assert limit.amount == number


@given(st.text(alphabet="0123456789一二十百半个工作日天月年（）()-至，。不含无内自受理之起 ", max_size=20))
def test_nothing_is_read_as_a_limit_that_is_none(cell: str) -> None:
    try:
        limit = read_limit(cell)
    except LimitNotUnderstood:
        return
    if limit is not None and limit.amount is not None:
        assert limit.amount > 0
        assert any(digit in cell for digit in "123456789一二十百半")
        limit.as_limit(LimitKind.STATUTORY)


def in_words(number: int) -> str:
    """A number from 1 to 9999 as it is written in Chinese."""
    digits = "零一二三四五六七八九"
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + name
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words
