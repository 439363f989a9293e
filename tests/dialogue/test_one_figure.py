"""A question about one figure among many gets that fact first; a policy needs no matter's name."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen

FIRST = {
    "刻章那段多久": "seal_engraving#limit_2020",
    "一类企业几天": "export_tax_refund#limit_class_one",
    "半夜到的货柜放不放行": "customs_inspection_notice#gate_24h",
    "护照最多能拖到多少天": "passport_issue#law_limit_extended",
    "没争议的工伤得多长时间认定下来": "work_injury_recognition#law_limit_clear",
    "厂里出事以后单位多少天里必须去报工伤": "work_injury_recognition#law_employer_apply",
    "满了十六岁多久之内得去办身份证": "identity_card#law_first_deadline",
    "科目一合格以后多久能拿到学习驾驶证明": "driving_licence_first#learning_permit_limit",
    "涉及缴税的房产抵押几天办完": "property_mortgage_registration#tax_joint",
}


@pytest.mark.parametrize("said", FIRST)
def test_the_figure_asked_for_comes_first(citizen: Citizen, said: str) -> None:
    heard = citizen.say(said)
    assert heard.kind == "answer", heard.text
    assert heard.facts[0] == FIRST[said], heard.facts


POLICIES = {
    "小毛病能不能先不罚款": "minor_violation_exemption",
}


@pytest.mark.parametrize("said", POLICIES)
def test_a_policy_is_found_without_the_name_of_a_matter(citizen: Citizen, said: str) -> None:
    assert citizen.say(said).matter == POLICIES[said]
