"""The numbering of official documents: 第一条, 一、, （一）, 1., （1）, ①, and what each numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CHINESE = "[一二三四五六七八九十百零〇]"
# From the outermost inwards: where a document uses several, they nest in this order.
_MARKS = (
    re.compile(
        rf"第(?:{_CHINESE}|\d){{1,5}}(?:编|部分)(?=\s|$|[\u4e00-\u9fff：:])|附\s*件\s*(?:\d|{_CHINESE}){{0,2}}[:：]?$"
    ),
    re.compile(rf"第(?:{_CHINESE}|\d){{1,5}}章"),
    re.compile(rf"第(?:{_CHINESE}|\d){{1,5}}节"),
    # “第三条规定的……” begins a sentence, not an article.
    re.compile(rf"第(?:{_CHINESE}|\d){{1,6}}条(?:之{_CHINESE}{{1,2}})?(?!规定|所|第|款|中|的|至|和|、)"),
    re.compile(rf"{_CHINESE}{{1,3}}[、．.]"),
    re.compile(rf"[（(]{_CHINESE}{{1,3}}[）)][、．.]?"),
    re.compile(r"\d{1,3}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,3}[）)]|\d{1,2}[)）]"),
    re.compile("[①-⑳]"),
)
ARTICLE, CHINESE_NUMBER, BRACKETED, NUMBER = 3, 4, 5, 6
# The shallowest that itemises: “应当提交下列材料：（一）……；（二）……”.
ITEMS_FROM = BRACKETED
_LONGEST_ALONE = 60
_LONGEST_NAME = 30
_ENDS_SENTENCE = re.compile("[。；！？;!?：:，,]$")
_NAME = re.compile(rf"(.{{2,{_LONGEST_NAME}}}?)[。：:]")


@dataclass(frozen=True)
class Mark:
    """The number that opens a paragraph: how deep it stands, itself, and the `rest` after it."""

    rank: int
    text: str
    rest: str

    @property
    def is_alone(self) -> bool:
        """Whether the paragraph is a heading only, with no sentence of its own."""
        return is_heading_like(self.rest) or not self.rest

    @property
    def label(self) -> str:
        """How a citation names it: “二、主要任务”, “（三）”, “第 7 条”."""
        name = self.rest
        if not self.is_alone:
            match = _NAME.match(self.rest)
            name = match[1] if match and len(match[0]) < len(self.rest) else ""
        name = "" if len(name) > _LONGEST_ALONE or ("，" in name and not self.is_alone) else name
        if self.rank == ARTICLE:
            return f"{self.text} {name}" if self.is_alone and name else self.text
        if self.rank < CHINESE_NUMBER:
            return f"{self.text} {name}".strip()
        if self.rank == CHINESE_NUMBER:
            return f"{self.text[:-1]}、{name}"
        if self.rank == BRACKETED:
            return f"（{self.text.strip('（()）、．.')}）{name}"
        number = self.text.strip("（()）.．、")
        if self.rank == NUMBER:
            return f"{number}.{name}" if self.is_alone else f"第 {number} 条"
        # A heading's own words stand nowhere else: without them the section would lose its name.
        name = name if self.is_alone else ""
        return f"（{number}）{name}" if self.rank == NUMBER + 1 else f"{self.text}{name}"


# A long document's paragraphs are looked at several times: by themselves and as items of lists.
@lru_cache(maxsize=4096)
def mark_of(text: str) -> Mark | None:
    """The number that opens a paragraph, None if none does."""
    for rank, pattern in enumerate(_MARKS):
        match = pattern.match(text)
        if match:
            return Mark(rank, re.sub(r"\s", "", match[0]), text[match.end() :].strip(" \u3000\xa0"))
    return None


def is_heading_like(text: str) -> bool:
    """Whether a text can be a heading: short, and not a sentence."""
    return 0 < len(text) <= _LONGEST_ALONE and not _ENDS_SENTENCE.search(text)


def joined(labels: list[str]) -> str:
    """The labels of a path as one: “二、主要任务（三）第 7 条”."""
    path = ""
    for label in labels:
        gap = " " if path and not label.startswith("（") and not path.endswith("）") else ""
        path += gap + label
    return path
