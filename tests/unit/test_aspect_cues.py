"""What a question is after, read off its wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.subject import Aspect
from bot.matching.aspect_cues import aspect_weights, aspects_named


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("办营业执照要什么材料", Aspect.MATERIALS),
        ("要不要带户口本原件", Aspect.MATERIALS),
        ("营业执照要几天", Aspect.TIME_LIMIT),
        ("多久能办好", Aspect.TIME_LIMIT),
        ("啥时候能出来", Aspect.TIME_LIMIT),
        ("在哪里办", Aspect.CHANNEL),
        ("能网上办吗", Aspect.CHANNEL),
        ("多少钱", Aspect.FEE),
        ("收费吗", Aspect.FEE),
        ("办理流程是什么", Aspect.PROCESS),
        ("哪个部门负责", Aspect.DEPARTMENT),
        ("电话号码", Aspect.CONTACT),
        ("有什么条件", Aspect.CONDITION),
    ],
)
def test_the_wording_speaks_for_its_aspect(text: str, aspect: Aspect) -> None:
    weights = aspect_weights(text)
    assert weights[aspect] == max(weights.values())


def test_wording_without_a_cue_speaks_for_none() -> None:
    assert aspect_weights("营业执照") == {}
    assert aspects_named("营业执照") == ()


def test_two_aspects_are_named_in_the_order_of_the_text() -> None:
    assert aspects_named("要什么材料，多久能办") == (Aspect.MATERIALS, Aspect.TIME_LIMIT)
    assert aspects_named("要几天，要带什么材料") == (Aspect.TIME_LIMIT, Aspect.MATERIALS)


@given(st.text() | st.text("要什么材料多久几天哪里办多少钱谁负责电话能不能怎么", max_size=40))
def test_shares_add_up_to_one_or_there_are_none(text: str) -> None:
    weights = aspect_weights(text)
    assert not weights or sum(weights.values()) == pytest.approx(1)
    assert set(aspects_named(text)) <= set(weights)
