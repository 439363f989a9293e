"""Whoever names a subject by its own name is understood."""

from __future__ import annotations

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import SubjectKind
from bot.matching.matcher import Decision
from bot.usecases.answering import Answering


def test_every_subject_is_found_by_its_own_name(shipped_answering: Answering, shipped: Catalogue) -> None:
    missed = []
    for subject in shipped.subjects.values():
        match = shipped_answering.matcher.match(subject.name)
        first = list(dict.fromkeys(fact.subject.code for fact in match.facts))[:3]
        if match.decision is Decision.REFUSE or subject.code not in first:
            missed.append(f"{subject.name}（{subject.code}）：{match.decision}，{first}")
    assert missed == []


def test_every_matter_is_found_by_every_way_its_name_is_asked_for(
    shipped_answering: Answering, shipped: Catalogue
) -> None:
    missed = []
    matters = [subject for subject in shipped.subjects.values() if subject.kind is SubjectKind.MATTER]
    for subject in matters:
        for question in (f"{subject.name}怎么办", f"请问一下{subject.name}的事"):
            match = shipped_answering.matcher.match(question)
            first = list(dict.fromkeys(fact.subject.code for fact in match.facts))[:3]
            if subject.code not in first:
                missed.append(f"{question}：{first}")
    assert len(missed) <= len(matters) // 50, missed
