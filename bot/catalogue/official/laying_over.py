"""Imported catalogues laid over the shipped knowledge, as one Catalogue."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.catalogue.catalogue import Catalogue, fact_key, full_key
from bot.catalogue.faults import Fault, KnowledgeFaults
from bot.catalogue.official.imported_catalogue import ImportedMatter, StoredCatalogue
from bot.catalogue.official.imported_facts import AUDIENCE
from bot.catalogue.subject import Fact, Subject


def laid_over(shipped: Catalogue, imported: Sequence[StoredCatalogue]) -> Catalogue:
    """The shipped knowledge with imported matters in it. Raises KnowledgeFaults.

    A matter that both have keeps the shipped facts of those aspects of which the import
    says nothing. Names that occur several times are told apart. What the import covers is
    no longer `not_covered`. The version covers everything.
    """
    if not imported:
        return shipped
    documents, departments = dict(shipped.documents), dict(shipped.departments)
    for one in imported:
        if one.catalogue.document.key in documents:
            reason = f"documents.yml 里已经有“{one.catalogue.document.key}”，请换一个 name 重新导入"
            raise KnowledgeFaults([Fault(one.path, 1, "document", reason)])
        documents[one.catalogue.document.key] = one.catalogue.document
        departments |= one.catalogue.departments
    keys = {department.name: key for key, department in shipped.departments.items()}
    subjects = dict(shipped.subjects)
    replaced: dict[str, str] = {}
    for matter in _told_apart(shipped, [m for one in imported for m in one.catalogue.matters]):
        code = matter.subject.code
        subject = _with_known_department(matter, keys)
        if code in subjects:
            replaced |= _replaced(subjects[code], subject)
            subject = _joined(subjects[code], subject)
        subjects[code] = subject
    used = {subject.department for subject in subjects.values()}
    return replace(
        shipped,
        version=_version(shipped, imported),
        subjects={code: _redirected(s, replaced) for code, s in subjects.items()} if replaced else subjects,
        documents=documents,
        departments={k: d for k, d in departments.items() if k in used or k in shipped.departments},
        not_covered=_still_not_covered(shipped, imported),
    )


def _version(shipped: Catalogue, imported: Iterable[StoredCatalogue]) -> str:
    digests = (shipped.version, *(one.digest for one in imported))
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:12]


def _with_known_department(matter: ImportedMatter, keys: Mapping[str, str]) -> Subject:
    key = keys.get(matter.department)
    return matter.subject.model_copy(update={"department": key}) if key else matter.subject


def _told_apart(shipped: Catalogue, matters: Sequence[ImportedMatter]) -> list[ImportedMatter]:
    """The matters, those that share a name with what tells them apart behind it."""
    sharing: dict[str, list[ImportedMatter]] = defaultdict(list)
    for matter in matters:
        sharing[matter.subject.name].append(matter)
    shipped_names = {s.name for code, s in shipped.subjects.items()}
    same = {m.subject.code for m in matters} & set(shipped.subjects)
    shown: dict[str, str] = {}
    for name, group in sharing.items():
        others = [m for m in group if m.subject.code not in same or len(group) > 1]
        if len(group) > 1 or (name in shipped_names and others):
            shown |= _distinction(others)
    return [_named(matter, shown.get(matter.subject.code)) for matter in matters]


def _distinction(group: Sequence[ImportedMatter]) -> dict[str, str]:
    """For each code of a group what only this matter of the group has."""
    marks: tuple[Callable[[ImportedMatter], str], ...] = (
        lambda m: m.department,
        lambda m: m.parent if m.parent and m.parent != m.subject.name else "",
        lambda m: f"{m.department}，{m.parent}",
        lambda m: f"事项编码 {m.code}",
    )
    for mark in marks:
        found = {matter.subject.code: mark(matter) for matter in group}
        if all(found.values()) and len(set(found.values())) == len(group):
            return found
    return {}


def _named(matter: ImportedMatter, mark: str | None) -> ImportedMatter:
    if mark is None:
        return matter
    subject = matter.subject
    # The plain name stays a name: people who use it are then asked which one they mean.
    named = {"name": f"{subject.name}（{mark}）", "aliases": (subject.name, *subject.aliases)}
    return matter.model_copy(update={"subject": subject.model_copy(update=named)})


def _replaced(shipped: Subject, imported: Subject) -> dict[str, str]:
    """For each shipped fact that gives way the imported one of its aspect, by their keys."""
    instead: dict[str, Fact] = {}
    for fact in reversed(imported.facts):
        if fact.id != AUDIENCE:
            instead[fact.aspect] = fact
    return {
        fact_key(shipped, fact): fact_key(imported, instead[fact.aspect])
        for fact in shipped.facts
        if fact.aspect in instead
    }


def _joined(shipped: Subject, imported: Subject) -> Subject:
    replaced = _replaced(shipped, imported)
    kept = [fact for fact in shipped.facts if fact_key(shipped, fact) not in replaced]
    names = dict.fromkeys((*imported.aliases, shipped.name, *shipped.aliases))
    changes = {
        "kind": shipped.kind,
        "aliases": tuple(name for name in names if name != imported.name),
        "audience": imported.audience or shipped.audience,
        "part_of": shipped.part_of,
        "includes": shipped.includes,
        "without": shipped.without,
        "related": shipped.related,
        "facts": (*imported.facts, *kept),
    }
    return imported.model_copy(update=changes)


def _redirected(subject: Subject, replaced: Mapping[str, str]) -> Subject:
    """A subject whose old facts name the successors that are there now."""

    def successor(fact: Fact) -> str | None:
        reference = fact.superseded_by
        if reference is None:
            return None
        return replaced.get(full_key(subject, reference), reference)

    facts = tuple(
        fact
        if (new := successor(fact)) == fact.superseded_by
        else fact.model_copy(update={"superseded_by": new})
        for fact in subject.facts
    )
    return subject if facts == subject.facts else subject.model_copy(update={"facts": facts})


def _still_not_covered(
    shipped: Catalogue, imported: Iterable[StoredCatalogue]
) -> tuple[tuple[str, ...], ...]:
    covered = {
        name
        for one in imported
        for matter in one.catalogue.matters
        for name in (matter.subject.name, *matter.subject.aliases)
    }
    return tuple(group for group in shipped.not_covered if not covered & set(group))
