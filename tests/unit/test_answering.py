"""Questions are answered with facts, with a choice, or with an honest no."""

from __future__ import annotations

from typing import Any

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.matching.matcher import Decision
from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.memory import Memory
from tests.unit.decided_matcher import deciding


def keys(outcome: Outcome) -> list[str]:
    """The facts told, in order."""
    return [fact["key"] for fact in only(outcome).get("facts", [])]


def only(outcome: Outcome) -> dict[str, Any]:
    """The data of the only reply."""
    (reply,) = outcome.replies
    return dict(reply.custom)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("结婚登记要什么材料", "marriage_registration#bring"),
        ("换驾照多少钱", "driving_licence_renewal#cost"),
        ("食品经营许可要几天", "food_business_permit#limit_2022"),
        ("老人多大岁数坐公交不要钱", "elderly_free_bus#who"),
    ],
)
def test_a_question_is_answered_with_its_fact(answering: Answering, question: str, fact: str) -> None:
    outcome = answering.answer_question(Turn(question))
    assert keys(outcome)[0] == fact
    assert outcome.memory == Memory(subject=fact.split("#")[0], question=question)


def test_two_aspects_asked_at_once_are_both_answered(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("换驾照要什么材料，要多久"))
    assert set(keys(outcome)) == {"driving_licence_renewal#bring", "driving_licence_renewal#limit"}


def test_a_follow_up_stays_with_the_matter(answering: Answering) -> None:
    first = answering.answer_question(Turn("换驾照要什么材料"))
    second = answering.answer_question(Turn("那要几天", first.memory))
    assert keys(second) == ["driving_licence_renewal#limit"]
    third = answering.answer_question(Turn("多少钱呢", second.memory))
    assert keys(third) == ["driving_licence_renewal#cost"]


WAYS = {
    "bring": ("要带什么材料", "那要带什么材料", "材料呢"),
    "limit": ("要几天", "那要多久", "时间呢"),
    "cost": ("多少钱", "那收费吗", "费用呢"),
}


@pytest.mark.parametrize(
    ("before", "asked", "text"),
    [(before, asked, text) for before in WAYS for asked in WAYS if asked != before for text in WAYS[asked]],
)
def test_a_follow_up_is_answered_with_what_it_asks_for(
    answering: Answering, before: str, asked: str, text: str
) -> None:
    first = answering.answer_question(Turn(f"换驾照{WAYS[before][0]}"))
    outcome = answering.answer_question(Turn(text, first.memory))
    assert f"driving_licence_renewal#{asked}" in keys(outcome)


def test_another_matter_named_takes_the_place_of_the_one_spoken_of(answering: Answering) -> None:
    first = answering.answer_question(Turn("换驾照要什么材料"))
    second = answering.answer_question(Turn("食品经营许可要几天", first.memory))
    assert second.memory.subject == "food_business_permit"


def test_an_aspect_the_documents_do_not_hold_is_said_to_be_unknown(answering: Answering) -> None:
    outcome = deciding(answering, Decision.ASK).answer_question(Turn("结婚登记多少钱"))
    custom = only(outcome)
    assert (custom["kind"], custom["matter_code"]) == ("refusal", "marriage_registration")
    assert "没有写明具体的金额" in outcome.replies[0].text
    assert outcome.memory.candidates
    assert all(key.startswith("marriage_registration#") for key in outcome.memory.candidates)
    assert not any("2015" in key for key in outcome.memory.candidates)


def test_what_used_to_hold_is_told_after_what_holds_now(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("结婚登记以前不是三个工作日吗"))
    told = only(outcome)["facts"]
    assert [fact["key"].split("#")[1] for fact in told if "limit" in fact["key"]] == [
        "limit_2024",
        "limit_2015",
    ]
    assert [fact["superseded"] for fact in told if "limit" in fact["key"]] == [False, True]


def test_of_three_rules_after_each_other_all_are_told_to_who_asks_for_the_past(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("食品经营许可以前不是三十个工作日吗"))
    told = [key.split("#")[1] for key in keys(outcome)]
    assert told[0] == "limit_2022"
    assert {"limit_2016", "limit_2010"} <= set(told)


def test_who_asks_about_now_is_not_told_the_past(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("食品经营许可要几天"))
    assert [fact["superseded"] for fact in only(outcome)["facts"]] == [False]


def test_a_superseded_fact_never_stands_without_what_replaced_it(
    answering: Answering, catalogue: Catalogue
) -> None:
    for subject, fact in catalogue.facts():
        if fact.superseded_by:
            for phrase in fact.asked:
                outcome = deciding(answering, Decision.ANSWER).answer_question(Turn(phrase))
                old = [f["key"] for f in only(outcome)["facts"] if f["superseded"]]
                assert not old or f"{subject.code}#limit_20" in keys(outcome)[0]
                assert not only(outcome)["facts"][0]["superseded"]


