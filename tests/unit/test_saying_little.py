"""Messages that ask nothing yet, correct what was understood, or come in pieces."""

from __future__ import annotations

import pytest

from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.memory import Memory


def said(outcome: Outcome) -> tuple[str, str]:
    """Kind and text of the only reply."""
    (reply,) = outcome.replies
    return str(reply.custom["kind"]), reply.text


def told(outcome: Outcome) -> list[str]:
    """The facts told."""
    return [fact["key"] for fact in outcome.replies[0].custom.get("facts", [])]


@pytest.mark.parametrize("text", ["我想问一下", "我想咨询个事", "有个事想问问你", "那个……就是说", "请问一下"])
def test_who_only_begins_to_speak_is_listened_to(answering: Answering, text: str) -> None:
    before = Memory(subject="marriage_registration", misses=1)
    outcome = answering.answer_question(Turn(text, before))
    assert said(outcome)[0] == "question"
    assert outcome.memory == before


@pytest.mark.parametrize(("text", "named"), [("济南", "济南"), ("我在青岛", "青岛")])
def test_a_place_alone_is_asked_what_for(answering: Answering, text: str, named: str) -> None:
    kind, reply = said(answering.answer_question(Turn(text)))
    assert kind == "question"
    assert named in reply


def test_a_department_alone_is_asked_what_for(answering: Answering) -> None:
    kind, reply = said(answering.answer_question(Turn("民政局")))
    assert kind == "question"
    assert "民政" in reply


def test_another_language_is_told_whom_to_call(answering: Answering) -> None:
    kind, reply = said(answering.answer_question(Turn("Where can I renew my passport?")))
    assert kind == "refusal"
    assert "12345" in reply


@pytest.mark.parametrize(
    "text", ["不是，我问的是结婚登记要什么材料", "不对，结婚登记要什么材料", "我说的是结婚登记要什么材料"]
)
def test_a_correction_is_answered_as_what_it_says(answering: Answering, text: str) -> None:
    first = answering.answer_question(Turn("换驾照要什么材料"))
    assert told(answering.answer_question(Turn(text, first.memory)))[0] == "marriage_registration#bring"


def test_a_question_in_two_pieces_is_answered_after_the_second(answering: Answering) -> None:
    first = answering.answer_question(Turn("结婚登记"))
    assert said(first)[0] == "candidates"
    assert told(answering.choose(Turn("在哪里办呀", first.memory)))[0] == "marriage_registration#where"


def test_a_second_question_in_one_message_is_answered_too(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("结婚登记要带什么材料？还有去哪领结婚证？"))
    assert {"marriage_registration#bring", "marriage_registration#where"} <= set(told(outcome))


@pytest.mark.parametrize("text", ["哈哈", "好的知道了", "嗯嗯"])
def test_chatter_leaves_everything_as_it_was(answering: Answering, text: str) -> None:
    before = Memory(subject="marriage_registration", question="结婚登记", candidates=("a#b",), misses=1)
    outcome = answering.answer_question(Turn(text, before))
    assert said(outcome)[0] == "question"
    assert outcome.memory == before


def test_kana_and_hangul_are_another_language(answering: Answering) -> None:
    for text in ("パスポートはどこですか", "여권 어디"):
        assert "12345" in said(answering.answer_question(Turn(text)))[1]


def test_another_matter_named_takes_over_the_question(answering: Answering) -> None:
    first = answering.answer_question(Turn("换驾照要带什么材料"))
    assert "marriage_registration#bring" in told(
        answering.answer_question(Turn("那结婚登记呢", first.memory))
    )


def test_two_questions_about_two_matters_get_an_answer_each(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("换驾照多少钱？另外结婚登记要带什么材料"))
    assert [reply.custom["matter_code"] for reply in outcome.replies] == [
        "driving_licence_renewal",
        "marriage_registration",
    ]


def test_what_is_not_said_about_a_matter_named_is_said_to_be_unknown(answering: Answering) -> None:
    first = answering.answer_question(Turn("结婚登记要带什么材料"))
    kind, reply = said(answering.answer_question(Turn("要钱不", first.memory)))
    assert kind == "refusal"
    assert "没有写明费用" in reply
