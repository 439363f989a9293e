"""Importing a document: read, its head found, cut into passages, kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.catalogue.documents.block import BadDocument, Block, Content, Paragraph, Row
from bot.catalogue.documents.head import Head, body_end, head_of, is_furniture, partial_date
from bot.catalogue.documents.library import OfficialDocument, checked_key, keep, load_library
from bot.catalogue.documents.outline import is_heading_like
from bot.catalogue.documents.reading import read_document
from bot.catalogue.documents.splitting import passages_of

_LONGEST_GIVEN = 300
_LONGEST_KEY = 60


@dataclass(frozen=True)
class Given:
    """What the person who imports says of the document; it overrides what its head says."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Imported:
    """An imported document, and the title of the one it took the place of, if any."""

    document: OfficialDocument
    replaced: str | None


def import_document(path: Path, folder: Path, given: Given, *, dry_run: bool = False) -> Imported:
    """Reads a file into the library in `folder`. With `dry_run` nothing is written.

    Raises BadDocument, and KnowledgeFaults if the library itself is broken; in either case
    the library is as it was.
    """
    document = parsed_document(path, given)
    there = load_library(folder).documents.get(document.key)
    if there and given.key is None and there.title != document.title:
        raise BadDocument(
            f"已经有 key 是“{document.key}”的文件《{there.title}》，与《{document.title}》不是同一份。"
            f"要替换它，请加 --key {document.key}；要另外存一份，请用 --key 起一个别的名字。"
        )
    if not dry_run:
        keep(folder, document)
    return Imported(document, there.title if there else None)


def parsed_document(path: Path, given: Given) -> OfficialDocument:
    """The document of a file with its passages. Raises BadDocument."""
    key = checked_key(given.key) if given.key is not None else _key_of(path)
    content = read_document(path)
    head = head_of(content)
    title = _said(given.title, "--title") or head.title
    date = _given_date(given.date) or head.date
    _require(path, title, date)
    # What heads a table is its caption, even if the document itself has been given another title.
    is_table = isinstance(next(iter(content.blocks[head.size :]), None), Row)
    titles = f"{title}" if is_table else f"{title}{head.title}"
    passages = passages_of(_body(content, head, titles), titles)
    if not passages:
        raise BadDocument(f"不能导入“{path.name}”：除了标题没有找到正文。")
    try:
        return OfficialDocument(
            key=key,
            title=title or "",
            number=_said(given.number, "--number") or head.number,
            issuer=_said(given.issuer, "--issuer") or head.issuer,
            date=date or "",
            file=path.name,
            passages=tuple(passages),
        )
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise BadDocument(f"不能导入“{path.name}”：{place} 不能用。") from error


def _require(path: Path, title: str | None, date: str | None) -> None:
    missing = [
        sentence
        for absent, sentence in (
            (not title, "标题（--title 文件标题）"),
            (not date, "日期（--date 2024-04-28，也可以只写到月或年）"),
        )
        if absent
    ]
    if missing:
        raise BadDocument(f"“{path.name}”里没有找到{'和'.join(missing)}，请在命令里写明。")


def _said(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    text = re.sub(r"\s+", " ", text).strip()
    if not text or len(text) > _LONGEST_GIVEN:
        raise BadDocument(f"{option} 要写 1 到 {_LONGEST_GIVEN} 个字。")
    return text


def _given_date(text: str | None) -> str | None:
    if text is None:
        return None
    date = partial_date(text)
    if date is None:
        raise BadDocument(f"--date“{text[:40]}”不是日期。请写成 2024-04-28、2024-04 或 2024。")
    return date


def _key_of(path: Path) -> str:
    """A key from a file's name: the same name gives the same key again."""
    key = re.sub("[^a-z0-9]+", "_", path.stem.lower()).strip("_")[:_LONGEST_KEY]
    is_whole = path.stem.isascii() and re.match("[a-z]", key)
    return key if is_whole else f"doc_{hashlib.sha256(path.stem.encode()).hexdigest()[:8]}"


def _body(content: Content, head: Head, titles: str) -> Sequence[Block]:
    """The blocks after the head; a heading that directly precedes them and is no title goes along."""
    last = content.blocks[head.size - 1] if 0 < head.size < len(content.blocks) else None
    is_heading = (
        isinstance(last, Paragraph)
        and is_heading_like(last.text)
        and not is_furniture(last.text)
        and _squashed(last.text) not in _squashed(titles)
        and re.search("(?:分工|清单|目录|附表|一览表|方案|措施|办法)[》”]?表?$", last.text)
    )
    kept = (Paragraph(last.text, apart=True),) if is_heading and isinstance(last, Paragraph) else ()
    return (*kept, *content.blocks[head.size : body_end(content.blocks)])


def _squashed(text: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", text)
