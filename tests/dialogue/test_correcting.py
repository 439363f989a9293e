"""Who was misunderstood says so, and is answered about what was meant."""

from __future__ import annotations

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Line, Script, about, play, scripts, told

ID, LICENCE, LOST, PASSPORT = (
    "identity_card",
    "driving_licence_renewal",
    "driving_licence_replacement",
    "passport_issue",
)


@scripts(
    [
        told("身份证得多少天能拿", f"{ID}#law_limit"),
        told("不对，我问的是护照", f"{PASSPORT}#law_limit"),
        told("要准备什么", f"{PASSPORT}#materials"),
    ],
    [
        told("补办驾照都要带啥", f"{LOST}#materials"),
        told("不是这个，我问的是换证", f"{LICENCE}#materials"),
        told("外地能办不", f"{LICENCE}#where"),
    ],
    [
        told("驾照到期换证都带啥", f"{LICENCE}#materials"),
        told("我说的是补办不是换证", f"{LOST}#materials"),
        told("那要几天", f"{LOST}#limit"),
    ],
    [
        about("个人社保登记怎么弄", "social_insurance_personal_registration"),
        about("不是这个，是公司的", "enterprise_social_insurance_registration"),
    ],
    [
        told("取公积金找哪里办", "housing_fund_withdrawal#law_where"),
        about("不是提取，是贷款", "housing_fund_loan"),
    ],
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        told("错了，我是问要几天", f"{PASSPORT}#law_limit"),
    ],
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        told("你理解错了，我问的是工伤认定要交什么", "work_injury_recognition#law_materials"),
    ],
    [
        about("房产抵押登记几天能办完", "property_mortgage_registration"),
        told("搞错了，我说的是解押", "mortgage_release_registration#limit_2020"),
    ],
)
def test_a_correction_is_answered_as_what_was_meant(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@scripts(
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        Line("不对", "question", wording=None),
        told("那要几天", f"{PASSPORT}#law_limit"),
    ],
)
def test_a_bare_no_is_asked_what_was_meant(citizen: Citizen, script: Script) -> None:
    play(citizen, script)
