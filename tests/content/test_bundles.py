"""Every 一件事 the documents name is there, made of matters that are there."""

from __future__ import annotations

import re

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Subject, SubjectKind
from bot.usecases.answering import Answering, Turn

# What the documents call 一件事 or do as one thing, and where.
NAMED = {
    # 鲁政发〔2024〕4号，第 3 条
    "credit_repair_bundle", "listing_compliance_check", "bankruptcy_info_check",
    "social_security_card_service", "enterprise_deregistration_bundle", "school_enrolment_bundle",
    "disability_service_bundle",
    # 鲁办发〔2017〕32号，第 14 条
    "talent_introduction_bundle", "hotel_catering_bundle", "nursery_registration_bundle",
    # 2020 年 12 个方案：企业开办、“一个入口”登记、转移抵押联办、登记交易缴税一窗受理
    "business_opening", "labour_use_filing", "transfer_mortgage_combined", "real_estate_one_window",
}  # fmt: skip
# Of these the documents name no part that the knowledge has a matter for.
WITHOUT_PARTS = {"listing_compliance_check", "bankruptcy_info_check", "social_security_card_service"}


def bundles(shipped: Catalogue) -> dict[str, Subject]:
    """All bundles by code."""
    return {code: s for code, s in shipped.subjects.items() if s.kind is SubjectKind.BUNDLE}


def test_every_bundle_the_documents_name_is_there(shipped: Catalogue) -> None:
    assert set(bundles(shipped)) >= NAMED


def test_every_bundle_is_made_of_matters_that_are_there(shipped: Catalogue) -> None:
    for code, bundle in bundles(shipped).items():
        parts = bundle.includes or ()
        assert all(shipped.subjects[part].kind is SubjectKind.MATTER for part in parts), code
        assert parts or code in WITHOUT_PARTS, code


def test_every_fact_of_a_bundle_is_asked_for_in_five_ways(shipped: Catalogue) -> None:
    added = {"talent_introduction_bundle", "hotel_catering_bundle", "nursery_registration_bundle"}
    for code in added:
        for fact in shipped.subjects[code].facts:
            assert 5 <= len(set(fact.asked)) <= 8, f"{code}#{fact.id}"


def test_a_bundle_can_be_named_as_one_thing(shipped: Catalogue) -> None:
    for code, bundle in bundles(shipped).items():
        assert len(bundle.aliases) >= 4, code
        assert not [name for name in bundle.aliases if re.search("[？?]|怎么|多久", name)], code


@pytest.mark.parametrize(
    ("question", "bundle", "told"),
    [
        ("开公司要什么材料", "business_opening", "company_establishment#law_materials"),
        ("公司注销要带什么材料", "enterprise_deregistration_bundle", "ordinary_deregistration#law_materials"),
        ("开个饭店要什么手续", "hotel_catering_bundle", "individual_business_registration#law_materials"),
        ("开托儿所要什么材料", "nursery_registration_bundle", "private_school_establishment#materials"),
        ("人才引进要什么材料", "talent_introduction_bundle", "talent_staffing_registration#material"),
        ("开公司要多久", "business_opening", "seal_engraving#limit_2020"),
    ],
)
def test_the_parts_are_told_with_the_bundle(
    shipped_answering: Answering, question: str, bundle: str, told: str
) -> None:
    outcome = shipped_answering.answer_question(Turn(question))
    assert outcome.memory.subject == bundle
    assert told in {fact["key"] for fact in outcome.replies[0].custom["facts"]}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪个APP能开公司", "mobile_opening#app"),
        ("办公司的进度怎么查", "opening_progress_query#dynamic"),
        ("开饭店的手续能一趟跑完不", "hotel_catering_bundle#one_process"),
        ("残疾人的事能一块办不", "disability_service_bundle#demo"),
    ],
)
def test_a_question_about_one_point_of_a_bundle_gets_no_list(
    shipped_answering: Answering, question: str, told: str
) -> None:
    reply = shipped_answering.answer_question(Turn(question)).replies[0]
    assert told in {fact["key"] for fact in reply.custom["facts"]}
    assert "与这件事有关的事项" not in reply.text


def test_who_asks_after_one_step_is_told_of_that_step(shipped_answering: Answering) -> None:
    first = shipped_answering.answer_question(Turn("开公司要什么材料"))
    outcome = shipped_answering.answer_question(Turn("刻章要几天", first.memory))
    assert outcome.memory.subject == "seal_engraving"
    specific = shipped_answering.answer_question(Turn("开公司第一个环节几天"))
    assert [fact["key"] for fact in specific.replies[0].custom["facts"]] == [
        "business_opening#limit_first_step"
    ]
