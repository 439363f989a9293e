"""How well names are found for queries: our matching beside methods everybody has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import jieba  # type: ignore[import-untyped]  # carries no types
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.catalogue.official.table import ImportRefused
from bot.catalogue.official.table_files import read_table
from bot.matching.embedder import Embedder, Vectors
from bot.matching.matcher import Matcher

DEPTH = 20
_SHOWN = (1, 3, 5)
# The best names for a query as positions in the list of names, the best first.
Finder = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Pair:
    """A query with the positions of the names that are right for it."""

    query: str
    right: frozenset[int]


@dataclass(frozen=True)
class Figures:
    """The shares of queries with a right name among the first, by depth; MRR; time a query."""

    method: str
    top: Mapping[int, float]
    mrr: float
    milliseconds: float

    def __str__(self) -> str:
        shares = "  ".join(f"{share:.3f}" for share in self.top.values())
        return f"{shares}  {self.mrr:.3f}  {self.milliseconds:8.2f}  {self.method}"


HEADER = "top-1  top-3  top-5  MRR    毫秒/问  方法"


def read_pairs(path: Path, known: Mapping[str, int]) -> tuple[list[Pair], list[str]]:
    """The pairs of a file with columns query and matter, and the matters nobody knows.

    Several right matters are joined by “|”; each is a name or an official code. Raises
    ImportRefused.
    """
    table = read_table(path, sheet=None, header_row=1, wanted=frozenset({"query", "matter"}))
    pairs, unknown = [], []
    for row in table.rows:
        matters = str(row.cells["matter"]).split("|")
        right = frozenset(known[m.strip()] for m in matters if m.strip() in known)
        unknown += [m for m in matters if m.strip() not in known]
        if right:
            pairs.append(Pair(str(row.cells["query"]), right))
    if not pairs:
        raise ImportRefused(f"{path} 里没有一行的 matter 是清单里的名称或编码。")
    return pairs, unknown


def figures(method: str, find: Finder, pairs: Sequence[Pair]) -> Figures:
    """The figures of one method on some pairs."""
    ranks = []
    find(pairs[0].query)
    begun = time.perf_counter()
    for pair in pairs:
        found = find(pair.query)
        ranks.append(next((i for i, name in enumerate(found, 1) if name in pair.right), None))
    spent = (time.perf_counter() - begun) / len(pairs) * 1000
    top = {k: sum(rank is not None and rank <= k for rank in ranks) / len(pairs) for k in _SHOWN}
    return Figures(method, top, sum(1 / rank for rank in ranks if rank) / len(pairs), spent)


def ours(matcher: Matcher) -> Finder:
    """Our matching, the names of the subjects in the order of their likeliest fact."""
    position = {subject.code: i for i, subject in enumerate(matcher.index.subjects)}
    return lambda query: list(dict.fromkeys(position[f.subject.code] for f in matcher.match(query).facts))


def others(
    names: Sequence[str], embedder: Embedder | None, vectors: Vectors | None
) -> Iterator[tuple[str, Finder]]:
    """The methods to compare with, each with its name."""
    yield "rapidfuzz ratio", _fuzzy(names, fuzz.ratio)
    yield "rapidfuzz WRatio", _fuzzy(names, fuzz.WRatio)
    yield "BM25（bm25s，jieba 分词）", _bm25(names)
    yield "字符 tf-idf（1–2 字）", _character_tfidf(names)
    if embedder is not None and vectors is not None:
        yield f"句向量（{embedder.identity}）", _by_vectors(embedder, vectors)


def _fuzzy(names: Sequence[str], scorer: Callable[..., float]) -> Finder:
    def find(query: str) -> list[int]:
        return [position for _, _, position in process.extract(query, names, scorer=scorer, limit=DEPTH)]

    return find


def _bm25(names: Sequence[str]) -> Finder:
    retriever = bm25s.BM25()
    retriever.index([jieba.lcut_for_search(name) for name in names], show_progress=False)

    def find(query: str) -> list[int]:
        words = [word for word in jieba.lcut_for_search(query) if word in retriever.vocab_dict]
        return _best(retriever.get_scores(words)) if words else []

    return find


def _character_tfidf(names: Sequence[str]) -> Finder:
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 2))
    rows = vectoriser.fit_transform(names)
    return lambda query: _best((rows @ vectoriser.transform([query]).T).toarray().ravel())


def _by_vectors(embedder: Embedder, vectors: Vectors) -> Finder:
    return lambda query: _best(vectors @ embedder.query(query))


def _best(scores: NDArray[np.floating]) -> list[int]:
    return [int(position) for position in np.argsort(-scores, kind="stable")[:DEPTH]]
