"""Any sentence-embedding model in ONNX form, from a folder as sentence-transformers exports it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.matching.embedder import Vector, Vectors

_MODELS = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
_LONGEST = 512
_BATCH = 16
_NOT_INSTALLED = "用自己的句向量模型要先安装 onnxruntime 和 tokenizers：pip install 'jiesu[onnx]'。"


class UnusableEmbedder(Exception):
    """The folder holds no model that can be used; the message is a Chinese sentence."""


class OnnxEmbedder:
    """The port matching.embedder.Embedder for a folder.

    Read are the model (model.onnx or onnx/model.onnx), tokenizer.json, and, as far as they
    are there, 1_Pooling/config.json (mean or first token), config_sentence_transformers.json
    (what is written before questions and passages) and sentence_bert_config.json (length).
    Raises UnusableEmbedder.
    """

    def __init__(self, folder: Path) -> None:
        model = next((folder / name for name in _MODELS if (folder / name).is_file()), None)
        if model is None or not (folder / "tokenizer.json").is_file():
            raise UnusableEmbedder(f"{folder} 里没有 model.onnx 和 tokenizer.json，不是可用的句向量模型。")
        session, tokenizer = _opened(model, folder / "tokenizer.json")
        self._session = session
        self._tokenizer = tokenizer
        longest = _json(folder / "sentence_bert_config.json").get("max_seq_length", _LONGEST)
        self._tokenizer.enable_truncation(int(longest))
        self._tokenizer.enable_padding()
        self._inputs = {entry.name for entry in session.get_inputs()}
        self._first_token = bool(_json(folder / "1_Pooling/config.json").get("pooling_mode_cls_token"))
        prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
        self._before_query = str(prompts.get("query", ""))
        self._before_passage = str(prompts.get("passage", prompts.get("document", "")))
        with model.open("rb") as file:
            self._identity = f"onnx-{hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"

    @property
    def identity(self) -> str:
        """See the port."""
        return self._identity

    def query(self, text: str) -> Vector:
        """See the port."""
        vector: Vector = self._vectors([self._before_query + text])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See the port."""
        batches = [
            self._vectors([self._before_passage + text for text in texts[at : at + _BATCH]])
            for at in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(batches) if batches else np.empty((0, 0), dtype=np.float32)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        fed = {
            "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
        }
        tokens = self._session.run(None, {name: fed[name] for name in self._inputs})[0]
        if tokens.ndim == 2:
            pooled = tokens
        elif self._first_token:
            pooled = tokens[:, 0]
        else:
            shares = mask[..., None] / mask.sum(axis=1)[:, None, None]
            pooled = (tokens * shares).sum(axis=1)
        vectors: Vectors = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return vectors


def _opened(model: Path, tokenizer: Path) -> tuple[Any, Any]:
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise UnusableEmbedder(
            "用自己的句向量模型要先安装 onnxruntime 和 tokenizers：pip install 'jiesu[onnx]'。"
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        return session, Tokenizer.from_file(str(tokenizer))
    except Exception as error:
        raise UnusableEmbedder(f"{model.parent} 里的模型打不开。") from error


def _json(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise UnusableEmbedder(f"{path} 不是有效的 JSON。") from error
    return content if isinstance(content, dict) else {}
