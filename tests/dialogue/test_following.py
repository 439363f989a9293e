"""A conversation has a thread: what was spoken of stays until something else is asked."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.questions import LICENCE, MATERNITY, MEDICAL_TRANSFER, MORTGAGE, OUTSIDE, PERMIT, SEAL, Sure


@pytest.mark.parametrize("asked", [MORTGAGE, MEDICAL_TRANSFER, MATERNITY, PERMIT, LICENCE, SEAL])
def test_a_question_is_answered_with_the_fact_its_source_and_a_receipt(citizen: Citizen, asked: Sure) -> None:
    heard = citizen.say(asked.question)
    assert (heard.kind, heard.matter) == ("answer", asked.matter)
    assert asked.told in heard.text
    assert f"依据：《{heard.custom['sources'][0]['document']}》" in heard.text
    assert f"答复编号：{heard.custom['receipt']}" in heard.text


@pytest.mark.parametrize("asked", [MORTGAGE, MEDICAL_TRANSFER, MATERNITY, PERMIT])
def test_a_follow_up_that_names_no_matter_keeps_the_matter(citizen: Citizen, asked: Sure) -> None:
    citizen.say(asked.question)
    heard = citizen.say("那要几天")
    assert (heard.kind, heard.matter) == ("answer", asked.matter)
    assert asked.told in heard.text


def test_a_follow_up_about_another_aspect_keeps_the_matter(citizen: Citizen) -> None:
    citizen.say("刻章要多久")
    heard = citizen.say("要钱吗")
    assert (heard.kind, heard.matter) == ("answer", "seal_engraving")
    assert "不收费" in heard.text


def test_naming_another_matter_switches_to_it_and_follow_ups_follow(citizen: Citizen) -> None:
    citizen.say(SEAL.question)
    assert citizen.say(MORTGAGE.question).matter == MORTGAGE.matter
    assert citizen.say("那要几天").matter == MORTGAGE.matter
    assert citizen.say(MEDICAL_TRANSFER.question).matter == MEDICAL_TRANSFER.matter
    back = citizen.say("那要几天")
    assert back.matter == MEDICAL_TRANSFER.matter
    assert MEDICAL_TRANSFER.told in back.text


def test_two_things_asked_at_once_are_both_told(citizen: Citizen) -> None:
    heard = citizen.say("刻公章要多久，收不收费？")
    assert (heard.kind, heard.matter) == ("answer", "seal_engraving")
    assert heard.aspects >= {"time_limit", "fee"}
    assert "2 个小时" in heard.text
    assert "不收费" in heard.text


@pytest.mark.parametrize("between", ["你好", "谢谢", "你是真人吗"])
def test_courtesies_in_between_do_not_lose_the_matter(citizen: Citizen, between: str) -> None:
    citizen.say(MORTGAGE.question)
    assert citizen.say(between).kind == "notice"
    heard = citizen.say("那要几天")
    assert (heard.kind, heard.matter) == ("answer", MORTGAGE.matter)


def test_asked_who_it_is_it_says_that_it_is_no_person(citizen: Citizen) -> None:
    assert "不是真人" in citizen.say("你是机器人还是真人").text


def test_something_outside_is_refused_with_the_way_to_a_person(citizen: Citizen) -> None:
    heard = citizen.say("红烧肉怎么做好吃")
    assert heard.kind == "refusal"
    assert heard.matter is None
    assert "没有查到" in heard.text
    assert "12345" in heard.text


@pytest.mark.parametrize("outside", OUTSIDE)
def test_something_outside_is_refused_in_the_middle_of_a_conversation_too(
    citizen: Citizen, outside: str
) -> None:
    citizen.say(MORTGAGE.question)
    assert citizen.say(outside).kind == "refusal"
    assert citizen.say("那要几天").matter == MORTGAGE.matter


def test_a_chain_of_follow_ups_keeps_the_matter(citizen: Citizen) -> None:
    citizen.say(MORTGAGE.question)
    for follow_up in ("那要几天", "那要几天", "能在网上办吗"):
        assert citizen.say(follow_up).matter == MORTGAGE.matter


def test_what_the_documents_do_not_hold_is_not_made_up(citizen: Citizen) -> None:
    citizen.say(MORTGAGE.question)
    heard = citizen.say("抵押登记要交多少手续费")
    assert heard.kind in {"refusal", "candidates"}
    assert "元" not in heard.text


def test_a_receipt_gives_the_answer_again_word_for_word_but_not_the_question(citizen: Citizen) -> None:
    heard = citizen.say(MORTGAGE.question)
    found = citizen.calls.get(f"/api/v1/receipts/{heard.custom['receipt']}")
    assert found.status == 200
    assert found.body["text"] == heard.text
    assert found.body["custom"] == heard.custom
    assert MORTGAGE.question not in str(found.body)
