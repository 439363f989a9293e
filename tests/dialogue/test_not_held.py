"""What the documents do not hold is said to be not held; the next question goes on."""

from __future__ import annotations

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Script, not_held, play, scripts, told

ID, PASSPORT, INJURY, FUND = (
    "identity_card",
    "passport_issue",
    "work_injury_recognition",
    "housing_fund_withdrawal",
)
MORTGAGE = "property_mortgage_registration"


@scripts(
    [not_held("办个护照多少钱", PASSPORT, "具体的金额"), told("那要几天", f"{PASSPORT}#law_limit")],
    [not_held("身份证工本费是多少", ID, "具体的金额"), told("要带啥", f"{ID}#materials")],
    [
        not_held("工伤认定打哪个电话能问", INJURY, "联系电话"),
        told("多久有结果", f"{INJURY}#law_limit"),
        not_held("要钱不", INJURY, "费用"),
        told("要交什么", f"{INJURY}#law_materials"),
    ],
    [
        not_held("房产抵押登记的电话是多少", MORTGAGE, "联系电话"),
        told("几天能办完", f"{MORTGAGE}#limit_2020"),
    ],
    [
        told("取公积金要什么手续", f"{FUND}#law_materials"),
        not_held("电话是多少", FUND, "联系电话"),
        not_held("具体地址在哪", FUND, "具体地址"),
        told("那要几天", f"{FUND}#law_limit"),
    ],
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        not_held("要交多少钱", PASSPORT, "具体的金额"),
        not_held("那电话呢", PASSPORT, "联系电话"),
        told("能加急不", f"{PASSPORT}#urgent"),
    ],
)
def test_it_is_said_exactly_and_the_talk_goes_on(citizen: Citizen, script: Script) -> None:
    play(citizen, script)
