"""One goes from matter to matter and back, and talks of other things in between."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Line, Script, about, notice, play, scripts, told

ID, LICENCE, PASSPORT = "identity_card", "driving_licence_renewal", "passport_issue"
INJURY, FUND = "work_injury_recognition", "housing_fund_withdrawal"


@scripts(
    [
        told("身份证丢了补一张得几天", f"{ID}#law_limit_replace"),
        told("护照都要带什么", f"{PASSPORT}#materials"),
        Line("回到刚才身份证的事", "candidates"),
        told("要带什么", f"{ID}#materials"),
        told("那要几天", f"{ID}#law_limit_replace"),
    ],
    [
        told("工伤认定多久有说法", f"{INJURY}#law_limit"),
        told("取公积金要什么手续", f"{FUND}#law_materials"),
        told("还是说工伤认定吧，要交什么", f"{INJURY}#law_materials"),
        about("找谁办", INJURY),
    ],
    [
        told("护照多少天能做好", f"{PASSPORT}#law_limit"),
        told("工伤认定多久有说法", f"{INJURY}#law_limit"),
        told("回到刚才护照的问题，能不能加急", f"{PASSPORT}#urgent"),
        told("要准备什么", f"{PASSPORT}#materials"),
        told("再问一下工伤认定，要交什么材料", f"{INJURY}#law_materials"),
        told("那要几天", f"{INJURY}#law_limit"),
    ],
    [
        told("房产抵押登记几天能办完", "property_mortgage_registration#limit_2020"),
        told("转医保得多少天", "medical_insurance_transfer#limit_2020"),
        Line("刚才说的抵押登记", "candidates", wording=None),
        about("能在网上办吗", "property_mortgage_registration"),
    ],
)
def test_one_may_come_back_to_an_earlier_matter(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


BETWEEN = [
    "谢谢",
    "你好",
    "哈哈",
    "今天天气真好",
    "好的知道了",
    "嗯嗯",
    "哦这样啊",
    "你是机器人吗",
    "辛苦了",
    "行吧",
]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(
    ("first", "matter", "fact"),
    [
        ("护照都要带什么", PASSPORT, "law_limit"),
        ("取公积金要什么手续", FUND, "law_limit"),
        ("转医保归谁管", "medical_insurance_transfer", "limit_2020"),
    ],
)
def test_small_talk_in_between_answers_nothing_and_loses_nothing(
    citizen: Citizen, first: str, matter: str, fact: str, between: str
) -> None:
    about(first, matter).check(citizen.say(first))
    assert citizen.say(between).kind in {"notice", "question", "refusal"}
    told("那要几天", f"{matter}#{fact}").check(citizen.say("那要几天"))


@scripts(
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        notice("哈哈哈", "question", "go_on"),
        notice("谢谢啊"),
        notice("好嘞", "question", "go_on"),
        told("那要几天", f"{PASSPORT}#law_limit"),
    ],
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        told("谢谢，那要几天", f"{PASSPORT}#law_limit"),
        told("好的，那能加急不", f"{PASSPORT}#urgent"),
    ],
)
def test_small_talk_may_last_or_stand_before_a_question(citizen: Citizen, script: Script) -> None:
    play(citizen, script)
