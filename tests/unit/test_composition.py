"""Answers are whole: every fact with its source, date, materials; the same again as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Fact, Subject
from bot.matching.answer_types import AnswerType
from bot.usecases.answering import Answering
from bot.usecases.composition import Composition, chinese_date, speaks_of_the_past
from bot.usecases.receipts import parsed_receipt
from bot.usecases.reply import ReplyKind


def found(catalogue: Catalogue, *keys: str) -> tuple[Subject, list[Fact]]:
    """The subject of the first key, and all facts."""
    pairs = [catalogue.fact(key) for key in keys]
    known = [pair for pair in pairs if pair is not None]
    assert len(known) == len(keys)
    return known[0][0], [fact for _, fact in known]


def told(subject: Subject, facts: Sequence[Fact]) -> list[tuple[Subject, Fact]]:
    """Facts of a subject as they are told."""
    return [(subject, fact) for fact in facts]


def test_an_answer_reads_as_a_one_time_notice(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "marriage_registration#bring")
    reply = answering.composition.answer(subject, told(subject, facts))
    assert reply.text.splitlines() == [
        "关于结婚登记：",
        "双方要带下列材料。",
        "   · 居民身份证（原件，2 份）",
        "   · 户口簿（原件）",
        "   · 双人合影照片（3 份）",
        "   · 婚前检查证明（复印件，由医院出具，可容缺后补）",
        "依据：《婚姻登记便民若干规定》（民发〔2024〕8号），第三条（2024 年 4 月 28 日）",
        f"答复编号：{reply.receipt}",
    ]


def test_an_answer_holds_the_same_as_data(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "food_business_permit#limit_2022", "food_business_permit#bring")
    custom = answering.composition.answer(subject, told(subject, facts)).custom
    assert custom["kind"] == "answer"
    assert (custom["matter_code"], custom["matter_name"]) == ("food_business_permit", "食品经营许可")
    assert custom["aspects"] == ["time_limit", "materials"]
    assert custom["knowledge_version"] == catalogue.version
    assert parsed_receipt(custom["receipt"]) == custom["receipt"]
    assert [fact["key"] for fact in custom["facts"]] == [
        "food_business_permit#limit_2022",
        "food_business_permit#bring",
    ]
    assert custom["facts"][1]["materials"] == [
        {"name": "申请书", "form": "original", "count": 1, "issuer": None, "waiver": "by_commitment"},
        {"name": "经营场所平面图", "form": None, "count": None, "issuer": None, "waiver": None},
    ]
    assert custom["sources"] == [
        {
            "document": "食品经营许可提速方案",
            "number": None,
            "section": "第四条",
            "date": "2022-12-31",
            "superseded": None,
        },
        {
            "document": "食品经营许可提速方案",
            "number": None,
            "section": "第六条",
            "date": "2022-12-31",
            "superseded": None,
        },
    ]
    assert [fact["source"] for fact in custom["facts"]] == [0, 1]


def test_several_facts_are_numbered_under_their_headings(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "marriage_registration#limit_2024", "marriage_registration#where")
    lines = answering.composition.answer(subject, told(subject, facts)).text.splitlines()
    assert lines[1].startswith("1. 结婚登记当场办结：")
    assert lines[2].startswith("2. 结婚登记去哪里办：")


def test_a_source_cited_twice_stands_once(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "driving_licence_renewal#bring", "driving_licence_renewal#limit")
    reply = answering.composition.answer(subject, told(subject, facts))
    assert reply.text.count("依据：") == 1
    assert [fact["source"] for fact in reply.custom["facts"]] == [0, 0]


def test_a_document_without_a_number_is_cited_without_one(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "driving_licence_renewal#cost")
    assert (
        "依据：《驾驶证业务指南》，三、收费（2021 年）"
        in answering.composition.answer(subject, told(subject, facts)).text
    )


def test_a_superseded_fact_is_marked_in_words_and_data(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "marriage_registration#limit_2024", "marriage_registration#limit_2015")
    reply = answering.composition.answer(subject, told(subject, facts))
    valid, old = reply.text.splitlines()[1:3]
    assert "旧规定" not in valid
    assert "旧规定" in old
    assert [fact["superseded"] for fact in reply.custom["facts"]] == [False, True]


def test_every_answer_has_a_receipt_of_its_own(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "driving_licence_renewal#cost")
    receipts = {answering.composition.answer(subject, told(subject, facts)).receipt for _ in range(50)}
    assert len(receipts) == 50


def test_candidates_are_numbered_and_have_buttons(answering: Answering, catalogue: Catalogue) -> None:
    keys = ("marriage_registration#bring", "driving_licence_renewal#bring")
    offered = [(subject, facts[0]) for subject, facts in (found(catalogue, key) for key in keys)]
    reply = answering.composition.candidates(offered)
    assert reply.custom["kind"] == ReplyKind.CANDIDATES
    assert reply.custom["candidates"] == list(keys)
    assert "1. 结婚登记：结婚登记带什么" in reply.text.splitlines()
    assert "2. 驾驶证期满换证：换驾照带什么" in reply.text.splitlines()
    assert [(button.title, button.payload) for button in reply.buttons] == [
        ("结婚登记：结婚登记带什么", "第一个"),
        ("驾驶证期满换证：换驾照带什么", "第二个"),
        ("都不是", "都不是"),
    ]


def test_what_the_documents_do_not_hold_is_said(answering: Answering, catalogue: Catalogue) -> None:
    subject, facts = found(catalogue, "marriage_registration#where")
    reply = answering.composition.not_held(subject, AnswerType.MONEY, facts)
    assert "结婚登记" in reply.text
    assert "没有写明具体的金额" in reply.text
    assert "转人工" in reply.text
    assert reply.custom["kind"] == "refusal"
    assert str(reply.receipt) in reply.text.splitlines()[-1]
    assert [button.payload for button in reply.buttons] == ["第一个", "都不是"]


def test_what_is_not_held_beside_nothing_known_offers_no_choice(
    answering: Answering, catalogue: Catalogue
) -> None:
    subject, _ = found(catalogue, "marriage_registration#where")
    reply = answering.composition.not_held(subject, AnswerType.MONEY, [])
    assert reply.buttons == ()
    assert "您要看哪一个" not in reply.text


@pytest.mark.parametrize(
    ("date", "chinese"),
    [("2024-04-28", "2024 年 4 月 28 日"), ("2023-10", "2023 年 10 月"), ("2017", "2017 年")],
)
def test_a_date_is_told_as_exactly_as_it_is_known(date: str, chinese: str) -> None:
    assert chinese_date(date) == chinese


@pytest.mark.parametrize("text", ["以前不是三天吗", "原来要几天", "不是要三天么", "老规定是几天"])
def test_a_question_about_the_past_is_noticed(text: str) -> None:
    assert speaks_of_the_past(text)


@pytest.mark.parametrize("text", ["要几天", "是不是三天", "在哪里办"])
def test_a_question_about_now_is_not_taken_for_one_about_the_past(text: str) -> None:
    assert not speaks_of_the_past(text)


@pytest.mark.parametrize(
    ("key", "limit"),
    [
        ("marriage_registration#limit_2024", "承诺时限：即时办结"),
        ("marriage_registration#limit_2015", "法定时限：3 个工作日"),
        ("food_business_permit#limit_2022", "承诺时限：10 个工作日"),
        ("marriage_registration#where", None),
    ],
)
def test_a_limit_is_told_with_who_set_it(
    answering: Answering, catalogue: Catalogue, key: str, limit: str | None
) -> None:
    subject, facts = found(catalogue, key)
    assert answering.composition.answer(subject, told(subject, facts)).custom["facts"][0]["limit"] == limit


def test_a_national_law_whose_version_was_replaced_is_marked_for_pages_too(catalogue: Catalogue) -> None:
    subject = catalogue.subjects["marriage_registration"]
    (cited,) = {fact.source.document for fact in subject.facts[:1]}
    old = catalogue.documents[cited].model_copy(update={"national": True, "superseded": "2030 年已修订"})
    changed = replace(catalogue, documents={**catalogue.documents, cited: old})
    reply = Composition(changed).answer(subject, [(subject, subject.facts[0])])
    assert "2030 年已修订" in reply.custom["note"]
    assert "以当地公布的为准" in reply.custom["note"]
    assert "2030 年已修订" in reply.text
    plain = Composition(catalogue).answer(subject, [(subject, subject.facts[0])])
    assert "note" not in plain.custom
