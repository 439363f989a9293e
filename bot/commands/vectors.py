"""`jiesu vectors`: computes beforehand what the service would compute in the background."""

from __future__ import annotations

import argparse
import os
from typing import Any

from bot.catalogue.loader import load
from bot.clients.embedders import meanings
from bot.matching.fact_index import FactIndex
from bot.settings import Settings


def add_to(commands: Any) -> None:
    """Adds the command to the parser's commands."""
    vectors = commands.add_parser("vectors", help="算好知识库的句向量（没有变化就不算）")
    vectors.set_defaults(run=_vectors)


def _vectors(settings: Settings, options: argparse.Namespace) -> None:  # noqa: ARG001
    # Nobody talks to this process: it may have all cores.
    source = meanings(settings, threads=os.cpu_count() or 1)
    if source is None:
        print("没有设句向量模型，只按字词匹配。")
        return
    index = FactIndex(load(settings.knowledge, settings.imported_catalogues))
    missing = source.missing(index)
    if missing:
        print(f"计算句向量，{missing} 条，两核上一千条大约 15 秒……", flush=True)
        source.of(index)
    print("句向量都算好了。")
