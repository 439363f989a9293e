"""The second stage comes later than the first, and a reload never leaves a gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from bot.clients.adapted_embedder import AdaptedEmbedder
from bot.clients.embedders import Meanings
from bot.matching.embedder import EmbedderFailed, Vector, Vectors
from bot.usecases.answering import Turn
from bot.usecases.knowledge_in_use import KnowledgeInUse
from tests.sample import copy_of_sample


class OneThing:
    """A model to which all texts about marriage are one thing, and all others another."""

    identity = "one-thing"

    def __init__(self) -> None:
        self.waiting = Event()
        self.waiting.set()
        self.fails = False

    def query(self, text: str) -> Vector:
        """By the character for marriage, said or meant."""
        if self.fails:
            raise EmbedderFailed
        return self._vector("婚" in text or "囍" in text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """As for questions; waits if told to."""
        self.waiting.wait(10)
        return np.stack([self._vector("婚" in text) for text in texts])

    @staticmethod
    def _vector(marriage: bool) -> Vector:
        return np.array([1, 0] if marriage else [0, 1], dtype=np.float32)


@pytest.fixture
def model() -> OneThing:
    """A model that can be made to wait and to fail."""
    return OneThing()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample knowledge that may be changed."""
    return copy_of_sample(tmp_path / "knowledge")


@pytest.fixture
def knowledge(folder: Path, tmp_path: Path, model: OneThing) -> KnowledgeInUse:
    """The sample knowledge, its meaning not added yet."""
    return KnowledgeInUse(folder, Meanings(AdaptedEmbedder(model), tmp_path / "vectors"))


def best(knowledge: KnowledgeInUse, text: str) -> str | None:
    """The subject found first."""
    match = knowledge.current().matcher.match(text)
    return match.best.subject.code if match.best else None


def test_questions_are_answered_by_words_until_the_meaning_is_there(
    knowledge: KnowledgeInUse, model: OneThing
) -> None:
    model.waiting.clear()
    with ThreadPoolExecutor(1) as executor:
        adding = executor.submit(knowledge.add_meaning)
        assert not knowledge.knows_meaning
        assert knowledge.current().answer_question(Turn("结婚登记要什么材料")).replies
        model.waiting.set()
        adding.result(10)
    assert knowledge.knows_meaning


def test_what_shares_no_word_is_found_by_its_meaning(knowledge: KnowledgeInUse) -> None:
    assert best(knowledge, "囍囍") != "marriage_registration"
    knowledge.add_meaning()
    assert best(knowledge, "囍囍") == "marriage_registration"


def test_a_model_that_fails_leaves_the_words(knowledge: KnowledgeInUse, model: OneThing) -> None:
    knowledge.add_meaning()
    model.fails = True
    assert best(knowledge, "结婚登记带什么证件呀") == "marriage_registration"


def test_a_stop_ends_the_adding(knowledge: KnowledgeInUse) -> None:
    knowledge.add_meaning(stop=lambda: True)
    assert not knowledge.knows_meaning


def test_a_thousand_questions_during_reloads_are_each_answered_from_one_version(
    knowledge: KnowledgeInUse, folder: Path
) -> None:
    knowledge.add_meaning()
    synonyms = folder / "synonyms.yml"
    original = synonyms.read_text(encoding="utf-8")
    versions = {knowledge.current().catalogue.version}

    def ask(_: int) -> tuple[str, bool]:
        answering = knowledge.current()
        reply = answering.answer_question(Turn("结婚登记要什么材料")).replies[0]
        return str(reply.custom["knowledge_version"]), answering.matcher.meaning is not None

    def reload(change: Callable[[str], str]) -> None:
        synonyms.write_text(change(original), encoding="utf-8")
        assert knowledge.reload()
        versions.add(knowledge.current().catalogue.version)

    with ThreadPoolExecutor(8) as executor:
        asked = executor.map(ask, range(1_000))
        for number in range(4):
            reload(lambda text, number=number: f"{text}\n- [甲词{number}, 乙词{number}]\n")  # type: ignore[misc]
        answers = list(asked)
    assert len(answers) == 1_000
    assert {version for version, _ in answers} <= versions
    assert all(with_meaning for _, with_meaning in answers)
