"""`jiesu match evaluate`: how well the matching finds names, beside other methods."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.catalogue.loader import load
from bot.catalogue.names import NamedMatters, named_matters, read_names
from bot.clients.embedders import base_embedder, meanings
from bot.clients.vector_cache import VectorCache
from bot.commands.match_evaluation import HEADER, figures, others, ours, read_pairs
from bot.matching.fact_index import FactIndex
from bot.matching.matcher import Matcher
from bot.settings import Settings

_UNKNOWN_SHOWN = 5


def add_to(commands: Any) -> None:
    """Adds the group to the parser's commands."""
    group = commands.add_parser("match", help="匹配").add_subparsers(required=True, metavar="动作")
    evaluate = group.add_parser("evaluate", help="按名称匹配得准不准，与别的方法并排")
    evaluate.add_argument("pairs", type=Path, help="题目：query,matter 两列；几个都对的用 | 隔开")
    evaluate.add_argument("--names", type=Path, help="名称清单（有 name 一列），默认是知识库里的条目名称")
    evaluate.set_defaults(run=_evaluate)


def _evaluate(settings: Settings, options: argparse.Namespace) -> None:
    named = _named(settings, options.names)
    subjects = named.catalogue.subjects
    position = {code: row for row, code in enumerate(subjects)}
    known = {name: position[code] for name, code in named.codes_of.items()}
    pairs, unknown = read_pairs(options.pairs, known)
    print(f"{len(pairs)} 问，{len(subjects)} 个名称。")
    if unknown:
        print(f"清单里没有、略过的 {len(unknown)} 个：{'、'.join(unknown[:_UNKNOWN_SHOWN])}")
    index = FactIndex(named.catalogue)
    names = [subject.name for subject in subjects.values()]
    print(HEADER)
    source = meanings(settings)
    if source is not None:
        print(figures("接诉（字词加意思）", ours(Matcher(named.catalogue, index, source.of(index))), pairs))
    print(figures("接诉（只看字词）", ours(Matcher(named.catalogue, index)), pairs))
    base = base_embedder(settings.embedder)
    vectors = VectorCache(settings.vectors, base).vectors_of(names) if base else None
    for method, find in others(names, base, vectors):
        print(figures(method, find, pairs))


def _named(settings: Settings, names: Path | None) -> NamedMatters:
    """The names to look through: those of a file, or those of the knowledge."""
    knowledge = load(settings.knowledge, settings.imported_catalogues)
    if names is not None:
        return read_names(names, knowledge.labels)
    return named_matters(list(dict.fromkeys(s.name for s in knowledge.subjects.values())), knowledge.labels)
