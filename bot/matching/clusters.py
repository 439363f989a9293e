"""Questions that ask the same in nearly the same words, put together.

Compared is what a question is about; what it is after (materials, time, place, cost) has to
be the same. Sounds see through typos by ear and dialect, words through another order and
through synonyms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Features
from bot.matching.normalise import normalised

# Likeness from which two questions are taken for one. Tried on 5,000 questions made of 60 invented
# matters, with typos: at 0.65 clusters run into one another (公积金贷款额度, 公积金贷款利率), from 0.8
# on most typos stand alone.
LIKE_FROM = 0.75

# How dialects and haste say what a question needs in other words.
_PLAIN: Mapping[str, str] = {
    "咋": "怎么",
    "啥": "什么",
    "俺": "我",
    "恁": "你",
    "搁": "在",
    "多会儿": "什么时候",
}
_DO = "(?:办理|办好|办完|办成|办下来|办|申请|弄|整|搞|走|操作|做|拿到|拿|领|下来|到账|到手|好)"
# What a question is after, said in so many ways that comparing them would part equal questions.
_FRAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("materials", re.compile(
        "(?:都|还|一共)?(?:需要|需|要|得|用)?(?:带|准备|提供|提交|交|拿|备)?(?:些)?(?:什么|哪些|哪几样|几样)(?:材料|资料|东西|证件|手续|证明)|"
        "(?:需要|需|要|得)?(?:带|准备|提供|提交|交|拿)(?:些)?(?:什么|哪些)|(?:所需)?(?:材料|手续)(?:清单|有哪些|是什么)?$"
    )),
    ("time", re.compile(
        "(?:需要|要|得|大概|大约|一般)*(?:多长时间|多久|几天|多少天|几个?工作日|多少个?工作日|什么时候|时限)"
        f"(?:才?能|可以|会)?{_DO}?"
    )),
    ("cost", re.compile("(?:需要|要|得|收|花|交)*(?:多少钱|多少费用?|什么费用|花钱|收费|费用|钱)(?:吗|不)?")),
    ("place", re.compile(
        f"(?:应该|要|得)?(?:去|在|到|上)?(?:哪里|哪儿|哪个?(?:地方|窗口|部门|单位|网站)|什么地方|哪)(?:才?能|可以)?{_DO}?"
    )),
    # What a bare name is after, too: no mark of its own.
    ("", re.compile(
        f"(?:怎么|如何|怎样|怎么样)(?:才?能|可以|去)?{_DO}?|(?:办理|申请)?(?:的)?(?:流程|步骤|程序)(?:是什么|是怎样的|有哪些)?"
    )),
)  # fmt: skip
_LITTLE = re.compile(
    "我想|我要|我们|我|你们|你|您|想问|想要|想|问|知道|告诉|帮忙|帮|请|麻烦|现在|一下|这个|那个|"
    "能不能|可不可以|可以|需要|应该|人员|[的了吗呢吧啊呀么嘛哈要得能去给]"
)
# The words that stand for personal numbers say nothing of the question.
_MASKED = re.compile("〔[^〕]*〕")
_Weights = NDArray[np.float64]
_Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Cluster:
    """Positions of the questions put together, in order, and of the one most like the others."""

    members: tuple[int, ...]
    medoid: int


def clusters(questions: Sequence[str], cut: Callable[[str], Features]) -> list[Cluster]:
    """All questions in clusters, each in exactly one, in the order of their first questions.

    `cut` gives the features of a text. The same questions in the same order give the same.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for position, question in enumerate(questions):
        places.setdefault(_core(question), []).append(position)
    groups: dict[str, list[tuple[str, list[int]]]] = {}
    for (frame, content), positions in places.items():
        groups.setdefault(frame, []).append((content, positions))
    found = [one for group in groups.values() for one in _clusters_of(group, cut)]
    return sorted(found, key=lambda cluster: cluster.members)


def _core(question: str) -> tuple[str, str]:
    """What a question is after, and what it is about."""
    text = normalised(_MASKED.sub(" ", question))
    for dialect, plain in _PLAIN.items():
        text = text.replace(dialect, plain)
    frames = []
    content = text
    for name, pattern in _FRAMES:
        content, times = pattern.subn(" ", content)
        if times and name:
            frames.append(name)
    content = re.sub(" +", "", _LITTLE.sub("", content))
    # A question that is nothing but its frame can only be compared as it stands.
    return (" ".join(frames), content) if len(content) > 1 else ("", text.replace(" ", ""))


def _clusters_of(group: Sequence[tuple[str, list[int]]], cut: Callable[[str], Features]) -> Iterator[Cluster]:
    features = [cut(content) for content, _ in group]
    counts = np.array([len(positions) for _, positions in group], dtype=np.float64)
    sounds = _Bags([one.sounds for one in features])
    words = _Bags([_whole(one.words) for one in features])
    joined = _Union(len(group))
    central = np.zeros(len(group))
    for row in range(len(group)):
        likeness = np.maximum(sounds.likeness(row), words.likeness(row))
        near = np.flatnonzero(likeness >= LIKE_FROM)
        central[row] = likeness[near] @ counts[near]
        for other in near:
            joined.join(row, int(other))
    for rows in joined.parts():
        medoid = max(rows, key=lambda row: (central[row], -row))
        members = sorted(position for row in rows for position in group[row][1])
        yield Cluster(tuple(members), group[medoid][1][0])


def _whole(words: Sequence[str]) -> list[str]:
    # The parts of a long word beside it would count the same thing several times.
    return [word for word in words if not any(word != other and word in other for other in words)]


class _Bags:
    """Bags of features compared by the cosine of their weights, rare features weighing more."""

    def __init__(self, bags: Sequence[Iterable[str]]) -> None:
        counted = [Counter(bag) for bag in bags]
        spread = Counter(feature for bag in counted for feature in bag)
        size = len(counted)
        rarity = {feature: float(np.log(1 + size / times)) for feature, times in spread.items()}
        self._size = size
        self._bags = [_unit({f: times * rarity[f] for f, times in bag.items()}) for bag in counted]
        postings: dict[str, tuple[list[int], list[float]]] = {feature: ([], []) for feature in spread}
        for row, bag in enumerate(self._bags):
            for feature, weight in bag.items():
                rows, weights = postings[feature]
                rows.append(row)
                weights.append(weight)
        self._postings: dict[str, tuple[_Rows, _Weights]] = {
            feature: (np.array(rows, dtype=np.int64), np.array(weights))
            for feature, (rows, weights) in postings.items()
        }

    def likeness(self, row: int) -> _Weights:
        """How like each bag is to the one of a row, from 0 to 1."""
        total = np.zeros(self._size)
        for feature, weight in self._bags[row].items():
            rows, weights = self._postings[feature]
            total[rows] += weight * weights
        return total


def _unit(bag: Mapping[str, float]) -> dict[str, float]:
    length = sum(weight * weight for weight in bag.values()) ** 0.5
    return {feature: weight / length for feature, weight in bag.items()} if length else {}


class _Union:
    """Rows joined into parts; a part is known by its lowest row."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def join(self, one: int, other: int) -> None:
        """The parts of both rows become one."""
        low, high = sorted((self._find(one), self._find(other)))
        self._leader[high] = low

    def parts(self) -> list[list[int]]:
        """The rows of every part, in order."""
        found: dict[int, list[int]] = {}
        for row in range(len(self._leader)):
            found.setdefault(self._find(row), []).append(row)
        return list(found.values())

    def _find(self, row: int) -> int:
        while self._leader[row] != row:
            self._leader[row] = self._leader[self._leader[row]]
            row = self._leader[row]
        return row
