"""A catalogue of bare names, to try the matching on any list of matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.official.table_files import read_table
from bot.catalogue.subject import Aspect, Citation, Fact, Subject, SubjectKind

_NAME = "name"
_CODE_ENDING = "code"
_SOURCE = Citation(document="names", section="名称")


@dataclass(frozen=True)
class NamedMatters:
    """A catalogue with one subject a different name; `codes_of` finds them by name or official code."""

    catalogue: Catalogue
    codes_of: Mapping[str, str]


def read_names(path: Path, labels: Mapping[str, str]) -> NamedMatters:
    """The names of a .csv, .jsonl or .xlsx file with a column `name`, codes in columns ending in “code”.

    Raises ImportRefused.
    """
    table = read_table(path, sheet=None, header_row=1, wanted=frozenset({_NAME}))
    codes = [column for column in table.columns if column.endswith(_CODE_ENDING)]
    known: dict[str, list[str]] = {}
    for row in table.rows:
        name = str(row.cells.get(_NAME) or "").strip()
        if name:
            known.setdefault(name, []).extend(str(row.cells.get(column) or "") for column in codes)
    return named_matters(list(known), labels, list(known.values()))


def named_matters(
    names: Sequence[str], labels: Mapping[str, str], official: Sequence[Sequence[str]] = ()
) -> NamedMatters:
    """A catalogue of different names, each with the official codes it is known by."""
    subjects = {f"n{row}": _subject(f"n{row}", name) for row, name in enumerate(names)}
    codes_of = {subject.name: code for code, subject in subjects.items()}
    for row, codes in enumerate(official):
        codes_of.update({code: f"n{row}" for code in codes if code})
    catalogue = Catalogue("names", subjects, {}, {}, (), (), labels)
    return NamedMatters(catalogue, codes_of)


def _subject(code: str, name: str) -> Subject:
    fact = Fact(id="name", aspect=Aspect.POLICY, about=name, asked=(), text=name, source=_SOURCE)
    return Subject(code=code, kind=SubjectKind.MATTER, name=name, department="unknown", facts=(fact,))
