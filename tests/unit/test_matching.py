"""Clear questions are answered, clear strangers refused, each with its reasons."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect
from bot.matching.matcher import Decision
from bot.usecases.answering import Answering


def test_asked_as_people_ask_the_fact_is_found(answering: Answering, catalogue: Catalogue) -> None:
    for subject, fact in catalogue.facts():
        if fact.superseded_by is None:
            match = answering.matcher.match(fact.asked[0])
            assert match.decision is Decision.ANSWER, fact.asked[0]
            assert match.best is not None
            assert match.best.key == f"{subject.code}#{fact.id}"


@pytest.mark.parametrize(
    "text",
    ["結婚登記要什麼材料", "请问结婚登记要什么材料？谢谢", "结婚登记　要什么材料", "结婚等记要什么材料"],
)
def test_another_way_of_writing_makes_no_difference(answering: Answering, text: str) -> None:
    best = answering.matcher.match(text).best
    assert best is not None
    assert best.key == "marriage_registration#bring"


@pytest.mark.parametrize(
    "text", ["火星上怎么种土豆", "今天股票涨了没", "asdfgh", "给我写一首诗", "😀", "？", ""]
)
def test_what_is_nothing_of_this_house_is_refused(answering: Answering, text: str) -> None:
    assert answering.matcher.match(text).decision is Decision.REFUSE


def test_a_match_says_why(answering: Answering) -> None:
    best = answering.matcher.match("结婚登记要什么材料").best
    assert best is not None
    assert any("结婚登记" in reason for reason in best.reasons)


def test_the_likeliest_fact_stands_first(answering: Answering) -> None:
    match = answering.matcher.match("换驾照多少钱")
    assert [fact.score for fact in match.facts] == sorted((f.score for f in match.facts), reverse=True)
    assert sum(fact.share for fact in match.facts) == pytest.approx(1)


def test_the_intent_the_dialogue_model_saw_is_weighed(answering: Answering) -> None:
    for aspect, key in ((Aspect.FEE, "cost"), (Aspect.TIME_LIMIT, "limit"), (Aspect.MATERIALS, "bring")):
        shares = [
            {fact.key: fact.share for fact in match.facts}[f"driving_licence_renewal#{key}"]
            for match in (answering.matcher.match("换驾照"), answering.matcher.match("换驾照", {aspect: 1.0}))
        ]
        assert shares[1] > shares[0], key


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_can_be_matched(answering: Answering, text: str) -> None:
    match = answering.matcher.match(text)
    assert 0 <= match.probability <= 1


def test_threads_share_a_matcher_without_mixing_up_their_questions(
    answering: Answering, catalogue: Catalogue
) -> None:
    questions = [fact.asked[0] for _, fact in catalogue.facts()] * 5
    alone = [answering.matcher.match(question).best for question in questions]
    with ThreadPoolExecutor(4) as executor:
        together = [match.best for match in executor.map(answering.matcher.match, questions)]
    assert [best and best.key for best in together] == [best and best.key for best in alone]
