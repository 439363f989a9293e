"""Two things asked in one message are both answered: two sides of a matter, or two matters."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen

ID, PASSPORT = "identity_card", "passport_issue"
SIDES = {
    "补张身份证要什么材料，多久能下来": {f"{ID}#materials", f"{ID}#law_limit"},
    "护照几天能拿到，能不能加急": {f"{PASSPORT}#law_limit", f"{PASSPORT}#urgent"},
    "工伤认定都交什么材料，多长时间出结果，找哪个部门？": {
        "work_injury_recognition#law_materials",
        "work_injury_recognition#law_limit",
        "work_injury_recognition#law_where",
    },
    "提公积金要开什么证明？多少天批下来？": {
        "housing_fund_withdrawal#law_materials",
        "housing_fund_withdrawal#law_limit",
    },
    "转医保得几天，还用不用回老家跑": {
        "medical_insurance_transfer#limit_2020",
        "medical_insurance_transfer#no_round_trip",
    },
    "刻公章要多长时间，要不要钱，去哪儿领": {
        "seal_engraving#limit_2020",
        "seal_engraving#fee",
        "seal_engraving#collect",
    },
    "驾照快到期了，换证带什么？外地能办不": {
        "driving_licence_renewal#materials",
        "driving_licence_renewal#where",
    },
}


@pytest.mark.parametrize("said", SIDES)
def test_two_sides_of_a_matter_are_told_in_one_answer(citizen: Citizen, said: str) -> None:
    heard = citizen.say(said)
    assert heard.kind == "answer"
    assert SIDES[said] <= set(heard.facts)


MATTERS = {
    "取公积金要什么手续？还有，护照几天能拿到？": [
        "housing_fund_withdrawal#law_materials",
        "passport_issue#law_limit",
    ],
    "刻公章要钱吗，另外营业执照多久能下来": ["seal_engraving#fee", "business_licence#limit_2020"],
    "想问两件事，工伤认定多久出结果，护照能不能加急": [
        "work_injury_recognition#law_limit",
        "passport_issue#urgent",
    ],
    "身份证补办要几天？对了，转医保还用回老家吗": [
        f"{ID}#law_limit_replace",
        "medical_insurance_transfer#no_round_trip",
    ],
}


@pytest.mark.parametrize("said", MATTERS)
def test_questions_about_two_matters_get_an_answer_each_with_its_own_receipt(
    citizen: Citizen, said: str
) -> None:
    heard = citizen.ask(said)
    assert [reply.kind for reply in heard] == ["answer", "answer"]
    assert all(fact in reply.facts for reply, fact in zip(heard, MATTERS[said], strict=True))
    assert len({reply.custom["receipt"] for reply in heard}) == 2


def test_after_two_matters_the_talk_goes_on_about_the_second(citizen: Citizen) -> None:
    citizen.ask("刻公章要钱吗，另外护照多久能下来")
    assert citizen.say("要准备什么").matter == PASSPORT


@pytest.mark.parametrize(
    "said", ["我有居住证，身份证丢了能在这边补吗", "我在济南上班，户口在老家，护照在这边能办吗"]
)
def test_what_is_told_before_a_question_is_no_question_of_its_own(citizen: Citizen, said: str) -> None:
    assert len(citizen.ask(said)) == 1
