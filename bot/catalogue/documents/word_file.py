"""Word files (docx): paragraphs with their heading levels and automatic numbers, and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # carries no types

from bot.catalogue.documents.block import BadDocument, Block, Content, Paragraph, bounded
from bot.catalogue.documents.table import MOST_CELLS, cell_text, rows_of
from bot.catalogue.documents.word_numbering import Numbering
from bot.catalogue.documents.word_styles import Styles, W, value, whole_number

# A packed file can be a thousand times larger unpacked; what is read is held in memory.
MOST_UNPACKED = 100_000_000
MOST_TEXT_PART = 30_000_000
_MOST_PARTS = 5_000
_MOST_SPANNED = 50
_DOCUMENT = "word/document.xml"
# Deleted and hidden text, and what Word writes a second time for older versions of itself.
_NOT_SAID = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}pPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SAID_AS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_word_file(data: bytes) -> Content:
    """The blocks of a docx file. Raises BadDocument."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            document, styles, numbering = _parts(packed)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadDocument("这个 docx 文件打不开，可能已经损坏。") from error
    except etree.XMLSyntaxError as error:
        raise BadDocument("这个 docx 文件的内容不完整，读不出来。") from error
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise BadDocument("这个文件不是 Word 文档（docx），只是后缀相同。")
    return Content(bounded(_Reading(Styles(styles), Numbering(numbering)).blocks(body)))


def _parts(packed: zipfile.ZipFile) -> tuple[Any, Any, Any]:
    sizes = {part.filename: part.file_size for part in packed.infolist()}
    if _DOCUMENT not in sizes:
        raise BadDocument("这个文件不是 Word 文档（docx），只是后缀相同。")
    if sum(sizes.values()) > MOST_UNPACKED or len(sizes) > _MOST_PARTS:
        raise BadDocument(f"这个 docx 解开以后超过 {MOST_UNPACKED // 1_000_000} MB，不能导入。")

    def part(name: str) -> Any:
        if name not in sizes:
            return None
        if sizes[name] > MOST_TEXT_PART:
            raise BadDocument(f"这个 docx 的正文解开以后超过 {MOST_TEXT_PART // 1_000_000} MB，不能导入。")
        # Nothing is fetched and no entity opened, whatever the file asks for.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(packed.read(name), parser)

    return part(_DOCUMENT), part("word/styles.xml"), part("word/numbering.xml")


class _Reading:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def blocks(self, container: Any) -> Iterator[Block]:
        """Paragraphs and tables of the body, a cell or a content control."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                marked = child.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
                yield from rows_of(self._grid(child), header_marked=marked)
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"}:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Paragraph]:
        style = self._styles.of(paragraph)
        text = self._text(paragraph)
        if not text or style.is_contents:
            return
        number = self._numbering.next(style)
        # A line break inside a paragraph parts lines as the end of a paragraph does.
        for line in f"{number}{text}".split("\n"):
            if line := line.strip(" \t\u3000\xa0"):
                yield Paragraph(line, style.level, apart=style.centred)

    def _text(self, paragraph: Any) -> str:
        return "".join(_said(paragraph)).strip()

    def _grid(self, table: Any) -> list[list[str]]:
        """The cells of a table, merged ones repeated in every place they span."""
        grid: list[list[str]] = []
        cells = 0
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            line: list[str] = []
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl")) is not table:
                    continue
                properties = cell.find(f"{W}tcPr")
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else ""
                goes_on = merged is not None and merged.get(f"{W}val") != "restart"
                text = above if goes_on else cell_text([p for p in map(self._text, cell.iter(f"{W}p")) if p])
                line += [text] * _span(properties)
            grid.append(line)
            cells += len(line)
            if cells > MOST_CELLS:
                break
        return grid


def _said(element: Any) -> Iterator[str]:
    """The visible text of an element. The parser bounds how deep elements nest."""
    for child in element:
        if child.tag in _NOT_SAID or (child.tag == f"{W}r" and _is_hidden(child)):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SAID_AS:
            yield _SAID_AS[child.tag]
        else:
            yield from _said(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in {"0", "false"}


def _span(properties: Any) -> int:
    return min(max(whole_number(value(properties, "gridSpan")) or 1, 1), _MOST_SPANNED)
