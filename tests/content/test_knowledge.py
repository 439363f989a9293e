"""What the shipped knowledge has to hold."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Fact, LimitKind, Subject, SubjectKind, TimeLimit, TimeUnit
from bot.cli import main


def test_the_check_of_the_knowledge_passes(capsys: pytest.CaptureFixture[str], shipped: Catalogue) -> None:
    assert main(["knowledge", "check"]) == 0
    said = capsys.readouterr().out
    assert "没有错" in said
    assert shipped.version in said


def test_there_are_enough_matters_and_policy_points(shipped: Catalogue) -> None:
    kinds = Counter(subject.kind for subject in shipped.subjects.values())
    assert kinds[SubjectKind.MATTER] >= 50
    assert kinds[SubjectKind.POLICY] >= 80


def test_every_document_is_cited(shipped: Catalogue) -> None:
    cited = {fact.source.document for _, fact in shipped.facts()}
    assert set(shipped.documents) == cited


def test_every_department_that_handles_something_has_its_name(shipped: Catalogue) -> None:
    for subject in shipped.subjects.values():
        assert shipped.departments[subject.department].name


def test_every_fact_is_asked_for_in_several_ways(shipped: Catalogue) -> None:
    for subject, fact in shipped.facts():
        assert len(set(fact.asked)) >= 3, f"{subject.code}#{fact.id}"


def test_no_name_of_a_subject_stands_twice(shipped: Catalogue) -> None:
    for subject in shipped.subjects.values():
        names = (subject.name, *subject.aliases)
        assert len(names) == len(set(names)), subject.code


def test_no_name_belongs_to_two_subjects(shipped: Catalogue) -> None:
    counted = Counter(subject.name for subject in shipped.subjects.values())
    assert [name for name, times in counted.items() if times > 1] == []


def test_what_is_called_not_covered_is_not_covered(shipped: Catalogue) -> None:
    names = {name for subject in shipped.subjects.values() for name in (subject.name, *subject.aliases)}
    assert names & {name for group in shipped.not_covered for name in group} == set()


def test_a_synonym_stands_in_one_group_only(shipped: Catalogue) -> None:
    counted = Counter(word for group in shipped.synonyms for word in group)
    assert [word for word, times in counted.items() if times > 1] == []


def fact_of(shipped: Catalogue, key: str) -> tuple[Subject, Fact]:
    """A fact that has to be there."""
    found = shipped.fact(key)
    assert found is not None, key
    return found


REIMBURSEMENT = "medical_expense_reimbursement"
SUPERSEDED = [
    # What used to hold, what it says, what holds now, what that says.
    ("business_licence#limit_2017", "3 个工作日", "business_licence#limit_2020", "0.5 个工作日"),
    (f"{REIMBURSEMENT}#limit_before_2020_04", "15 个工作日", f"{REIMBURSEMENT}#limit_2020_04", "10 个工作日"),
]


@pytest.mark.parametrize(("old", "said", "new", "says"), SUPERSEDED)
def test_a_figure_that_changed_is_marked_with_the_one_that_holds_now(
    shipped: Catalogue, old: str, said: str, new: str, says: str
) -> None:
    subject, fact = fact_of(shipped, old)
    _, successor = fact_of(shipped, new)
    assert said in fact.text
    assert says in successor.text
    assert f"{subject.code}#{fact.superseded_by}" == new
    assert successor.superseded_by is None


def test_the_limit_of_the_law_stands_beside_the_one_the_authority_set_itself(shipped: Catalogue) -> None:
    _, by_law = fact_of(shipped, f"{REIMBURSEMENT}#limit_national")
    assert by_law.limit == TimeLimit(amount=Decimal(30), unit=TimeUnit.WORKING_DAY, kind=LimitKind.STATUTORY)
    assert "10 个工作日" in by_law.text, "nobody must take the limit of the law for what holds here"


def test_a_successor_is_not_older_than_what_it_replaced(shipped: Catalogue) -> None:
    for subject, fact in shipped.facts():
        if fact.superseded_by is not None:
            key = fact.superseded_by if "#" in fact.superseded_by else f"{subject.code}#{fact.superseded_by}"
            _, successor = fact_of(shipped, key)
            dates = [shipped.documents[one.source.document].date for one in (fact, successor)]
            assert dates[0][:4] <= dates[1][:4], key


def test_no_personal_numbers_stand_in_the_knowledge(shipped: Catalogue) -> None:
    for subject, fact in shipped.facts():
        everything = " ".join((fact.text, fact.about, *fact.asked))
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{17}[\dXx]", everything), subject.code
