"""What no matter answers is quoted from an imported document, word for word, with its source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.documents.library import Library, OfficialDocument, Passage, known_with
from bot.matching.matcher import Decision
from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.memory import Memory
from tests.unit.decided_matcher import deciding

DOCUMENT = OfficialDocument(
    key="ginkgo_2024",
    title="关于做好银杏树认养工作的通知",
    number="青林发〔2024〕12号",
    date="2024-03-05",
    file="ginkgo.txt",
    passages=(
        Passage(section="一、认养条件", text="年满十八周岁的市民都可以认养银杏树。"),
        Passage(section="三、监督管理", text="擅自砍伐银杏树的，由林业局收回认养牌。\n三年内不得再次认养。"),
    ),
)
LIBRARY = Library({DOCUMENT.key: DOCUMENT}, "1a2b3c4d")
ASKED = "擅自砍伐银杏树怎么处理"


@pytest.fixture(scope="module")
def quoting(catalogue: Catalogue) -> Answering:
    """Answers of the sample with one imported document, when no matter answers."""
    return refusing(Answering(known_with(catalogue, LIBRARY), LIBRARY))


def refusing(answering: Answering) -> Answering:
    """The same answers, with every question refused by the matching."""
    return deciding(answering, Decision.REFUSE)


def only(outcome: Outcome) -> dict[str, Any]:
    """The data of the only reply."""
    (reply,) = outcome.replies
    return dict(reply.custom)


def test_a_passage_is_quoted_word_for_word_with_title_number_section_and_date(quoting: Answering) -> None:
    outcome = quoting.answer_question(Turn(ASKED))
    (reply,) = outcome.replies
    assert DOCUMENT.passages[1].text in reply.text
    for part in (DOCUMENT.title, "青林发〔2024〕12号", "三、监督管理", "2024 年 3 月 5 日"):
        assert part in reply.text
    assert "我不能再作解释" in reply.text
    assert "转人工" in reply.text
    assert str(reply.receipt) in reply.text


def test_the_same_stands_in_the_data(quoting: Answering) -> None:
    custom = only(quoting.answer_question(Turn(ASKED)))
    assert (custom["kind"], custom["matter_code"]) == ("answer", None)
    assert custom["sources"] == [
        {
            "document": DOCUMENT.title,
            "number": DOCUMENT.number,
            "section": "三、监督管理",
            "date": "2024-03-05",
            "superseded": None,
        }
    ]
    (passage,) = custom["passages"]
    assert (passage["text"], passage["document"]) == (DOCUMENT.passages[1].text, "ginkgo_2024")
    assert "“砍伐”" in passage["reason"]
    assert custom["receipt"]


def test_the_version_tells_of_the_documents_too(quoting: Answering, catalogue: Catalogue) -> None:
    version = only(quoting.answer_question(Turn(ASKED)))["knowledge_version"]
    assert version == f"{catalogue.version}-1a2b3c4d"
    assert known_with(catalogue, Library()) is catalogue


@pytest.mark.parametrize("decision", [Decision.ANSWER, Decision.ASK])
def test_a_matter_comes_before_any_document(quoting: Answering, decision: Decision) -> None:
    outcome = deciding(quoting, decision).answer_question(Turn(f"换驾照{ASKED}"))
    assert "passages" not in only(outcome)


def test_what_no_document_holds_is_refused_as_ever(quoting: Answering) -> None:
    assert only(quoting.answer_question(Turn("火星上怎么种土豆")))["kind"] == "refusal"


def test_without_documents_nothing_changes(answering: Answering) -> None:
    assert only(refusing(answering).answer_question(Turn(ASKED)))["kind"] == "refusal"


def test_after_a_quotation_yes_leads_to_a_person_and_misses_begin_anew(quoting: Answering) -> None:
    before = Memory(subject="marriage_registration", candidates=("x#y",), misses=1)
    outcome = quoting.answer_question(Turn(ASKED, before))
    assert outcome.memory == Memory(question=ASKED, person_offered=True)
    assert only(quoting.choose(Turn("要", outcome.memory)))["kind"] == "handoff"


def test_a_title_that_quotes_another_is_not_put_in_marks_twice(catalogue: Catalogue) -> None:
    titled = replace(
        LIBRARY, documents={"a": DOCUMENT.model_copy(update={"title": "印发《认养方案》的通知"})}
    )
    (reply,) = refusing(Answering(catalogue, titled)).answer_question(Turn(ASKED)).replies
    assert "出自：印发《认养方案》的通知（青林发" in reply.text


def test_several_passages_are_numbered(catalogue: Catalogue) -> None:
    texts = ("砍伐银杏树要经林业局批准。", "砍伐银杏树以后应当补种。")
    passages = tuple(Passage(section=f"第 {n} 条", text=text) for n, text in enumerate(texts))
    library = Library({"a": DOCUMENT.model_copy(update={"passages": passages})}, "1")
    (reply,) = refusing(Answering(catalogue, library)).answer_question(Turn("砍伐银杏树")).replies
    assert "1. 原文：" in reply.text
    assert "2. 原文：" in reply.text
    assert {source["section"] for source in reply.custom["sources"]} == {"第 0 条", "第 1 条"}
