"""Vectors are computed once, whatever happens to the process or the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.clients import vector_cache
from bot.clients.vector_cache import VectorCache
from bot.matching.embedder import Vector, Vectors


class Lengths:
    """A model whose vector turns with the length of the text."""

    def __init__(self, identity: str = "lengths") -> None:
        self.identity = identity
        self.computed: list[str] = []

    def query(self, text: str) -> Vector:
        """The same as for a passage."""
        vector: Vector = self.passages([text])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One direction a length."""
        self.computed += texts
        turns = np.array([len(text) for text in texts], dtype=np.float32)
        return np.column_stack([np.cos(turns), np.sin(turns)])


def test_a_text_seen_before_is_not_computed_again(tmp_path: Path) -> None:
    first = VectorCache(tmp_path, Lengths()).vectors_of(["甲", "乙丙", "甲"])
    model = Lengths()
    second = VectorCache(tmp_path, model).vectors_of(["乙丙", "丁戊己"])
    assert model.computed == ["丁戊己"]
    assert first is not None
    assert second is not None
    assert second[0] == pytest.approx(first[1])
    assert first[0].tolist() == first[2].tolist()


def test_another_model_has_a_file_of_its_own(tmp_path: Path) -> None:
    VectorCache(tmp_path, Lengths("one")).vectors_of(["甲"])
    other = Lengths("other")
    VectorCache(tmp_path, other).vectors_of(["甲"])
    assert other.computed == ["甲"]
    assert len(list(tmp_path.iterdir())) == 2


def test_vectors_keep_their_length_on_disk(tmp_path: Path) -> None:
    VectorCache(tmp_path, Lengths()).vectors_of(["甲"])
    read = VectorCache(tmp_path, Lengths()).vectors_of(["甲"])
    assert read is not None
    assert np.linalg.norm(read, axis=1) == pytest.approx([1], abs=1e-6)


def test_a_spoilt_file_is_computed_anew(tmp_path: Path) -> None:
    VectorCache(tmp_path, Lengths()).vectors_of(["甲"])
    (tmp_path / "lengths.npz").write_bytes(b"spoilt")
    model = Lengths()
    assert VectorCache(tmp_path, model).vectors_of(["甲"]) is not None
    assert model.computed == ["甲"]


def test_a_stop_keeps_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_cache, "_CHUNK", 2)
    monkeypatch.setattr(vector_cache, "_BATCH", 1)
    model = Lengths()
    texts = ["字" * length for length in range(1, 7)]
    stopped = VectorCache(tmp_path, model).vectors_of(texts, stop=lambda: len(model.computed) == 5)
    assert stopped is None
    again = Lengths()
    assert VectorCache(tmp_path, again).vectors_of(texts) is not None
    assert again.computed == texts[4:]


def test_nothing_needs_no_vectors(tmp_path: Path) -> None:
    vectors = VectorCache(tmp_path, Lengths()).vectors_of([])
    assert vectors is not None
    assert len(vectors) == 0
