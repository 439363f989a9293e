"""What is wrong with the typography of a Chinese text, if anything."""

from __future__ import annotations

import re

_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]|\([^)]*[\u4e00-\u9fff]")
_STRAIGHT_QUOTES = re.compile("[\"'][^\"']*[\u4e00-\u9fff]|[\u4e00-\u9fff][\"']")
_SENTENCE_ENDS = "。？！）”"


def typography_fault(text: str, *, sentence: bool) -> str | None:
    """The first fault found, as a Chinese sentence; None if the text is well set.

    `sentence`: the text has to end as a sentence does.
    """
    if _HALF_WIDTH.search(text):
        return "中文里的标点要用全角"
    if _STRAIGHT_QUOTES.search(text):
        return "引号要用“ ”"
    if sentence and text[-1] not in _SENTENCE_ENDS:
        return "句子没有写完（结尾要有句号）"
    return None
