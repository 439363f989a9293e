"""Messages that name something but ask nothing: a place alone, a department alone, no Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import jieba  # type: ignore[import-untyped]  # carries no types

from bot.catalogue.subject import Department
from bot.matching.fact_index import bare
from bot.matching.features import Features
from bot.matching.normalise import normalised

_CHINESE = re.compile("[\u4e00-\u9fff]")
_LETTERS = re.compile("[a-z]{2,}")
# Letters neither of ours nor of the Latin script: kana, hangul, Cyrillic, Arabic.
_FOREIGN = re.compile(r"[^\W\d_a-zA-Zａ-ｚＡ-Ｚ\u00c0-\u024f\u3400-\u9fff\uf900-\ufaff]")
# jieba's tag for names of places.
_PLACE_TAG = "ns"
# Cities of the province that jieba's dictionary lists as ordinary words only.
_OTHERWISE_TAGGED = frozenset({"烟台", "日照"})
_UNIT = re.compile("[省市区县镇乡村]$|街道$|自治[区州县]$")
_LONGEST_PLACE = 5
_PARTICLES = re.compile("[的呢吗啊呀吧嘛]|我在|我是|这边|那边|本地|当地|人$")


class Bare(StrEnum):
    """What a message consists of, when it is nothing but that."""

    PLACE = "place"
    DEPARTMENT = "department"
    OTHER_LANGUAGE = "other_language"


class BareWords:
    """Tells what a message consists of; needs the departments people name."""

    def __init__(self, departments: Iterable[Department]) -> None:
        names = ((d, name) for d in departments for name in (d.name, *d.also))
        self._departments = {bare(normalised(name)): department for department, name in names}

    def department(self, question: Features) -> Department | None:
        """The department that is all a message says."""
        return self._departments.get(_PARTICLES.sub("", bare(question.text)))

    @staticmethod
    def is_foreign(text: str) -> bool:
        """Whether most letters of a text, as it was written, are of no script we read."""
        return len(_FOREIGN.findall(text)) > len(_CHINESE.findall(text))

    def kind(self, question: Features) -> Bare | None:
        """What a message consists of; None if it says more than that, or nothing at all."""
        text = bare(question.text)
        if not _CHINESE.search(text):
            return Bare.OTHER_LANGUAGE if _LETTERS.search(text) else None
        if self.department(question):
            return Bare.DEPARTMENT
        words = [word for word in jieba.lcut(_PARTICLES.sub("", text)) if word.strip()]
        return Bare.PLACE if words and all(map(_is_place, words)) else None


def _is_place(word: str) -> bool:
    # Districts and villages that the dictionary does not know still end like places.
    return word in _places() or (_UNIT.search(word) is not None and len(word) <= _LONGEST_PLACE)


@cache
def _places() -> frozenset[str]:
    with jieba.dt.get_dict_file() as file:
        entries = (line.decode().split() for line in file)
        return _OTHERWISE_TAGGED.union(entry[0] for entry in entries if entry[-1] == _PLACE_TAG)
