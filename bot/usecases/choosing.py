"""What a citizen means who was offered a choice: the second, the last one, yes, none."""

from __future__ import annotations

import re
import unicodedata

# More than this is said to tell something, not to choose.
_LONGEST_CHOICE = 16
_DIGITS = {character: i for i, pair in enumerate(("一1", "二2", "三3", "四4", "五5")) for character in pair}
_COUNTED = "[一二三四五1-5]"
_NEGATED = re.compile(f"(?:不是|不要|不选|别选|没有|没|不)(?:第{_COUNTED}|最后|{_COUNTED})[个条项号种]?")
_FROM_THE_END = re.compile(f"倒数第?({_COUNTED})")
_LAST = re.compile("最后|最下面|末尾")
_FIRST = re.compile("头一|上面|前面|最上|开头")
_NTH = re.compile(f"第({_COUNTED})|({_COUNTED})[个条项号种]|选项?({_COUNTED})|^({_COUNTED})$")
_FILLERS = re.compile(r"[\s，。！!.、就那吧了呗的啊呀嘛我俺要还是想]+")
_AGREED = re.compile(
    r"(?:嗯+|是的?|对的?|要|好的?|可以|行|中|成|没错|对头|ok|OK|需要|[，。！!吧呀啊的])+",
)
# Further on in a sentence these words deny something else: “老人坐公交要不要钱”.
_DECLINED = re.compile("[^，。]{0,4}(?:都不是|不是|不对|不要|不用|不需要|没有一个|都没有|没有我|错了)")


def chosen(text: str, offered: int) -> int | None:
    """The position (from 0) of the one meant among so many; None if it is not said."""
    words = unicodedata.normalize("NFKC", text)
    if len(words) > _LONGEST_CHOICE:
        return None
    words = _FILLERS.sub("", _NEGATED.sub("", words))
    position = _position(words, offered)
    return position if position is not None and 0 <= position < offered else None


def _position(words: str, offered: int) -> int | None:
    from_end = _FROM_THE_END.search(words)
    if from_end:
        return offered - 1 - _DIGITS[from_end[1]]
    if _LAST.search(words):
        return offered - 1
    counted = {next(filter(None, match)) for match in _NTH.findall(words)}
    if counted:
        return _DIGITS[counted.pop()] if len(counted) == 1 else None
    return 0 if _FIRST.search(words) else None


def agrees(text: str) -> bool:
    """Whether a text is a yes and nothing else."""
    return bool(_AGREED.fullmatch(text.strip()))


def declines(text: str) -> bool:
    """Whether a text turns down what was offered, without choosing something instead."""
    return bool(_DECLINED.match(text.strip())) and chosen(text, 5) is None
