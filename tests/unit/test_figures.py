"""Figures are the same in digits and in characters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.usecases.figures import asking_for_them, figures


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("三天", 3),
        ("十五天", 15),
        ("45 个工作日", 45),
        ("二十日", 20),
        ("一百二十天", 120),
        ("两个月", 2),
        ("0.5天", "0.5"),
    ],
)
def test_a_figure_with_a_unit_is_read(text: str, figure: int | str) -> None:
    assert figures(f"原来不是{text}吗") == {Decimal(figure)}


@pytest.mark.parametrize("text", ["第三个", "一起办", "几天", "三"])
def test_a_number_without_a_unit_is_no_figure(text: str) -> None:
    assert figures(text) == frozenset()


def test_a_figure_can_be_asked_for_instead() -> None:
    assert asking_for_them("原来不是三天吗") == "原来不是几天吗"
