"""An imported catalogue of matters, as it is kept in the data folder between imports."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.catalogue.faults import Fault, KnowledgeFaults
from bot.catalogue.official.imported_facts import audience_of, facts_of
from bot.catalogue.official.mapping import CatalogueMapping
from bot.catalogue.official.matter_row import MatterRow
from bot.catalogue.subject import Citation, Code, Department, Document, Subject, SubjectKind, Words


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ImportedMatter(_Part):
    """A row as a subject; `code` as the authority writes it, `parent` the matter it is part of."""

    code: Words
    subject: Subject
    department: Words
    parent: Words | None = None


class ImportedCatalogue(_Part):
    """The matters of one official catalogue and the document that their facts cite."""

    format: Literal[1] = 1
    name: Code
    document: Document
    matters: tuple[ImportedMatter, ...]

    @property
    def departments(self) -> dict[str, Department]:
        """The bodies that handle the matters, by key."""
        names = {matter.subject.department: matter.department for matter in self.matters}
        return {key: Department(key=key, name=name) for key, name in names.items()}

    def content(self) -> bytes:
        """What is kept; the same for the same matters."""
        return self.model_dump_json(exclude_defaults=True).encode()


@dataclass(frozen=True)
class StoredCatalogue:
    """A kept catalogue with the digest of its file."""

    path: Path
    digest: str
    catalogue: ImportedCatalogue


def subject_code(code: str, mapping: CatalogueMapping) -> str:
    """The code in the knowledge of a matter with an official code."""
    if code in mapping.same_as:
        return mapping.same_as[code]
    plain = code.lower()
    if plain.isascii() and plain.replace("_", "").isalnum():
        return plain if plain[0].isalpha() else f"m_{plain}"
    return f"m_{_digest(code.encode())}"


def matter_of(row: MatterRow, mapping: CatalogueMapping) -> ImportedMatter:
    """A row as a subject with its facts."""
    source = Citation(document=mapping.cited.key, section=f"事项编码 {row.code}")
    subject = Subject(
        code=subject_code(row.code, mapping),
        kind=SubjectKind.MATTER,
        name=row.name,
        aliases=row.aliases,
        audience=audience_of(row),
        department=f"dept_{_digest(row.department.encode())}",
        facts=facts_of(row, source),
    )
    return ImportedMatter(code=row.code, subject=subject, department=row.department, parent=row.parent)


def stored(folder: Path) -> tuple[StoredCatalogue, ...]:
    """All kept catalogues, in the order of their names. Raises KnowledgeFaults."""
    return tuple(map(read_stored, stored_paths(folder)))


def stored_paths(folder: Path) -> tuple[Path, ...]:
    """The files of all kept catalogues, in the order of their names."""
    return tuple(sorted(folder.glob("*.json")))


def read_stored(path: Path) -> StoredCatalogue:
    """One kept catalogue. Raises KnowledgeFaults if the file is not what was written."""
    try:
        content = path.read_bytes()
        catalogue = ImportedCatalogue.model_validate_json(content)
    except (OSError, ValidationError) as error:
        raise KnowledgeFaults(
            [Fault(path, 1, "", "导入的事项目录读不出来，请重新导入，或者删掉这个文件")]
        ) from error
    return StoredCatalogue(path, _digest(content), catalogue)


def as_stored(catalogue: ImportedCatalogue, folder: Path) -> StoredCatalogue:
    """A catalogue as it will be once it is kept in a folder."""
    return StoredCatalogue(folder / f"{catalogue.name}.json", _digest(catalogue.content()), catalogue)


def keep(catalogue: StoredCatalogue) -> None:
    """Puts a catalogue in its place, as a whole or not at all. Raises OSError."""
    folder = catalogue.path.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
        try:
            file.write(catalogue.catalogue.content())
            file.flush()
            # The new content has to be on the disk before the name leads to it.
            os.fsync(file.fileno())
            Path(file.name).replace(catalogue.path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def codes_in(catalogues: Iterable[StoredCatalogue]) -> dict[str, str]:
    """The name of the catalogue that holds a matter, by the matter's code in the knowledge."""
    return {m.subject.code: one.catalogue.name for one in catalogues for m in one.catalogue.matters}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