def test_an_unsure_match_is_offered_as_a_choice_of_three_at_most(answering: Answering) -> None:
    outcome = deciding(answering, Decision.ASK).answer_question(Turn("要带什么"))
    custom = only(outcome)
    assert custom["kind"] == "candidates"
    assert 1 < len(custom["candidates"]) <= 3
    assert outcome.memory.candidates == tuple(custom["candidates"])
    assert len(outcome.replies[0].buttons) == len(custom["candidates"]) + 1


def test_what_was_superseded_is_not_offered_as_a_choice(answering: Answering) -> None:
    outcome = deciding(answering, Decision.ASK).answer_question(Turn("食品经营许可的时限是几天"))
    custom = only(outcome)
    assert "food_business_permit#limit_2022" in custom["candidates"]
    assert not any("limit_201" in key for key in custom["candidates"])


def test_a_question_nothing_fits_is_refused_with_the_way_to_a_person(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("火星上怎么种土豆"))
    assert only(outcome)["kind"] == "refusal"
    assert "转人工" in outcome.replies[0].text
    assert outcome.memory.misses == 1
    assert outcome.memory.person_offered


def test_a_matter_known_by_name_only_is_named_in_the_refusal(answering: Answering) -> None:
    outcome = answering.answer_question(Turn("护照要几天"))
    assert only(outcome)["kind"] == "refusal"
    assert "“护照”" in outcome.replies[0].text


def test_after_two_misses_a_person_is_offered_and_yes_leads_to_one(answering: Answering) -> None:
    refusing = deciding(answering, Decision.REFUSE)
    first = refusing.answer_question(Turn("火星上怎么种土豆"))
    second = refusing.answer_question(Turn("木星呢", first.memory))
    assert "要不要转给工作人员" in second.replies[0].text
    assert "要不要转给工作人员" not in first.replies[0].text
    third = refusing.choose(Turn("要", second.memory))
    assert only(third)["kind"] == "handoff"
    assert not third.memory.person_offered


def test_an_answer_in_between_forgives_the_misses(answering: Answering) -> None:
    missed = deciding(answering, Decision.REFUSE).answer_question(Turn("火星"))
    answered = answering.answer_question(Turn("换驾照多少钱", missed.memory))
    again = deciding(answering, Decision.REFUSE).answer_question(Turn("木星", answered.memory))
    assert again.memory.misses == 1


@pytest.mark.parametrize("text", ["😀😀", "？？？", "。。。", "👨‍👩‍👧", "~~~"])
def test_a_message_without_words_is_asked_back(answering: Answering, text: str) -> None:
    outcome = answering.answer_question(Turn(text))
    assert only(outcome)["kind"] == "question"
    assert "没有看到文字" in outcome.replies[0].text


def test_who_asks_for_a_person_gets_the_way_to_one(answering: Answering) -> None:
    outcome = answering.hand_off(Turn("转人工", Memory(subject="a", candidates=("x#y",))))
    assert only(outcome)["kind"] == "handoff"
    assert "12345" in outcome.replies[0].text
    assert outcome.memory.candidates == ()


def test_a_complaint_is_taken_for_a_person(answering: Answering) -> None:
    outcome = answering.take_complaint(Turn("我要投诉楼上半夜装修"))
    assert only(outcome)["kind"] == "handoff"
    assert "12345" in outcome.replies[0].text


def test_a_question_in_the_form_of_a_complaint_is_answered(answering: Answering) -> None:
    assert "driving_licence_renewal#cost" in keys(answering.take_complaint(Turn("换驾照多少钱？")))


def test_who_follows_a_ticket_is_told_where(answering: Answering) -> None:
    outcome = deciding(answering, Decision.REFUSE).follow_ticket(Turn("我的工单办到哪了"))
    assert only(outcome)["kind"] == "handoff"
    assert "工单号" in outcome.replies[0].text


@pytest.mark.parametrize("text", ["转人工", "我要找个人说", "叫话务员来", "有真人吗"])
def test_without_the_dialogue_model_a_person_can_still_be_asked_for(answering: Answering, text: str) -> None:
    assert only(answering.answer_without_dialogue(Turn(text)))["kind"] == "handoff"


def test_without_the_dialogue_model_a_choice_can_still_be_made(answering: Answering) -> None:
    memory = Memory(candidates=("marriage_registration#bring", "driving_licence_renewal#cost"))
    assert keys(answering.answer_without_dialogue(Turn("第二个", memory))) == ["driving_licence_renewal#cost"]
