"""Imports an official catalogue of matters into the data folder, or says why it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.catalogue.official.imported_catalogue import (
    ImportedCatalogue,
    ImportedMatter,
    StoredCatalogue,
    as_stored,
    codes_in,
    keep,
    read_stored,
    stored_paths,
)
from bot.catalogue.official.laying_over import laid_over
from bot.catalogue.official.mapping import CatalogueMapping, read_mapping
from bot.catalogue.official.matter_import import MatterImport
from bot.catalogue.official.row_outcome import RowOutcome, Verdict
from bot.catalogue.official.table import ImportRefused
from bot.catalogue.official.table_files import read_table

_REASONS_SHOWN = 5


@dataclass(frozen=True)
class ImportReport:
    """What became of each row; `written` is the file that changed, None if none did."""

    outcomes: tuple[RowOutcome, ...]
    written: Path | None
    differs: bool


def import_catalogue(
    source: Path, mapping_file: Path | None, *, knowledge: Path, imports: Path, dry_run: bool = False
) -> ImportReport:
    """Takes a file into the folder `imports`, whole or not at all.

    Without `mapping_file` the mapping stands beside the source under the same name.
    Raises ImportRefused, or KnowledgeFaults if the knowledge is faulty as it is.
    """
    mapping = read_mapping(_mapping_file(source, mapping_file))
    header_row, wanted = mapping.header_row, mapping.wanted_columns
    table = read_table(source, sheet=mapping.sheet, header_row=header_row, wanted=wanted)
    shipped = load(knowledge)
    _check_same_as(mapping, shipped)
    place = imports / f"{mapping.name}.json"
    others = tuple(read_stored(path) for path in stored_paths(imports) if path != place)
    before = _before(place)
    taking = MatterImport(mapping, _by_code(before), codes_in(others))
    taking.take(table)
    if not taking.matters:
        refused = [outcome for outcome in taking.outcomes if outcome.verdict is Verdict.REFUSED]
        reasons = "\n".join(map(str, refused[:_REASONS_SHOWN]))
        raise ImportRefused(f"一行也没有收下，什么都没有改。开头几行的原因是：\n{reasons}")
    fresh = as_stored(taking.catalogue(), imports)
    # What cannot be laid over the knowledge would keep the service from starting.
    laid_over(shipped, (*others, fresh))
    differs = before is None or before.content() != fresh.catalogue.content()
    written = _kept(fresh) if differs and not dry_run else None
    return ImportReport(tuple(taking.outcomes), written, differs)


def _mapping_file(source: Path, given: Path | None) -> Path:
    if given is not None:
        return given
    beside = source.with_suffix(".yml")
    if not beside.exists():
        raise ImportRefused(
            f"要有映射文件说明哪一列是什么：用 --mapping 指定，或者放在 {beside}。"
            "例子见 examples/catalogues/。"
        )
    return beside


def _check_same_as(mapping: CatalogueMapping, shipped: Catalogue) -> None:
    for code in mapping.same_as.values():
        if code not in shipped.subjects:
            raise ImportRefused(f"映射文件的 same_as 里写的“{code}”，知识库里没有这个事项。")
    if len(set(mapping.same_as.values())) < len(mapping.same_as):
        raise ImportRefused("映射文件的 same_as 里，有两个事项编码指着知识库的同一个事项。")


def _before(place: Path) -> ImportedCatalogue | None:
    """What was imported under this name; a broken file is as none, for importing mends it."""
    try:
        return read_stored(place).catalogue if place.exists() else None
    except KnowledgeFaults:
        return None


def _by_code(catalogue: ImportedCatalogue | None) -> dict[str, ImportedMatter]:
    return {} if catalogue is None else {matter.code: matter for matter in catalogue.matters}


def _kept(fresh: StoredCatalogue) -> Path:
    try:
        keep(fresh)
    except OSError as error:
        raise ImportRefused(f"写不进 {fresh.path}：{error.strerror}。原来的内容没有动。") from error
    return fresh.path
