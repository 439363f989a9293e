"""Questions to the real knowledge whose answer leaves no doubt, and some that leave one."""

from __future__ import annotations

from typing import NamedTuple

from tests.json_calls import JsonCalls


class Sure(NamedTuple):
    """A question, the matter it is about, and words its answer must hold."""

    question: str
    matter: str
    told: str


MORTGAGE = Sure("房产抵押登记几天能办好", "property_mortgage_registration", "1 日办结")
MEDICAL_TRANSFER = Sure("医保关系转移要多少天", "medical_insurance_transfer", "15 个工作日")
MATERNITY = Sure("生育津贴多久到账", "maternity_benefit_claim", "10 个工作日")
PERMIT = Sure("建筑工程施工许可证多久", "construction_permit", "45 个工作日")
LICENCE = Sure("办营业执照要几天", "business_licence", "0.5 个工作日")
SEAL = Sure("刻章要多久", "seal_engraving", "2 个小时")
ALL_SURE = (MORTGAGE, MEDICAL_TRANSFER, MATERNITY, PERMIT, LICENCE, SEAL)

# The questions the page offers at its opening (web/citizen/wording.ts), with the matter each is
# about; a complaint is about none.
EXAMPLES = {
    "开公司在哪个网站申请？": "business_opening",
    "刻公章要多久，收不收费？": "seal_engraving",
    "房产抵押登记几天能办好？": "property_mortgage_registration",
    "办医保业务要带什么证件？": "medical_unified_materials",
    "楼下半夜施工太吵，我要投诉": None,
}

# Nothing of this stands in any document.
OUTSIDE = ("红烧肉怎么做好吃", "昨晚的足球赛谁赢了", "量子纠缠是什么原理")

_DOUBTFUL = (
    "医保怎么转", "公积金提取", "开办企业要带什么材料", "信用修复怎么办", "房产证怎么办",
    "医保关系怎么转到外地", "我要办登记", "办证要多久", "报销要什么材料", "备案怎么办",
)  # fmt: skip


def doubtful(calls: JsonCalls) -> str:
    """A question that the knowledge now in use answers with candidates."""
    for question in _DOUBTFUL:
        if calls.get("/api/v1/matters", q=question).body["decision"] == "ask":
            return question
    raise AssertionError("no question is doubtful any more: put another into tests/questions.py")
