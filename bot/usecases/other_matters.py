"""The matter that a follow-up names while it leaves the question as it was: “那护照呢”, “那换证呢”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.catalogue.catalogue import FACT_SEPARATOR
from bot.catalogue.subject import Subject
from bot.matching.fact_index import bare, names_of
from bot.matching.normalise import normalised
from bot.usecases.memory import Memory

# “那护照呢”, “要是补办呢”; a correction (“我问的是补办”) needs neither beginning nor end.
_FRAMED = re.compile(
    "(?P<lead>那么?|要是|如果是?|假如是?|换成|换做|至于)?(?P<named>.{2,12}?)(?:的话)?(?P<end>呢|咧|嘞|哩|怎么样|又怎样)?"
)
_PARTICLES = re.compile("^(?:我|俺|那个|个(?!人|体))|[的吧啊呀]+$")
_NO_LETTERS = re.compile(r"[\W_]+")
_SHORTEST_REST = 2
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class AskedAgain:
    """The last question put about another matter: its code, what is asked, and both as one question."""

    code: str
    question: str
    whole: str


class OtherMatters:
    """Knows the matters by their names. Safe to share by threads."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._subjects = {subject.code: subject for subject in subjects}
        self._names = {
            code: tuple(_plain(name) for name in names_of(s)) for code, s in self._subjects.items()
        }
        self._codes_of: dict[str, set[str]] = {}
        for code, names in self._names.items():
            for name in names:
                self._codes_of.setdefault(name, set()).add(code)
        self._longest_name = max(map(len, self._codes_of), default=0)

    def asked_again(self, text: str, memory: Memory, *, corrects: bool) -> AskedAgain | None:
        """The last question for the matter that is all a text names, None if it says anything else.

        `corrects`: the text turned down the reply to that question.
        """
        # As it was written: “那个” is no filler in “那个人的呢”.
        framed = _FRAMED.fullmatch(_NO_LETTERS.sub("", text))
        if framed is None or memory.question is None:
            return None
        if not (corrects or framed["lead"] or framed["end"]):
            return None
        named = _plain(_PARTICLES.sub("", framed["named"]))
        for spoken_of in _spoken_of(memory):
            current = self._subjects.get(spoken_of)
            other = self._other(named, current) if current else None
            if other is not None:
                return self._again(*other, _plain(memory.question), self._names[spoken_of])
        return None

    @staticmethod
    def _again(code: str, name: str, question: str, current: Iterable[str]) -> AskedAgain:
        said = sorted((known for known in current if known in question), key=len)
        rest = question
        for known in reversed(said):
            rest = rest.replace(known, "")
        whole = question.replace(said[0], name, 1) if said else f"{name}{question}"
        return AskedAgain(code, rest, whole)

    def named_in(self, text: str) -> str | None:
        """The only matter whose name is the longest that stands in a text."""
        said = _plain(text)
        # Looking up every part of a message takes the same time in a large catalogue as in a small one.
        for length in range(min(len(said), self._longest_name), _SHORTEST_NAME - 1, -1):
            parts = {said[at : at + length] for at in range(len(said) - length + 1)}
            found = set().union(*(self._codes_of.get(part, ()) for part in parts))
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _other(self, named: str, current: Subject) -> tuple[str, str] | None:
        """The only matter with that name; or with the name spoken of in which a part is replaced by it."""
        exactly = {code for code, names in self._names.items() if named in names}
        if current.code in exactly:
            return None
        found = dict.fromkeys(exactly, named) or self._siblings(named, current)
        return next(iter(found.items())) if len(found) == 1 else None

    def _siblings(self, named: str, current: Subject) -> dict[str, str]:
        """Those that share most of a name with the matter spoken of, relatives first; with that name."""
        shared = {
            code: _most_shared(names, self._names[current.code], named)
            for code, names in self._names.items()
            if code != current.code
        }
        nearness = {
            code: (length, *self._relation(code, current)) for code, (length, _) in shared.items() if length
        }
        nearest = max(nearness.values(), default=None)
        return {code: shared[code][1] for code, near in nearness.items() if near == nearest}

    def _relation(self, code: str, current: Subject) -> tuple[bool, bool]:
        other = self._subjects[code]
        siblings = other.part_of is not None and other.part_of == current.part_of
        return siblings or code in current.related, other.department == current.department


def _most_shared(names: Iterable[str], current: Iterable[str], part: str) -> tuple[int, str]:
    """Length of the longest rest, standing in a current name, of a name with that part; and that name."""
    shared = (
        (len(rest), name)
        for name in names
        for rest in _rests(name, part)
        if any(rest in known for known in current)
    )
    return max(shared, default=(0, ""))


def _rests(name: str, part: str) -> Iterator[str]:
    """What is left of a name that begins or ends with a part."""
    for rest in {name.removeprefix(part), name.removesuffix(part)} - {name}:
        if len(rest) >= _SHORTEST_REST:
            yield rest


def _spoken_of(memory: Memory) -> Iterator[str]:
    """Codes of the matters that a follow-up may be about: the one spoken of, then those offered."""
    if memory.subject:
        yield memory.subject
    yield from dict.fromkeys(key.partition(FACT_SEPARATOR)[0] for key in memory.candidates)


def _plain(text: str) -> str:
    return bare(normalised(text))
