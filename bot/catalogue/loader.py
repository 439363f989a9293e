"""Reads knowledge/ into a Catalogue, or names every fault in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.catalogue import located_yaml
from bot.catalogue.catalogue import FACT_SEPARATOR, Catalogue, full_key
from bot.catalogue.faults import Fault, KnowledgeFaults, fault_at, faults_of
from bot.catalogue.located_yaml import LocatedYaml, Location, UnreadableYaml
from bot.catalogue.official.imported_catalogue import stored
from bot.catalogue.official.laying_over import laid_over
from bot.catalogue.subject import Department, Document, Fact, Subject, SubjectKind
from bot.catalogue.typography import typography_fault

Row = TypeVar("Row", bound=BaseModel)

# Where files with one subject each stand.
_FILES_OF_ONE = {SubjectKind.MATTER: "matters/*/*.yml", SubjectKind.BUNDLE: "bundles/*.yml"}


class _Place:
    """Where a subject was read, for faults found later."""

    def __init__(self, path: Path, source: LocatedYaml, prefix: Location) -> None:
        self.path, self.source, self.prefix = path, source, prefix

    def fault(self, location: Location, reason: str) -> Fault:
        return fault_at(self.path, self.source, (*self.prefix, *location), reason)


def load(folder: Path, imports: Path | None = None) -> Catalogue:
    """The checked content of a knowledge folder. Raises KnowledgeFaults with every fault.

    `imports`: the folder of imported catalogues, which are laid over it.
    """
    shipped = _Loading(folder).catalogue()
    return shipped if imports is None else laid_over(shipped, stored(imports))


class _Loading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.digest = hashlib.sha256()

    def catalogue(self) -> Catalogue:
        if not self.folder.is_dir():
            raise KnowledgeFaults([Fault(self.folder, 1, "", "没有这个文件夹")])
        documents = {d.key: d for d in self._rows("documents.yml", Document)}
        departments = {d.key: d for d in self._rows("departments.yml", Department)}
        synonyms = tuple(self._groups("synonyms.yml", at_least=2))
        not_covered = tuple(self._groups("not_covered.yml", at_least=1))
        labels = dict(self._labels())
        subjects = dict(self._checked(documents, departments))
        if not subjects and not self.faults:
            self.faults.append(Fault(self.folder, 1, "", "一个事项也没有"))
        if self.faults:
            raise KnowledgeFaults(self.faults)
        version = self.digest.hexdigest()[:12]
        return Catalogue(version, subjects, documents, departments, synonyms, not_covered, labels)

    def _read(self, path: Path) -> LocatedYaml | None:
        try:
            self.digest.update(path.read_bytes())
            return located_yaml.read(path)
        except FileNotFoundError:
            self.faults.append(Fault(path, 1, "", "没有这个文件"))
        except UnreadableYaml as error:
            self.faults.append(Fault(path, error.line, "", error.reason))
        return None

    def _list(self, path: Path, at: str | None = None) -> Iterator[tuple[LocatedYaml, Location, Any]]:
        source = self._read(path)
        if source is None:
            return
        rows = source.data if at is None else source.data.get(at) if isinstance(source.data, dict) else None
        if not isinstance(rows, list):
            self.faults.append(Fault(path, 1, at or "", "应当是列表"))
            return
        for index, row in enumerate(rows):
            yield source, (index,) if at is None else (at, index), row

    def _rows(self, name: str, kind: type[Row]) -> Iterator[Row]:
        path = self.folder / name
        seen: set[str] = set()
        for source, location, row in self._list(path):
            try:
                entry = kind.model_validate(row)
            except ValidationError as error:
                self.faults.extend(faults_of(error, path, source, location))
                continue
            key: str = getattr(entry, "key", "")
            if key in seen:
                self.faults.append(fault_at(path, source, location, f"key“{key}”重复"))
            seen.add(key)
            yield entry

    def _groups(self, name: str, at_least: int) -> Iterator[tuple[str, ...]]:
        path = self.folder / name
        for source, location, row in self._list(path):
            if isinstance(row, list) and len(row) >= at_least and all(isinstance(w, str) for w in row):
                yield tuple(row)
            else:
                reason = f"应当是至少 {at_least} 个词的列表"
                self.faults.append(fault_at(path, source, location, reason))

    def _labels(self) -> Iterator[tuple[str, str]]:
        path = self.folder / "labels.yml"
        source = self._read(path)
        if source is None:
            return
        groups = source.data if isinstance(source.data, dict) else {"": None}
        for group, labels in groups.items():
            if not isinstance(labels, dict):
                self.faults.append(fault_at(path, source, (group,) if group else (), "应当是“键: 值”的形式"))
                continue
            for key, text in labels.items():
                if isinstance(text, str):
                    yield f"{group}.{key}", text
                else:
                    self.faults.append(fault_at(path, source, (group, key), "应当是文字"))

    def _subjects(self) -> Iterator[tuple[_Place, Any, SubjectKind, str | None]]:
        for kind, files in _FILES_OF_ONE.items():
            for path in sorted(self.folder.glob(files)):
                source = self._read(path)
                if source is not None:
                    yield _Place(path, source, ()), source.data, kind, path.stem
        for path in sorted(self.folder.glob("policies/*.yml")):
            for source, location, row in self._list(path, "points"):
                yield _Place(path, source, location), row, SubjectKind.POLICY, None

    def _checked(
        self, documents: dict[str, Document], departments: dict[str, Department]
    ) -> Iterator[tuple[str, Subject]]:
        read: dict[str, tuple[Subject, _Place]] = {}
        for place, row, kind, stem in self._subjects():
            subject = self._subject(place, row, kind)
            if subject is None:
                continue
            if stem is not None and subject.code != stem:
                self.faults.append(place.fault(("code",), f"应当与文件名相同（{stem}）"))
            if subject.code in read:
                other = read[subject.code][1].path
                self.faults.append(place.fault(("code",), f"“{subject.code}”在 {other} 里已经用了"))
            read[subject.code] = subject, place
        facts = {
            f"{code}{FACT_SEPARATOR}{fact.id}": fact.superseded_by and full_key(subject, fact.superseded_by)
            for code, (subject, _) in read.items()
            for fact in subject.facts
        }
        for subject, place in read.values():
            self._check_references(subject, place, departments, set(read))
            self._check_includes(subject, place, {code: other for code, (other, _) in read.items()})
            self._check_facts(subject, place, documents, facts)
        yield from ((code, subject) for code, (subject, _) in read.items())

    def _subject(self, place: _Place, row: Any, kind: SubjectKind) -> Subject | None:
        try:
            if isinstance(row, dict):
                row = {**row, "kind": kind}
            return Subject.model_validate(row)
        except ValidationError as error:
            self.faults.extend(faults_of(error, place.path, place.source, place.prefix))
            return None

    def _check_references(
        self,
        subject: Subject,
        place: _Place,
        departments: dict[str, Department],
        codes: set[str],
    ) -> None:
        if subject.department not in departments:
            self.faults.append(place.fault(("department",), f"departments.yml 里没有“{subject.department}”"))
        if subject.part_of is not None and subject.part_of not in codes:
            self.faults.append(place.fault(("part_of",), f"没有条目“{subject.part_of}”"))
        for index, code in enumerate(subject.related):
            if code not in codes:
                self.faults.append(place.fault(("related", index), f"没有条目“{code}”"))

    def _check_includes(self, subject: Subject, place: _Place, subjects: dict[str, Subject]) -> None:
        is_bundle = subject.kind is SubjectKind.BUNDLE
        if is_bundle != (subject.includes is not None):
            reason = "缺少这一项；还没有它的事项，写 []" if is_bundle else "bundles/ 里的一件事才写这一项"
            self.faults.append(place.fault(("includes",), reason))
        for index, code in enumerate(subject.includes or ()):
            fault = _part_fault(subject, index, subjects.get(code))
            if fault is not None:
                self.faults.append(place.fault(("includes", index), fault))
        parts = [part for code in subject.includes or () if (part := subjects.get(code)) is not None]
        known = {f"{part.code}{FACT_SEPARATOR}{fact.id}" for part in parts for fact in part.facts}
        for index, key in enumerate(subject.without):
            if key not in known:
                self.faults.append(place.fault(("without", index), f"includes 的事项里没有事实“{key}”"))

    def _check_facts(
        self,
        subject: Subject,
        place: _Place,
        documents: dict[str, Document],
        facts: dict[str, str | None],
    ) -> None:
        seen: set[str] = set()
        for index, fact in enumerate(subject.facts):
            at: Location = ("facts", index)
            if fact.id in seen:
                self.faults.append(place.fault((*at, "id"), f"“{fact.id}”在这个条目里重复"))
            seen.add(fact.id)
            if not fact.asked:
                self.faults.append(place.fault((*at, "asked"), "至少要写一种问法"))
            if fact.source.document not in documents:
                self.faults.append(
                    place.fault((*at, "source", "document"), f"documents.yml 里没有“{fact.source.document}”")
                )
            if fact.superseded_by is not None:
                reason = _succession_fault(full_key(subject, fact.superseded_by), facts)
                if reason is not None:
                    self.faults.append(place.fault((*at, "superseded_by"), reason))
            self._check_wording(fact, place, at)

    def _check_wording(self, fact: Fact, place: _Place, at: Location) -> None:
        for key, text in (("about", fact.about), ("text", fact.text)):
            reason = typography_fault(text, sentence=key == "text")
            if reason:
                self.faults.append(place.fault((*at, key), reason))


def _part_fault(bundle: Subject, index: int, part: Subject | None) -> str | None:
    """What is wrong with a part of a bundle."""
    code = (bundle.includes or ())[index]
    if part is None:
        return f"没有条目“{code}”"
    if part.kind is not SubjectKind.MATTER:
        return f"“{code}”不是事项，一件事只能由事项合成"
    return f"“{code}”写了两遍" if code in (bundle.includes or ())[:index] else None


def _succession_fault(successor: str, facts: dict[str, str | None]) -> str | None:
    """What is wrong with a successor: it is not there, or its own successors run in a circle."""
    if successor not in facts:
        return f"没有事实“{successor}”"
    passed = set()
    following: str | None = successor
    while following in facts:
        if following in passed:
            return f"“{successor}”被代替来代替去，成了一圈"
        passed.add(following)
        following = facts[following]
    return None
