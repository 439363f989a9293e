"""Where a person is needed the assistant says so, and says what is not open yet."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.questions import MORTGAGE


@pytest.mark.parametrize("words", ["转人工", "我要人工客服", "给我找个真人说话"])
def test_a_call_for_a_person_leads_to_the_telephone_without_pretending_a_desk(
    citizen: Citizen, words: str
) -> None:
    heard = citizen.say(words)
    assert heard.kind == "handoff"
    assert "12345" in heard.text
    assert "还没有开通" in heard.text
    assert ("receipt" in heard.custom) == ("答复编号" in heard.text)


@pytest.mark.parametrize(
    "complaint",
    ["楼下半夜施工太吵，我要投诉", "我要投诉，小区的垃圾半个月没人收了", "我举报有人占用消防通道"],
)
def test_a_complaint_is_not_said_to_be_filed(citizen: Citizen, complaint: str) -> None:
    heard = citizen.say(complaint)
    assert heard.kind == "handoff"
    assert "网上立案还没有开通" in heard.text
    assert "12345" in heard.text
    assert ("receipt" in heard.custom) == ("答复编号" in heard.text)


def test_after_a_person_was_called_for_questions_are_answered_as_before(citizen: Citizen) -> None:
    citizen.say("转人工")
    heard = citizen.say(MORTGAGE.question)
    assert (heard.kind, heard.matter) == ("answer", MORTGAGE.matter)
