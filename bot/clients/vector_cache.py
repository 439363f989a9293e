"""Vectors once computed, kept on disk by the content of their text."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.matching.embedder import Embedder, Vectors

logger = logging.getLogger(__name__)

# Texts after which the file is written anew, so that a stop loses minutes at most.
_CHUNK = 2_000
# Texts computed between two looks at whether to stop.
_BATCH = 8
_Digests = NDArray[np.void]


class VectorCache:
    """The vectors of one model in one file, `<identity>.npz`, in half precision.

    A file that cannot be read is computed anew. Two processes may write at once: the last
    one's file stays, whole.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._path = folder / f"{embedder.identity}.npz"
        self._embedder = embedder

    def vectors_of(self, texts: Sequence[str], stop: Callable[[], bool] = lambda: False) -> Vectors | None:
        """One row a text; None if `stop` said so before all were there."""
        known = self._read()
        digests = [_digest(text) for text in texts]
        missing = list({digest: row for row, digest in enumerate(digests) if digest not in known}.values())
        for at in range(0, len(missing), _CHUNK):
            for batch in _batches(missing[at : at + _CHUNK]):
                if stop():
                    return None
                vectors = self._embedder.passages([texts[row] for row in batch]).astype(np.float16)
                known.update(zip((digests[row] for row in batch), vectors, strict=True))
            self._write(known)
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        kept: Vectors = np.stack([known[digest] for digest in digests]).astype(np.float32)
        # Half precision has cost them a little of their length.
        kept /= np.linalg.norm(kept, axis=1, keepdims=True)
        return kept

    def missing(self, texts: Sequence[str]) -> int:
        """How many different texts have no vector yet."""
        known = self._read()
        return sum(_digest(text) not in known for text in set(texts))

    def _read(self) -> dict[bytes, NDArray[np.float16]]:
        try:
            with np.load(self._path, allow_pickle=False) as kept:
                digests, vectors = kept["digests"], kept["vectors"]
            return dict(zip((bytes(d) for d in digests), vectors, strict=True))
        except FileNotFoundError:
            return {}
        except Exception as error:
            logger.warning("vector cache %s not readable, computed anew: %s", self._path, error)
            return {}

    def _write(self, known: dict[bytes, NDArray[np.float16]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        written = self._path.with_suffix(f".{os.getpid()}.tmp")
        with written.open("wb") as file:
            digests = np.array([np.frombuffer(d, dtype=np.uint8) for d in known])
            np.savez(file, digests=digests, vectors=np.stack(list(known.values())))
        written.replace(self._path)


def _batches(rows: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(rows), _BATCH):
        yield rows[at : at + _BATCH]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
