"""Plain text: its encoding, its paragraphs, its tables set with tabs."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.catalogue.documents.block import BadDocument, Block, Content, Paragraph, bounded
from bot.catalogue.documents.table import is_header, row_of, rows_of

# From this share of odd characters on, the encoding was guessed wrong.
_MOST_ODD = 0.02
# Big5 or Shift-JIS read as GB18030 gives characters outside the everyday ones of GB 2312.
_LEAST_EVERYDAY = 0.8
_LONG = 60
_LONGEST_APART = 40
_FEWEST_OF_TITLE = 4
_MOSTLY = 0.7
_UNREADABLE = "这个文件的文字编码认不出来。请另存为 UTF-8 编码的文本再导入。"
_CHINESE = re.compile("[\u4e00-\u9fff]")
# Web pages saved as one line part their paragraphs by several blanks.
_GAPS = re.compile("[ \u3000\xa0]{2,}")
_PICTURE = re.compile(r"\[image:[^\]]*\]")


def decoded(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, or GB18030. Raises BadDocument."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return _checked(data.decode("utf-16"))
        return _checked(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    try:
        text = _checked(data.decode("gb18030"))
    except UnicodeDecodeError as error:
        raise BadDocument(_UNREADABLE) from error
    chinese = _CHINESE.findall(text)
    everyday = "".join(chinese).encode("gb2312", "ignore")
    if not chinese or len(everyday) / 2 < _LEAST_EVERYDAY * len(chinese):
        raise BadDocument(_UNREADABLE)
    return text


def _checked(text: str) -> str:
    start = text[:100_000]
    odd = sum(1 for c in start if not c.isspace() and unicodedata.category(c) in {"Cc", "Co", "Cn", "Cs"})
    if "\0" in text or odd > _MOST_ODD * max(len(start), 1):
        raise BadDocument(_UNREADABLE)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes) -> Content:
    """The blocks of a plain text. Raises BadDocument."""
    return Content(bounded(_blocks(_PICTURE.sub("", decoded(data)).split("\n"))))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    set_in = _paragraphs_are_set_in(lines)
    header: list[str] = []
    number = 0
    for chunk in _chunks(lines):
        leading, cells = _cells(chunk)
        yield from _lines(leading, set_in=set_in)
        # Below other lines a header opens a table of its own, even if it is as wide as the one before.
        if is_header(cells) and (leading or not header):
            header, number = cells, 0
        elif header and len(cells) == len(header):
            number += 1
            yield row_of(header, cells, number)
        else:
            yield from _lines(chunk[len(leading) :], set_in=set_in)
            header = header if cells else []


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines between empty ones. A line of blanks only may be an empty cell."""
    chunk: list[str] = []
    for line in lines:
        if line.strip(" \u3000\xa0"):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _cells(chunk: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines before a row, and the row's cells: each begins with a tab and may run over lines."""
    first = next((i for i, line in enumerate(chunk) if line.startswith("\t")), len(chunk))
    text = "\n".join(chunk[first:])
    cells = [re.sub(r"\s*\n\s*", "", cell).strip() for cell in text.split("\t")[1:]]
    return list(chunk[:first]), cells


def _lines(lines: Sequence[str], *, set_in: bool) -> Iterator[Block]:
    """Lines that are no cells: paragraphs, or rows whose cells are parted by tabs."""
    grid: list[list[str]] = []
    for line in lines:
        parts = [part.strip() for part in line.strip("\t\n ").split("\t")]
        if len(parts) > 1:
            grid.append(parts)
            continue
        yield from rows_of(grid)
        grid = []
        yield from _paragraphs(line, set_in=set_in)
    yield from rows_of(grid)


def _paragraphs(line: str, *, set_in: bool) -> Iterator[Block]:
    apart = set_in and not _is_set_in(line) and _looks_like_title(line)
    for part in _GAPS.split(line.strip()) if len(line) > _LONG else [line.strip()]:
        text = part.strip("• \u3000\xa0\t")
        if text:
            yield Paragraph(text, apart=apart)


def _paragraphs_are_set_in(lines: Sequence[str]) -> bool:
    long = [line for line in lines if len(line) >= _LONG]
    return bool(long) and sum(map(_is_set_in, long)) >= _MOSTLY * len(long)


def _is_set_in(line: str) -> bool:
    """By the width of a Chinese character at least: one narrow blank is a slip of the typist."""
    blanks = line[: len(line) - len(line.lstrip())]
    return len(blanks) > 1 or blanks in {"\t", "\u3000"}


def _looks_like_title(line: str) -> bool:
    text = line.strip()
    is_short = len(text) <= _LONGEST_APART and len(_CHINESE.findall(text)) >= _FEWEST_OF_TITLE
    return is_short and text[-1] not in "。；：！？;:!?，,"
