"""What a file holds, whatever its format: paragraphs and rows of tables, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# The longest laws have a tenth of it; more is a collection, and no one document.
MOST_CHARACTERS = 1_000_000


class BadDocument(Exception):
    """A document cannot be imported; the message is a Chinese sentence saying why."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph word for word.

    `level`: of a heading that the format itself marks, from 1; 0 for the document's title.
    `apart`: set like a title (centred, or unindented among indented ones).
    """

    text: str
    level: int | None = None
    apart: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table: its place in the table, and each cell with the header above it."""

    label: str
    text: str


Block = Paragraph | Row


def bounded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, if they are no more than a document's. Raises BadDocument as soon as they are."""
    taken: list[Block] = []
    length = 0
    for block in blocks:
        taken.append(block)
        length += len(block.text)
        if length > MOST_CHARACTERS:
            raise BadDocument(f"超过上限 {MOST_CHARACTERS} 个字。请拆成几份文件。")
    if not length:
        raise BadDocument("里面没有找到文字。如果是扫描件或图片，请先做文字识别。")
    return tuple(taken)


@dataclass(frozen=True)
class Content:
    """The blocks of a file; `title` is what the format itself gives as title, if anything."""

    blocks: tuple[Block, ...]
    title: str | None = None
