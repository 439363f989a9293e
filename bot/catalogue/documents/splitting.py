"""Passages cut along a document's own structure, each with its section and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.catalogue.documents.block import BadDocument, Block, Paragraph, Row
from bot.catalogue.documents.head import is_furniture
from bot.catalogue.documents.library import Passage
from bot.catalogue.documents.outline import ITEMS_FROM, Mark, is_heading_like, joined, mark_of

# What fits on a telephone's screen and can be read out in under two minutes.
LONGEST_PASSAGE = 350
BEGINNING = "开头部分"
_LONGEST_ITEM = 200
_MOST_ITEMS = 60
_MOST_PASSAGES = 20_000
_LONGEST_LABEL = 80
# Headings that the format marks stand above all numbers, title-like lines between both.
_APART = -1
_FORMAT = -20
_SENTENCE_ENDS = re.compile(r"(?<=[。！？；!?;])(?![”’）])|(?<=[。！？][”’])")
_COLLECTION = re.compile(r"等\s*\d+\s*个")
_PAUSES = re.compile(r"(?<=[，,、：:])")


@dataclass
class _Heading:
    rank: int
    label: str
    text: str
    numbered: bool
    used: bool = False


def passages_of(blocks: Sequence[Block], title: str) -> list[Passage]:
    """The passages of a document's body in order. `title`: the document's, no section of its own.

    Raises BadDocument if there are too many.
    """
    passages = _Splitting(title).passages(blocks)
    if len(passages) > _MOST_PASSAGES:
        raise BadDocument(
            f"一份文件最多分成 {_MOST_PASSAGES} 段，这份有 {len(passages)} 段。请拆成几份文件。"
        )
    return passages


class _Splitting:
    def __init__(self, title: str) -> None:
        self._title = _squashed(title)
        self._is_collection = bool(_COLLECTION.search(title))
        self._path: list[_Heading] = []
        self._ranks: dict[int, int] = {}
        self._texts: list[str] = []
        self._section = ""
        self._list_rank: int | None = None
        self._found: list[Passage] = []

    def passages(self, blocks: Sequence[Block]) -> list[Passage]:
        for at, block in enumerate(blocks):
            if isinstance(block, Row):
                self._row(block)
            elif not is_furniture(block.text):
                self._paragraph(block, blocks[at + 1 : at + _MOST_ITEMS] if block.text[-1] in "：:" else ())
        self._leave(_FORMAT)
        self._flush()
        return self._found

    def _row(self, row: Row) -> None:
        self._list_rank = None
        self._flush()
        labels = [heading.label for heading in self._path]
        for heading in self._path:
            heading.used = True
        section = joined([*labels, row.label])
        self._found += [Passage(section=section, text=piece) for piece in _pieces([row.text])]

    def _paragraph(self, paragraph: Paragraph, following: Sequence[Block]) -> None:
        text = paragraph.text
        mark = mark_of(text)
        if paragraph.level is not None and is_heading_like(text):
            self._heading_of_format(text, paragraph.level, mark)
        elif mark:
            self._numbered(text, mark)
        elif paragraph.apart and is_heading_like(text):
            self._enter(_Heading(_APART, text[:_LONGEST_LABEL], text, numbered=False))
        else:
            self._say(text)
        if following:
            self._open_list(following)

    def _heading_of_format(self, text: str, level: int, mark: Mark | None) -> None:
        rank = _FORMAT + level
        if mark:
            # The same kind of number without a heading's style stands as deep.
            self._ranks[mark.rank] = rank
        label = mark.label if mark else text
        self._enter(_Heading(rank, label[:_LONGEST_LABEL], text, numbered=mark is not None))

    def _numbered(self, text: str, mark: Mark) -> None:
        rank = self._ranks.get(mark.rank, mark.rank)
        if self._list_rank is not None and mark.rank >= self._list_rank:
            self._say(text)
            return
        self._enter(_Heading(rank, mark.label[:_LONGEST_LABEL], text, numbered=True))
        if not mark.is_alone:
            self._say(text)

    def _enter(self, heading: _Heading) -> None:
        self._list_rank = None
        self._leave(heading.rank)
        # The title again says nothing of the place; one of several plans that it sums up does.
        if not heading.numbered and _squashed(heading.text) in self._title and not self._is_collection:
            return
        self._path.append(heading)

    def _leave(self, rank: int) -> None:
        """Closes what stands as deep or deeper. A number nothing stood under was an item, not a heading."""
        while self._path and self._path[-1].rank >= rank:
            left = self._path.pop()
            if not left.used and left.numbered:
                self._say(left.text)

    def _say(self, text: str) -> None:
        section = joined([heading.label for heading in self._path])
        for heading in self._path:
            heading.used = True
        if section != self._section:
            self._flush()
            self._section = section
        self._texts.append(text)

    def _flush(self) -> None:
        section = self._section or BEGINNING
        self._found += [Passage(section=section, text=piece) for piece in _pieces(self._texts)]
        self._texts = []

    def _open_list(self, following: Sequence[Block]) -> None:
        """A list that a colon announces stays with its announcement, if its items are short."""
        first = mark_of(following[0].text) if isinstance(following[0], Paragraph) else None
        if first is None or first.rank < ITEMS_FROM:
            return
        run = takewhile(lambda block: _is_item(block, first.rank), following)
        if all(len(block.text) <= _LONGEST_ITEM for block in run):
            self._list_rank = first.rank


def _is_item(block: Block, rank: int) -> bool:
    mark = mark_of(block.text) if isinstance(block, Paragraph) else None
    return mark is not None and mark.rank >= rank


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    """Paragraphs of one section packed into pieces, cut between paragraphs or at sentence ends."""
    piece = ""
    for text in texts:
        for at, part in enumerate(_cut(text)):
            gap = "\n" if piece and at == 0 else ""
            if len(piece) + len(gap) + len(part) > LONGEST_PASSAGE and piece:
                yield piece.strip()
                piece, gap = "", ""
            piece += gap + part
    if piece.strip():
        yield piece.strip()


def _cut(text: str) -> Iterator[str]:
    """A paragraph, whole if it fits, else its sentences; what is still too long at its pauses."""
    if len(text) <= LONGEST_PASSAGE:
        yield text
        return
    for sentence in _SENTENCE_ENDS.split(text):
        if len(sentence) <= LONGEST_PASSAGE:
            yield sentence
            continue
        for clause in _PAUSES.split(sentence):
            yield from (clause[i : i + LONGEST_PASSAGE] for i in range(0, len(clause), LONGEST_PASSAGE))


def _squashed(text: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", text)
