"""Passages are found by what a question asks, each with its reason; strangers find none."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.documents.library import NO_DOCUMENTS, Library, OfficialDocument, Passage
from bot.matching.features import Segmenter
from bot.matching.passages import FOUND_FROM, MOST_FOUND, PassageIndex
from bot.settings import PROJECT

TEXTS = {
    "一、认养条件": "年满十八周岁的市民和在本市登记的单位，都可以认养银杏树。",
    "二、认养期限": "每次认养三年，期满可以续认。",
    "三、监督管理": "擅自砍伐银杏树的，由林业局收回认养牌，三年内不得再次认养。",
    "四、水费减免": "困难家庭每月免收三吨水费，凭救助证到供水窗口登记。",
    "五、夜间施工": "高考期间禁止夜间施工，混凝土连续浇筑的须经批准。",
    "六、共享单车": "共享单车应当停放在划定的区域，不得占用盲道。",
    "七、旧衣回收": "旧衣回收箱由街道统一设置，每周清运一次。",
    "八、路灯": "路灯损坏的，养护单位应当在两个小时内到场。",
}


def library(**documents: dict[str, str]) -> Library:
    """A library of documents with passages by section."""
    return Library(
        {
            key: OfficialDocument(
                key=key,
                title=f"{key} 号文件",
                date="2024",
                file="a.txt",
                passages=tuple(Passage(section=section, text=text) for section, text in texts.items()),
            )
            for key, texts in documents.items()
        },
        "1",
    )


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    """Words of the general dictionary only."""
    return Segmenter((), ())


@pytest.fixture(scope="module")
def index(segmenter: Segmenter) -> PassageIndex:
    """The passages above."""
    return PassageIndex(library(a=TEXTS), segmenter)


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("擅自砍伐银杏树怎么处理", "三、监督管理"),
        ("请问困难家庭的水费怎么减免？谢谢", "四、水费减免"),
        ("困難家庭水費減免", "四、水费减免"),
        ("高考期间能不能夜间施工", "五、夜间施工"),
        ("共享单车可以停在盲道上吗", "六、共享单车"),
        ("旧衣回收箱多久清运一次", "七、旧衣回收"),
        ("共想单车停放区域", "六、共享单车"),
    ],
)
def test_a_question_finds_its_passage(index: PassageIndex, question: str, section: str) -> None:
    found = index.find(question)
    assert found[0].passage.section == section
    assert found[0].score >= FOUND_FROM


@pytest.mark.parametrize(
    "question",
    [
        "火星上怎么种土豆",
        "今天天气怎么样",
        "结婚登记要带什么",
        "怎么办",
        "",
        "？！",
        "abc",
        "公积金可以提取多少",
    ],
)
def test_a_question_about_something_else_finds_none(index: PassageIndex, question: str) -> None:
    assert index.find(question) == ()


def test_a_word_that_stands_everywhere_finds_nothing(segmenter: Segmenter) -> None:
    everywhere = {f"第 {n} 条": f"服务窗口提供第{n}种服务，名称各不相同。" for n in range(20)}
    assert PassageIndex(library(a=everywhere), segmenter).find("服务窗口") == ()


def test_a_passage_says_by_which_words_it_was_found(index: PassageIndex) -> None:
    (found,) = index.find("擅自砍伐银杏树怎么处理")
    assert "“砍伐”" in found.reason
    assert "处理" not in found.reason


def test_two_passages_at_most_are_found_and_no_text_twice(segmenter: Segmenter) -> None:
    twice = PassageIndex(library(a=TEXTS, b=TEXTS), segmenter)
    found = twice.find("擅自砍伐银杏树怎么处理")
    assert [one.document.key for one in found] == ["a"]
    many = {
        f"第 {n} 条": f"砍伐{kind}要经林业局批准。"
        for n, kind in enumerate(("银杏树", "银杏树苗", "古银杏树"))
    }
    assert 1 <= len(PassageIndex(library(a={**TEXTS, **many}), segmenter).find("砍伐银杏树")) <= MOST_FOUND


def test_similarities_count_as_evidence_beside_the_words(index: PassageIndex) -> None:
    similarities = np.zeros(len(index.passages))
    similarities[6] = 1.0
    assert index.find("废纺织品投放点清运") == ()
    (found, *_) = index.find("废纺织品投放点清运", similarities)
    assert found.passage.section == "七、旧衣回收"


def test_without_documents_nothing_is_found(segmenter: Segmenter) -> None:
    assert PassageIndex(NO_DOCUMENTS, segmenter).find("擅自砍伐银杏树怎么处理") == ()


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text_can_be_looked_for(index: PassageIndex, text: str) -> None:
    assert all(0 <= found.score <= 1 for found in index.find(text))


def test_the_questions_that_the_threshold_was_decided_on_are_enough() -> None:
    path = PROJECT / "tools" / "training" / "passage_questions.jsonl"
    questions = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(question["expected"] is not None for question in questions) >= 40
    assert sum(question["expected"] is None for question in questions) >= 40
    assert len({question["question"] for question in questions}) == len(questions)
