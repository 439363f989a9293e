"""What a question wants to hear is told from its wording, and whether a fact holds such a thing."""

from __future__ import annotations

import pytest

from bot.catalogue.subject import Aspect, Citation, Fact
from bot.matching.answer_types import AnswerType, holds, wanted_types


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("惠才卡一年补多少钱", AnswerType.MONEY),
        ("护照几天能拿到", AnswerType.TIME),
        ("审批时间压了几成", AnswerType.SHARE),
        ("转院能报几成", AnswerType.REIMBURSED),
        ("居住证有效期多长", AnswerType.VALIDITY),
        ("周六能领结婚证不", AnswerType.HOURS),
        ("办事大厅几点下班", AnswerType.HOURS),
        ("定点医院名单有吗", AnswerType.LIST),
        ("交警队电话是多少", AnswerType.PHONE),
        ("大厅地址在哪", AnswerType.ADDRESS),
        ("刻几枚章", AnswerType.COUNT),
    ],
)
def test_what_is_wanted_is_told_from_the_wording(question: str, wanted: AnswerType) -> None:
    assert wanted_types(question) == (wanted,)


@pytest.mark.parametrize(
    "question", ["一个地址能不能注册好几家公司", "会不会罚我好几千", "结婚登记要什么材料", "换证难不难"]
)
def test_who_mentions_such_a_thing_does_not_always_want_one(question: str) -> None:
    assert wanted_types(question) == ()


@pytest.mark.parametrize(
    ("kind", "held", "not_held"),
    [
        (AnswerType.MONEY, "工本费 10 元。", "要交工本费。"),
        (AnswerType.SHARE, "压缩 50% 以上。", "大幅压缩。"),
        (AnswerType.REIMBURSED, "住院报销 70%。", "办理流程压缩 50%。"),
        (AnswerType.VALIDITY, "备案一次，长期有效。", "由医保经办机构办理。"),
        (AnswerType.HOURS, "周六上午照常办理。", "当场办结。"),
        (AnswerType.LIST, "包括营业执照、印章、发票三项。", "共 14 种，点名的有高血压、糖尿病。"),
        (AnswerType.TIME, "设计人员终身负责。", "由设计人员负责。"),
    ],
)
def test_a_fact_holds_it_or_not(kind: AnswerType, held: str, not_held: str) -> None:
    assert holds(fact(held), kind)
    assert not holds(fact(not_held), kind)


def fact(text: str) -> Fact:
    """A fact that says so."""
    source = Citation(document="a", section="第一条")
    return Fact(id="a", aspect=Aspect.POLICY, about="说什么", asked=(), text=text, source=source)
