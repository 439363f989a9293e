"""How long one match takes, and what an index costs, from 150 to 100,000 names: `make bench-matching`."""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil

from bot.catalogue.loader import load
from bot.catalogue.names import named_matters, read_names
from bot.clients.adapted_embedder import AdaptedEmbedder
from bot.clients.embedders import base_embedder
from bot.matching import matcher as matching
from bot.matching.embedder import Embedder
from bot.matching.fact_index import FactIndex
from bot.matching.matcher import Matcher, Meaning
from bot.matching.meaning import EmbeddedTexts, MeaningIndex
from bot.settings import read_settings

SIZES = (150, 2_400, 25_000, 100_000)
QUERIES = 200
# What tells like matters of different places and people apart in real catalogues.
_PLACES = (
    *("省级", "市级", "县级", "历下区", "市中区", "槐荫区", "天桥区", "历城区", "长清区", "章丘区"),
    *("济阳区", "莱芜区", "钢城区", "平阴县", "商河县"),
)
_CASES = (
    *("新办", "变更", "延续", "注销", "补证", "换证", "备案", "撤销", "恢复", "查询", "预约"),
    *("公示", "年审", "遗失声明"),
)
_ASKED = "怎么办{}|{}要什么材料|我想问{}去哪里|{}几天能好|{}咋弄"


def names_of(known: Sequence[str], size: int) -> list[str]:
    """Real names as far as there are, then made of them for places and cases."""
    made = (
        f"{name}（{place}{case}）" for place, case in itertools.product(_PLACES, _CASES) for name in known
    )
    return list(itertools.islice(dict.fromkeys(itertools.chain(known, made)), size))


def queries_of(names: Sequence[str]) -> list[str]:
    """Questions that name a matter by a part of its name, differently each."""
    chance = random.Random(1)  # noqa: S311 - always the same questions
    chosen = (chance.choice(names).split("（")[0] for _ in range(QUERIES))
    return [chance.choice(_ASKED.split("|")).format(name[: chance.randint(4, 12)]) for name in chosen]


def percentiles(match: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """p50 and p95 of a match in milliseconds."""
    for query in queries[:20]:
        match(query)
    spent = []
    for query in queries:
        begun = time.perf_counter()
        match(query)
        spent.append((time.perf_counter() - begun) * 1000)
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def measured(names: Sequence[str], embedder: Embedder | None) -> str:
    """One line of the table."""
    memory, begun = psutil.Process().memory_info().rss, time.perf_counter()
    catalogue = named_matters(names, load(read_settings().knowledge).labels).catalogue
    index = FactIndex(catalogue)
    built = time.perf_counter() - begun
    queries = queries_of(names)
    cells = [f"{len(names):,}", f"{built:.1f}"]
    cells += [f"{value:.1f}" for value in percentiles(Matcher(catalogue, index).match, queries)]
    if embedder is not None:
        embedded = EmbeddedTexts(index)
        # Which way vectors point changes nothing about the time.
        vectors = np.random.default_rng(1).normal(size=(len(embedded.all()), len(embedder.query("甲"))))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        meaning = Meaning(embedder, MeaningIndex(embedded, vectors.astype(np.float32)))
        cells += [f"{value:.1f}" for value in percentiles(Matcher(catalogue, index, meaning).match, queries)]
    used = (psutil.Process().memory_info().rss - memory) / len(names) / 1024
    return "| " + " | ".join([*cells, f"{used:.1f}"]) + " |"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, help="名称清单（有 name 一列），默认是知识库里的条目名称")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    settings = read_settings()
    knowledge = load(settings.knowledge)
    subjects = read_names(options.names, {}).catalogue.subjects if options.names else knowledge.subjects
    known = list(dict.fromkeys(subject.name for subject in subjects.values()))
    base = base_embedder(settings.embedder)
    # Every question goes through both stages: the slowest case.
    matching.SURE_BY_WORDS = 2.0
    print("| 名称 | 建索引 秒 | 只看字词 p50 毫秒 | p95 | 两级都走 p50 毫秒 | p95 | 每个名称 KiB |")
    print("|---|---|---|---|---|---|---|")
    for size in options.sizes:
        # A question is never the same twice for the model: nothing is remembered.
        embedder = AdaptedEmbedder(base) if base else None
        print(measured(names_of(known, size), embedder), flush=True)


if __name__ == "__main__":
    main()
