"""The text of table cells, set as Chinese sentences are."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOTHING = frozenset(
    {"", "无", "暂无", "没有", "-", "--", "—", "——", "/", "\\", "null", "none", "n/a", "nan"}
)
_CHINESE = "\u4e00-\u9fff"
_SET_FULL = "，。；：、？！（）“”《》"
_HALF_WIDTH = re.compile(f"(?<=[{_CHINESE}{_SET_FULL}])[,;:?!]|[,;:?!](?=[{_CHINESE}{_SET_FULL}])")
_FULL = str.maketrans(",;:?!", "，；：？！")
_BRACKETS = str.maketrans("()", "（）")
_FULL_WIDTH_ALPHABET = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
# Control characters, zero-width marks and the byte order mark inside a text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
_LINE_END_MARKS = "。；，：、！？,;:.!?"
_ENUMERATION = re.compile(
    r"\A(?:\d{1,2}[.、．)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])\s*"
)
_OPENING, _CLOSING = "（(《“【[", "）)》”】]"


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: empty, “无”, “-”."""
    return text.strip().lower() in _NOTHING


def tidy(text: str, between_lines: str = "；") -> str:
    """The text of a cell on one line, in full-width punctuation, without invisible characters.

    `between_lines` is put where a line ends without a mark of its own.
    """
    lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", text).splitlines())
    joined = ""
    for line in filter(None, lines):
        mark = between_lines if joined and joined[-1] not in _LINE_END_MARKS else ""
        joined += mark + line
    return full_width(joined.translate(_FULL_WIDTH_ALPHABET)).strip()


def full_width(text: str) -> str:
    """A Chinese text with full-width marks; a text without Chinese stays as it is."""
    if not re.search(f"[{_CHINESE}]", text):
        return text
    # One change can make room for another: “中.:” has to become “中。” before its colon is seen.
    while (changed := _set_full_width(text)) != text:
        text = changed
    return text


def as_sentence(text: str) -> str:
    """A tidy text with its full stop."""
    text = text.rstrip("，；、 ")
    return text if text.endswith(("。", "！", "？", "。”")) else f"{text}。"


def split_list(text: str, separators: Sequence[str]) -> list[str]:
    """The items of a cell, tidy and without their numbers; brackets are never split."""
    items, item, depth = [], "", 0
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        depth += (character in _OPENING) - (character in _CLOSING)
        # A bracket left open is a slip, and no reason to run on into the next line.
        depth = 0 if character == "\n" else max(depth, 0)
        if character in separators and depth == 0:
            items.append(item)
            item = ""
        else:
            item += character
    return list_items([*items, item])


def list_items(items: Sequence[str]) -> list[str]:
    """Items as they were written, tidy and without their numbers; each once, empty ones left out."""
    tidied = (_ENUMERATION.sub("", tidy(item)).strip("；。 ") for item in items)
    return list(dict.fromkeys(item for item in tidied if not is_nothing(item)))


def cut_at_sentence(text: str, room: int) -> str | None:
    """The sentences at the beginning that fit into `room` characters, None if not one does."""
    end = max(text.rfind(mark, 0, room) for mark in "。；！？")
    return f"{text[:end]}。" if end > 0 else None


def _set_full_width(text: str) -> str:
    text = _HALF_WIDTH.sub(lambda mark: mark[0].translate(_FULL), text.translate(_BRACKETS))
    text = _paired(_paired(text, '"', "“”"), "'", "‘’")
    text = re.sub(r"（（([^（）]*)））", r"（\1）", text)
    text = re.sub(f"(?<=[{_CHINESE}）])\\.(?!\\w)", "。", text)
    text = re.sub("[，；：、.]*。+", "。", text)
    return re.sub(f"(?<=[{_SET_FULL}]) +| +(?=[{_SET_FULL}])", "", text)


def _paired(text: str, straight: str, pair: str) -> str:
    first, *others = text.split(straight)
    return first + "".join(pair[at % 2] + part for at, part in enumerate(others))
