"""Changed knowledge is taken up as a whole; broken knowledge is not taken up at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.catalogue.faults import KnowledgeFaults
from bot.usecases.answering import Answering, Turn
from bot.usecases.knowledge_in_use import KnowledgeInUse
from tests.sample import LICENCE, edit

OLD, NEW = "工本费 10 元。", "工本费 20 元。"
ASKED = Turn("换驾照多少钱")


def told(answering: Answering) -> tuple[str, str]:
    """The text of an answer, and the version it says it comes from."""
    (reply,) = answering.answer_question(ASKED).replies
    return reply.custom["facts"][0]["text"], reply.custom["knowledge_version"]


def test_changed_knowledge_is_taken_up_on_reload_only(sample_folder: Path) -> None:
    knowledge = KnowledgeInUse(sample_folder)
    before = told(knowledge.current())
    edit(sample_folder / LICENCE, OLD, NEW)
    assert told(knowledge.current()) == before
    assert knowledge.reload()
    text, version = told(knowledge.current())
    assert text == NEW
    assert version != before[1]


def test_a_turn_keeps_the_knowledge_it_began_with(sample_folder: Path) -> None:
    knowledge = KnowledgeInUse(sample_folder)
    begun = knowledge.current()
    edit(sample_folder / LICENCE, OLD, NEW)
    knowledge.reload()
    assert told(begun)[0] == OLD


def test_unchanged_knowledge_is_not_exchanged(sample_folder: Path) -> None:
    knowledge = KnowledgeInUse(sample_folder)
    before = knowledge.current()
    assert knowledge.reload()
    assert knowledge.current() is before


@pytest.mark.parametrize(("old", "new"), [("aspect: fee", "aspect: price"), ("code: ", "code: [")])
def test_with_a_broken_file_the_old_knowledge_stays(
    sample_folder: Path, caplog: pytest.LogCaptureFixture, old: str, new: str
) -> None:
    knowledge = KnowledgeInUse(sample_folder)
    before = told(knowledge.current())
    edit(sample_folder / LICENCE, old, new)
    assert not knowledge.reload()
    assert told(knowledge.current()) == before
    assert str(sample_folder / LICENCE) in caplog.text
    edit(sample_folder / LICENCE, new, old)
    assert knowledge.reload()


def test_a_service_does_not_start_with_broken_knowledge(sample_folder: Path) -> None:
    edit(sample_folder / LICENCE, "aspect: fee", "aspect: price")
    with pytest.raises(KnowledgeFaults):
        KnowledgeInUse(sample_folder)


def test_a_thousand_matches_during_reloads_are_each_answered_from_one_version(sample_folder: Path) -> None:
    knowledge = KnowledgeInUse(sample_folder)
    path = sample_folder / LICENCE
    contents = {text: path.read_text(encoding="utf-8").replace(OLD, text) for text in (OLD, NEW)}
    versions: dict[str, set[str]] = {OLD: set(), NEW: set()}
    answered: list[tuple[str, str]] = []

    def ask(number: int) -> tuple[str, str]:
        return told(knowledge.current())

    def reload() -> None:
        for text in (NEW, OLD):
            path.write_text(contents[text], encoding="utf-8")
            assert knowledge.reload()

    with ThreadPoolExecutor(4) as executor:
        reloading = executor.submit(reload)
        while len(answered) < 1000 or not reloading.done():
            answered += executor.map(ask, range(100))
        reloading.result()
        answered += executor.map(ask, range(10))
    for text, version in answered:
        versions[text].add(version)
    assert [len(seen) for seen in versions.values()] == [1, 1]
    assert versions[OLD] != versions[NEW]
    assert answered[-1][0] == OLD
