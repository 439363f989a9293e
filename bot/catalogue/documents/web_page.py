"""Web pages: their headings, paragraphs and tables, without navigation, scripts and hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # carries no types

from bot.catalogue.documents.block import BadDocument, Block, Content, Paragraph, bounded
from bot.catalogue.documents.plain_text import decoded
from bot.catalogue.documents.table import MOST_CELLS, cell_text, rows_of

_DROPPED = {
    *("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select"),
    *("textarea", "iframe", "object", "svg", "canvas", "audio", "video", "head", "rt", "rp"),
}
# Lines that these begin or end stand for themselves; everything else runs on in its line.
_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "body", "html", "br", "hr", "center", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "figure"),
    *("figcaption", "address", "fieldset", "details", "summary", "table", "caption", "thead", "tbody"),
    *("tfoot", "tr", "td", "th"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What surrounds a document on a page is named so in nearly all content systems.
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|bread-?crumbs?|crumbs?|footer|foot|sidebar|share|toolbar|copyright|"
    r"search|login|related|recommend|pagination|print)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_NEVER_FURNITURE = {"html", "body", "main", "article"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
# A short line that is nothing but links leads away from the document.
_LONGEST_LINKS = 60
_WAY_HERE = re.compile("^(?:您(?:现在)?的|当前)位置|^首页 ?[>＞»]")
# A cell longer than several paragraphs is a column of the page.
_LONGEST_CELL_OF_DATA = 4_000
_MOST_SPANNED = 50


def read_page(data: bytes) -> Content:
    """The blocks of a web page. Raises BadDocument."""
    text = decoded(data)
    if not re.search(r"<\s*(?:!doctype|html|head|body|div|p|table|h[1-6]|article)\b", text, re.IGNORECASE):
        raise BadDocument("这个文件里没有网页的标记，不像是 html。如果是纯文本，请把后缀改为 txt 再导入。")
    # The text is decoded already: what the page says of its encoding no longer holds.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError as error:
        raise BadDocument("这个网页读不出来，文件可能不完整。") from error
    if root is None:
        raise BadDocument("这个网页是空的。")
    title = "".join(root.xpath("string(//head/title)")).strip()
    return Content(bounded(_Reading().blocks(root)), title or None)


class _Reading:
    """One walk over a page. A walk, not a recursion: a page may nest as deep as it likes."""

    def __init__(self) -> None:
        self._line: list[str] = []
        self._linked = 0
        self._level: int | None = None
        self._centred = False

    def blocks(self, root: Any) -> Iterator[Block]:
        """The blocks under an element."""
        links = 0
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if _is_dropped(element):
                    walk.skip_subtree()
                    continue
                if tag in _BLOCKS:
                    yield from self._flushed()
                    self._level = _HEADINGS.get(tag)
                    self._centred = _is_centred(element)
                links += tag == "a"
                if tag == "table" and _is_data(element):
                    yield from rows_of(_grid(element), header_marked=_header_is_marked(element))
                    walk.skip_subtree()
                    continue
                self._say(element.text, linked=links > 0)
                continue
            links -= tag == "a" and not _is_dropped(element)
            if tag in _BLOCKS:
                yield from self._flushed()
            self._say(element.tail, linked=links > 0)
        yield from self._flushed()

    def _say(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._line.append(text)
            self._linked += len("".join(text.split())) if linked else 0

    def _flushed(self) -> Iterator[Paragraph]:
        text = re.sub(r"\s+", " ", "".join(self._line)).strip()
        length = len(re.sub(r"[\s>|｜·»/]", "", text))
        leads_away = bool(_WAY_HERE.search(text)) or (
            0 < length <= min(self._linked, _LONGEST_LINKS) and text[-1] not in "。；"
        )
        if text and not leads_away:
            yield Paragraph(text, self._level, apart=self._centred)
        self._line, self._linked = [], 0
        self._level, self._centred = None, False


def _is_dropped(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    if element.get("role") in {"navigation", "search", "contentinfo", "complementary"}:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return tag not in _NEVER_FURNITURE and bool(_FURNITURE.search(named))


def _is_centred(element: Any) -> bool:
    style = element.get("style") or ""
    return element.tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))


def _is_data(table: Any) -> bool:
    """Whether a table holds data; older pages use tables to lay out whole documents."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iterdescendants("tr"))
    cells = [cell for row in rows for cell in row.iterchildren("td", "th")]
    if len(rows) < 2 or len(cells) <= len(rows):
        return False
    return max(sum(map(len, cell.itertext())) for cell in cells) <= _LONGEST_CELL_OF_DATA


def _header_is_marked(table: Any) -> bool:
    row = next(table.iterdescendants("tr"))
    return all(cell.tag == "th" for cell in row.iterchildren("td", "th"))


def _grid(table: Any) -> list[list[str]]:
    """The cells of a table, merged ones repeated in every place they span."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    cells = 0
    for row in table.iterdescendants("tr"):
        line: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _take_hanging(line, hanging)
            text = cell_text(list(_cell_lines(cell)))
            for _ in range(_span(cell, "colspan")):
                if (rows := _span(cell, "rowspan")) > 1:
                    hanging[len(line)] = (rows - 1, text)
                line.append(text)
        _take_hanging(line, hanging)
        grid.append(line)
        cells += len(line)
        if cells > MOST_CELLS:
            break
    return grid


def _take_hanging(line: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while (column := len(line)) in hanging:
        rows, text = hanging.pop(column)
        line.append(text)
        if rows > 1:
            # Taken again in the next row, not in this one: the line has grown past it.
            hanging[column] = (rows - 1, text)


def _cell_lines(cell: Any) -> Iterator[str]:
    blocks = _Reading().blocks(cell)
    return (block.text for block in blocks)


def _span(cell: Any, name: str) -> int:
    text = cell.get(name) or "1"
    return min(max(int(text), 1), _MOST_SPANNED) if text.isascii() and text.isdigit() else 1
