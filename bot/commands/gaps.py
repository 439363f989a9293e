"""`jiesu knowledge gaps`: what was not answered, the most wanted first."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from typing import Any

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.loader import load
from bot.matching.features import Segmenter
from bot.settings import Settings
from bot.storage.database import migrate, open_database
from bot.storage.encryption import encryption
from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.knowledge_gaps import MOST_GAPS, GapCluster, overview
from bot.usecases.wording import Wording

_SHOWN = 20


def add_to(knowledge: Any) -> None:
    """Adds the action to those of `jiesu knowledge`."""
    gaps = knowledge.add_parser("gaps", help="没有答好的问题，问得多的在前")
    gaps.add_argument("--limit", type=_positive, default=_SHOWN, help=f"最多列几类，默认 {_SHOWN}")
    gaps.set_defaults(run=_gaps)


def _positive(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise argparse.ArgumentTypeError("应当是大于 0 的整数")
    return int(text)


def _gaps(settings: Settings, options: argparse.Namespace) -> None:
    catalogue = load(settings.knowledge, settings.imported_catalogues)
    engine = open_database(settings.database_url)
    migrate(engine)
    with StoredUnitsOfWork(engine, encryption(settings.encryption_key, settings.data))() as work:
        kept = work.gaps.newest(MOST_GAPS)
    engine.dispose()
    names = (name for subject in catalogue.subjects.values() for name in (subject.name, *subject.aliases))
    found = overview(kept, Segmenter(names, catalogue.synonyms).features, datetime.now(UTC))
    print(f"没有答好的问题共 {len(found)} 类。" if found else "还没有没答好的问题。")
    for number, one in enumerate(found[: options.limit], 1):
        print(f"{number}. {one.representative}\n   {_about(one, catalogue)}")


def _about(one: GapCluster, catalogue: Catalogue) -> str:
    wording = Wording(catalogue.labels)
    reasons = [
        f"{wording.say(f'gap_reason.{reason}')} {count}" for reason, count in sorted(one.reasons.items())
    ]
    subject = catalogue.subjects.get(one.matter or "")
    near = f"；最接近的事项：{subject.name}" if subject else ""
    last = f"{one.last_at.astimezone():%Y-%m-%d}"
    return f"{one.conversations} 个对话，{'，'.join(reasons)}；最近一次 {last}{near}"
