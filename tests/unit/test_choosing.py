"""Candidates are chosen by number, by name, by yes; or declined, or passed over."""

from __future__ import annotations

import pytest

from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.choosing import chose_behind, chosen
from bot.usecases.memory import Memory

OFFERED = ("marriage_registration#bring", "driving_licence_renewal#cost", "food_business_permit#limit_2022")
THREE = Memory(candidates=OFFERED)


def told(outcome: Outcome) -> str | None:
    """The only fact told, None if none was."""
    facts = outcome.replies[0].custom.get("facts", [])
    return facts[0]["key"] if len(facts) == 1 else None


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("第一个", 0),
        ("第二个", 1),
        ("第三个", 2),
        ("1", 0),
        ("2", 1),
        ("3", 2),
        ("三", 2),
        ("第2个", 1),
        ("选第二个吧", 1),
        ("我要第三个", 2),
        ("就是第一个", 0),
        ("第二项", 1),
        ("第三条。", 2),
        (" 第一个 ", 0),
        ("最后一个", 2),
        ("最后一条", 2),
        ("选最后一个", 2),
        ("头一个", 0),
        ("上面那个", 0),
    ],
)
def test_a_candidate_is_chosen_by_number(answering: Answering, text: str, index: int) -> None:
    outcome = answering.choose(Turn(text, THREE))
    assert told(outcome) == OFFERED[index]
    assert outcome.memory == Memory(subject=OFFERED[index].split("#")[0], question=text)


@pytest.mark.parametrize(
    ("text", "index"),
    [("换驾照多少钱", 1), ("驾驶证期满换证", 1), ("结婚登记：结婚登记带什么", 0), ("食品经营许可的时限", 2)],
)
def test_a_candidate_is_chosen_by_its_words(answering: Answering, text: str, index: int) -> None:
    assert told(answering.choose(Turn(text, THREE))) == OFFERED[index]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("说材料那个", 0),
        ("多少钱的那个", 1),
        ("时限那个", 2),
        ("结婚的", 0),
        ("驾驶证的那条", 1),
        ("食品经营许可的", 2),
    ],
)
def test_a_candidate_is_chosen_by_words_that_fit_it_alone(
    answering: Answering, text: str, index: int
) -> None:
    for way in (answering.choose, answering.answer_question):
        assert told(way(Turn(text, THREE))) == OFFERED[index]


@pytest.mark.parametrize("text", ["是", "是的", "对", "嗯", "好的", "要", "对对对", "可以。", "中", "OK"])
def test_the_only_candidate_is_chosen_by_yes(answering: Answering, text: str) -> None:
    assert told(answering.choose(Turn(text, Memory(candidates=OFFERED[:1])))) == OFFERED[0]


def test_yes_to_several_candidates_is_asked_back_and_they_stay(answering: Answering) -> None:
    outcome = answering.choose(Turn("是的", THREE))
    assert outcome.replies[0].custom["kind"] == "question"
    assert outcome.memory == THREE


@pytest.mark.parametrize("text", ["第五个", "5", "营业"])
def test_what_is_not_among_them_is_asked_back_and_they_stay(answering: Answering, text: str) -> None:
    outcome = answering.choose(Turn(text, THREE))
    assert outcome.replies[0].custom["kind"] == "question"
    assert outcome.memory == THREE


@pytest.mark.parametrize("text", ["都不是", "不是", "不对", "不要", "没有一个对", "你搞错了", "不对不对"])
def test_none_of_these_forgets_the_candidates(answering: Answering, text: str) -> None:
    outcome = answering.choose(Turn(text, THREE))
    assert outcome.replies[0].custom["kind"] == "question"
    assert "换个说法" in outcome.replies[0].text
    assert outcome.memory.candidates == ()


@pytest.mark.parametrize("text", ["老人多大岁数坐公交不要钱", "老人坐公交要不要钱", "年纪大的坐公交不要钱吗"])
def test_a_question_instead_of_a_choice_is_answered(answering: Answering, text: str) -> None:
    assert told(answering.choose(Turn(text, THREE))) == "elderly_free_bus#who"


def test_candidates_gone_from_the_knowledge_are_not_told(answering: Answering) -> None:
    memory = Memory(candidates=("gone#fact", "marriage_registration#gone"))
    assert told(answering.choose(Turn("第一个", memory))) is None


def test_after_a_choice_follow_ups_keep_its_subject(answering: Answering) -> None:
    chosen = answering.choose(Turn("第二个", THREE))
    after = answering.answer_question(Turn("要带什么材料", chosen.memory))
    assert after.memory.subject == "driving_licence_renewal"


@pytest.mark.parametrize("text", ["不用了", "不要"])
def test_who_declines_a_person_is_not_sent_to_one(answering: Answering, text: str) -> None:
    outcome = answering.choose(Turn(text, Memory(misses=2, person_offered=True)))
    assert outcome.replies[0].custom["kind"] == "question"
    assert not outcome.memory.person_offered


def test_yes_out_of_nowhere_is_asked_what_it_is_about(answering: Answering) -> None:
    outcome = answering.choose(Turn("是的"))
    assert outcome.replies[0].custom["kind"] == "question"
    assert "再说具体一点" in outcome.replies[0].text


@pytest.mark.parametrize("text", ["第四个", "4", "四"])
def test_the_number_behind_the_last_means_none_of_these(text: str) -> None:
    assert chose_behind(text, 3)
    assert not chose_behind(text, 4)


@pytest.mark.parametrize("text", ["最后一个", "第三个", "倒数第一个", "四个工作日能办好吗"])
def test_the_last_one_is_not_behind_the_last(text: str) -> None:
    assert not chose_behind(text, 3)


@pytest.mark.parametrize("text", ["一个工作日能办好吗", "两个月行吗", "1个人能办几张"])
def test_a_question_that_counts_something_chooses_nothing(text: str) -> None:
    assert chosen(text, 3) is None


def test_who_gives_up_is_offered_nothing_any_more(answering: Answering) -> None:
    outcome = answering.cancel(Turn("算了，不问了", THREE))
    assert outcome.replies[0].custom["kind"] == "notice"
    assert outcome.memory.candidates == ()


def test_what_only_sounds_like_giving_up_is_answered(answering: Answering) -> None:
    assert told(answering.cancel(Turn("换驾照多少钱"))) == "driving_licence_renewal#cost"
