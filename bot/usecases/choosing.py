"""What a citizen means who was offered a choice: the second, the last one, yes, none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from bot.catalogue.subject import Fact, Subject
from bot.matching.aspect_cues import aspects_named, is_elliptical
from bot.matching.fact_index import bare, names_of
from bot.matching.normalise import normalised
from bot.usecases.asides import asks

# More than this is said to tell something, not to choose.
_LONGEST_CHOICE = 16
_DIGITS = {character: i for i, pair in enumerate(("一1", "二2", "三3", "四4", "五5")) for character in pair}
_COUNTED = "[一二三四五1-5]"
_NEGATED = re.compile(f"(?:不是|不要|不选|别选|没有|没|不)(?:第{_COUNTED}|最后|{_COUNTED})[个条项号种]?")
_POINTS = re.compile("那[个条项种](?:吧|呗)?$")
_FROM_THE_END = re.compile(f"倒数第?({_COUNTED})")
_LAST = re.compile("最后|最下面|末尾")
_FIRST = re.compile("头一|上面|前面|最上|开头")
_NTH = re.compile(f"第({_COUNTED})|({_COUNTED})[个条项号种]|选项?({_COUNTED})|^({_COUNTED})$")
_ASKS = re.compile("[?？吗呢么]|几|多少|多久|怎|咋|什么|啥|能不能|可以不")
_FILLERS = re.compile(r"[\s，。！!.、就那吧了呗的啊呀嘛我俺要还是想]+")
_AGREED = re.compile(
    r"(?:嗯+|是的?|对的?|要|好的?|可以|行|中|成|没错|对头|ok|OK|需要|[，。！!吧呀啊的])+",
)
# “说材料那个”: what is left without these tells which one.
_NAMING = re.compile(
    "[那这哪](?:一?[个条项种]|边)|^(?:我|俺)?(?:就|要|想|选|看|说|讲|问|点|是)+(?:的是|一下)?|"
    "(?:我|俺)?[要想问说]的?是?|的|吧|了|啊|呀|嘛|就是|关于|[，。！!、 ]"
)
_SHORTEST_NAMED = 2
_LONGEST_NO = 5
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


def chose_behind(text: str, offered: int) -> bool:
    """Whether the number of the one behind the last is said, where “none of these” stands."""
    return chosen(text, offered) is None and chosen(text, offered + 1) == offered


def chosen_by_words(text: str, offered: Sequence[tuple[Subject, Fact]]) -> int | None:
    """The position of the only one that the words of a text fit: “材料那个”, “说工伤认定的”."""
    titles = [(s.name, f.about, f"{s.name}：{f.about}") for s, f in offered]
    exactly = [i for i, title in enumerate(titles) if text in title]
    if exactly:
        return exactly[0] if len(exactly) == 1 else None
    words = _NAMING.sub("", text)
    # “分几步那个” asks nothing: it points.
    says_else = len(text) > _LONGEST_CHOICE or (asks(text) and not _POINTS.search(text)) or declines(text)
    if says_else or len(words) < _SHORTEST_NAMED:
        return None
    named = bare(normalised(words))
    fitting = list(range(len(offered)))
    for fits in _FITS:
        fitting = [i for i in fitting if fits(named, *offered[i])] or fitting
    return fitting[0] if len(fitting) == 1 else None


# What the words may fit, each narrowing down what is left.
_FITS: Sequence[Callable[[str, Subject, Fact], bool]] = (
    lambda named, subject, _: any(named in bare(normalised(name)) for name in names_of(subject)),
    lambda named, _, fact: named in bare(normalised(fact.about)),
    lambda named, _, fact: is_elliptical(named) and fact.aspect in aspects_named(named),
)


def _position(words: str, offered: int) -> int | None:
    from_end = _FROM_THE_END.search(words)
    if from_end:
        return offered - 1 - _DIGITS[from_end[1]]
    if _LAST.search(words):
        return offered - 1
    if _ASKS.search(words) and "第" not in words:
        # “一个工作日能办好吗” counts days, not candidates.
        return None
    counted = {next(filter(None, match)) for match in _NTH.findall(words)}
    if counted:
        return _DIGITS[counted.pop()] if len(counted) == 1 else None
    return 0 if _FIRST.search(words) else None


def agrees(text: str) -> bool:
    """Whether a text is a yes and nothing else."""
    return bool(_AGREED.fullmatch(text.strip()))


def says_no(text: str) -> bool:
    """Whether a text is a no and nothing else."""
    return declines(text) and len(text.strip()) <= _LONGEST_NO


def declines(text: str) -> bool:
    """Whether a text turns down what was offered, without choosing something instead."""
    return bool(_DECLINED.match(text.strip())) and chosen(text, 5) is None
