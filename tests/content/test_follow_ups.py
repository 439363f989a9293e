"""“那要带什么材料” after an answer is about the same matter, for every matter that can tell."""

from __future__ import annotations

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect, SubjectKind
from bot.usecases.answering import Answering, Turn

ASKED = {
    Aspect.MATERIALS: "那要带什么材料",
    Aspect.TIME_LIMIT: "那要几天",
    Aspect.CHANNEL: "在哪里办",
    Aspect.DEPARTMENT: "归哪个部门管",
}


@pytest.mark.parametrize("aspect", ASKED)
def test_a_follow_up_stays_with_its_matter(
    shipped_answering: Answering, shipped: Catalogue, aspect: Aspect
) -> None:
    strayed, tried = [], 0
    for subject in shipped.subjects.values():
        aspects = {fact.aspect for fact in subject.facts}
        others = [fact for fact in subject.facts if fact.aspect is not aspect and not fact.superseded_by]
        if subject.kind is SubjectKind.MATTER and aspect in aspects and others:
            first = shipped_answering.answer_question(Turn(others[0].asked[0]))
            if first.memory.subject != subject.code:
                continue
            tried += 1
            reply = shipped_answering.answer_question(Turn(ASKED[aspect], first.memory)).replies[0]
            told = [fact["key"] for fact in reply.custom.get("facts", [])]
            right = {f"{subject.code}#{fact.id}" for fact in subject.facts if fact.aspect is aspect}
            if not right & set(told):
                strayed.append(f"{others[0].asked[0]}→{told or reply.custom['kind']}")
    assert tried > 10
    assert len(strayed) <= tried * 0.2, f"{len(strayed)} of {tried}: {strayed[:10]}"
