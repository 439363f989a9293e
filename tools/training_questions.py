"""The questions the matching is fitted on, as text with what answers them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
TRAINING = PROJECT / "tools" / "training"
# What nobody is answered with facts to: it teaches where to refuse, but is easily told
# apart, and would otherwise drown what is hard.
SMALL_TALK_COUNTS = 0.3


@dataclass(frozen=True)
class Asked:
    """A question with the keys of the facts, or the codes of the matters, that answer it."""

    text: str
    answers: frozenset[str] = field(default=frozenset())
    weight: float = 1.0


def for_facts() -> Iterator[Asked]:
    """Questions written by people who saw what each fact says but none of the ways of asking kept with it."""
    for path in sorted(TRAINING.glob("questions_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Asked(row["q"], frozenset(row["facts"]))


def for_names() -> Iterator[Asked]:
    """Questions for matters of an official catalogue, by their codes there."""
    with (TRAINING / "guangdong_queries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Asked(row["query"], frozenset(row["matter"].split("|")))


def without_answer() -> Iterator[Asked]:
    """Questions to the hotline that no fact answers, and small talk."""
    for path in sorted(TRAINING.glob("unanswerable*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Asked(json.loads(line)["q"])
    for name in ("out_of_scope", "complain", "follow_ticket"):
        content = yaml.safe_load((PROJECT / "data" / "nlu" / f"{name}.yml").read_text(encoding="utf-8"))
        for line in content["nlu"][0]["examples"].splitlines():
            yield Asked(line.removeprefix("- ").strip(), weight=SMALL_TALK_COUNTS)
