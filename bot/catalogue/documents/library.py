"""The library of imported documents in the data folder, one JSON file a document."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.documents.block import BadDocument
from bot.catalogue.faults import Fault, KnowledgeFaults
from bot.catalogue.subject import Code, PartialDate, Words

_Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
_KEY = re.compile("[a-z][a-z0-9_]{0,63}")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(_Entry):
    """A piece of a document word for word, with the place where it stands."""

    section: Words
    text: _Text


class OfficialDocument(_Entry):
    """An imported document. `file` is the name of the file it came from."""

    key: Code
    title: Words
    number: Words | None = None
    issuer: Words | None = None
    date: PartialDate
    file: Words
    passages: tuple[Passage, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Library:
    """Imported documents by key. `version` is a digest of their content, empty without any."""

    documents: Mapping[str, OfficialDocument] = field(default_factory=dict)
    version: str = ""

    def passages(self) -> Iterator[tuple[OfficialDocument, Passage]]:
        """Every passage with its document."""
        for document in self.documents.values():
            for passage in document.passages:
                yield document, passage


NO_DOCUMENTS = Library()


def known_with(catalogue: Catalogue, library: Library) -> Catalogue:
    """The catalogue with a version that tells of both: what the assistant knew when it spoke."""
    if not library.version:
        return catalogue
    return replace(catalogue, version=f"{catalogue.version}-{library.version}")


def load_library(folder: Path) -> Library:
    """The documents of a folder; none if there is no such folder. Raises KnowledgeFaults."""
    documents: dict[str, OfficialDocument] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        try:
            content = path.read_bytes()
            document = OfficialDocument.model_validate_json(content)
        except FileNotFoundError:
            # Removed by someone else since the folder was listed.
            continue
        except (OSError, ValidationError) as error:
            kind = type(error).__name__
            reason = f"这份导入的文件读不出来（{kind}），请用 jiesu documents remove 删除后重新导入"
            faults.append(Fault(path, 1, "", reason))
            continue
        if document.key != path.stem:
            faults.append(Fault(path, 1, "key", f"应当与文件名相同（{path.stem}）"))
        digest.update(content)
        documents[document.key] = document
    if faults:
        raise KnowledgeFaults(faults)
    return Library(documents, digest.hexdigest()[:8] if documents else "")


def checked_key(key: str) -> str:
    """A key that can name a document. Raises BadDocument."""
    if not _KEY.fullmatch(key):
        raise BadDocument(
            f"key“{key[:80]}”不能用：只能用小写字母、数字和下划线，以字母开头，最长 64 个字符。"
        )
    return key


def keep(folder: Path, document: OfficialDocument) -> None:
    """Writes a document in place of an earlier one of its key, as a whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=1)
    # A name the library does not look for, in the same folder: renaming is then one step.
    handle, name = tempfile.mkstemp(prefix=f".{document.key}-", suffix=".part", dir=folder)
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        written.replace(folder / f"{document.key}.json")
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def remove(folder: Path, key: str) -> None:
    """Takes a document out of the library. Raises BadDocument if it is not there."""
    try:
        (folder / f"{checked_key(key)}.json").unlink()
    except FileNotFoundError as error:
        raise BadDocument(f"没有 key 是“{key}”的文件。用 jiesu documents list 看有哪些。") from error
