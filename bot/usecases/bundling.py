"""What is told when a bundle (一件事) is asked about as a whole: its own facts and those of its matters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue, fact_key
from bot.catalogue.subject import Aspect, Fact, Subject, SubjectKind
from bot.matching.aspect_cues import aspects_named, is_elliptical
from bot.matching.fact_index import bare, names_of
from bot.matching.matcher import Decision, Match
from bot.matching.normalise import normalised
from bot.usecases.composition import speaks_of_the_past

# What makes no difference to which thing is meant: “信用修复一件事” is asked about like “信用修复”.
_AS_ONE_THING = re.compile("一件事|全链条|一条龙|联办")
# “开个饭店” is “开饭店”.
_COUNTING = re.compile("(?<=[开办弄注])(?:一?[个家间所])(?!月|工作日|小时)")
# Words that go with any question about the whole: “需要准备哪些材料”, “怎么报名”.
_WITH_ANY = re.compile("需(?=要)|准备|提交|提供|报名|登记")
# “能一趟办完不” asks whether; only what, where, how and how long are answered with a list.
_ASKS_WHETHER = re.compile("(?:[吗嘛没]|(?<!什)么|(?<!要)不)$|能不能|可不可以|可以不|行不行|有没有")
_ASKS_WHAT = re.compile("什么|啥|哪|几|多[久长少]|怎么|咋|如何")
# Probability from which the matcher is trusted that another subject is meant.
_SURELY_ANOTHER = 0.8


@dataclass(frozen=True)
class Part:
    """A matter of a bundle with its facts of the aspects asked for; none if the knowledge has none."""

    subject: Subject
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Listing:
    """What there is to tell of a bundle as a whole for the aspects asked for.

    `own` are facts of the bundle itself; `untold` aspects are those of which it says nothing.
    """

    bundle: Subject
    aspects: tuple[Aspect, ...]
    own: tuple[Fact, ...]
    parts: tuple[Part, ...]

    @property
    def untold(self) -> tuple[Aspect, ...]:
        """The aspects for which no fact of the bundle itself speaks."""
        return tuple(a for a in self.aspects if all(fact.aspect is not a for fact in self.own))

    @property
    def holds_something(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.own) or any(part.facts for part in self.parts)


@dataclass(frozen=True)
class _Name:
    """A name of a bundle, and longer names of other subjects that hold it."""

    text: str
    code: str
    longer: tuple[str, ...]


class Bundling:
    """The bundles of one version of the knowledge. Safe to share by threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = tuple(sorted(self._all_names(), key=lambda name: -len(name.text)))

    def listing(self, text: str, spoken_of: str | None, match: Match) -> Listing | None:
        """The listing for a question about a bundle as a whole, None for any other question.

        Such a question says no more than a name of the bundle and what it is after (“开公司要
        什么材料”), or only the latter when the bundle is `spoken_of`. `match`: what the matcher
        found; the facts of the bundle among it come first.
        """
        asked = self._asked(text, spoken_of)
        if asked is None or speaks_of_the_past(text):
            return None
        bundle, rest, named = asked
        aspects = aspects_named(rest)
        if not aspects or _asks_whether(rest) or (named and _surely_another(match, bundle)):
            return None
        told = _told(match, bundle) if named else []
        own = _own(bundle, aspects, told)
        parts = tuple(self._parts(bundle, aspects, own))
        # What the bundle itself says is an ordinary answer when it joins nothing.
        return Listing(bundle, aspects, own, parts) if parts or not own else None

    def _asked(self, text: str, spoken_of: str | None) -> tuple[Subject, str, bool] | None:
        """The bundle asked about as a whole, the rest of the question, whether its name was said."""
        said = bare(normalised(text))
        current = self._catalogue.subjects.get(spoken_of or "")
        if current is not None and current.kind is SubjectKind.BUNDLE and _says_no_more(said):
            return current, said, False
        for form in dict.fromkeys((said, _COUNTING.sub("", said))):
            name = next((name for name in self._names if name.text in form), None)
            if name is None or any(longer in form for longer in name.longer):
                continue
            rest = _AS_ONE_THING.sub(" ", form.replace(name.text, " ", 1))
            if _says_no_more(rest):
                return self._catalogue.subjects[name.code], rest, True
        return None

    def _parts(self, bundle: Subject, aspects: Sequence[Aspect], own: Sequence[Fact]) -> Iterator[Part]:
        told_of_whole = {fact.aspect for fact in own}
        for code in bundle.includes or ():
            part = self._catalogue.subjects[code]
            here = [f for f in _valid(part.facts) if fact_key(part, f) not in bundle.without]
            facts = [fact for aspect in aspects for fact in _of_aspect(here, aspect, told_of_whole)]
            yield Part(part, tuple(facts))

    def _all_names(self) -> Iterator[_Name]:
        names = {s.code: [_plain(name) for name in names_of(s)] for s in self._catalogue.subjects.values()}
        for bundle in self._catalogue.subjects.values():
            if bundle.kind is not SubjectKind.BUNDLE:
                continue
            parts = bundle.includes or ()
            family = {bundle.code, *parts}
            others = {name for code, all_of_it in names.items() if code not in family for name in all_of_it}
            # Who says the very name of a part means that part; a subject's own name comes first.
            for name in set(names[bundle.code]) - {names[code][0] for code in parts} - {""}:
                longer = tuple(other for other in others if name in other and name != other)
                yield _Name(name, bundle.code, longer)


def _says_no_more(rest: str) -> bool:
    return is_elliptical(_WITH_ANY.sub("", rest))


def _plain(name: str) -> str:
    return bare(_AS_ONE_THING.sub("", normalised(name)))


def _asks_whether(rest: str) -> bool:
    return bool(_ASKS_WHETHER.search(rest)) and not _ASKS_WHAT.search(rest)


def _surely_another(match: Match, bundle: Subject) -> bool:
    family = {bundle.code, *(bundle.includes or ())}
    best = match.best
    outside = best is not None and best.subject.code not in family
    return outside and match.decision is Decision.ANSWER and match.probability >= _SURELY_ANOTHER


def _told(match: Match, bundle: Subject) -> list[Fact]:
    """The facts of the bundle that the matcher would tell."""
    if match.decision is not Decision.ANSWER:
        return []
    return [told.fact for told in match.told if told.subject is bundle]


def _own(bundle: Subject, aspects: Sequence[Aspect], told: Sequence[Fact]) -> tuple[Fact, ...]:
    """All of the bundle's facts of the aspects asked for, those told by the matcher first.

    “怎么办”、“跑几趟” may be answered by a fact of any aspect, but by no policy: that there is
    one does not say how to go about it.
    """
    vague = Aspect.PROCESS in aspects
    fitting = [f for f in told if f.aspect in aspects or (vague and f.aspect is not Aspect.POLICY)]
    own = [fact for aspect in aspects for fact in bundle.facts if fact.aspect is aspect]
    return tuple(dict.fromkeys(_valid([*fitting, *own])))


def _of_aspect(facts: Sequence[Fact], aspect: Aspect, told_of_whole: set[Aspect]) -> list[Fact]:
    """All of a part's facts of an aspect; the first alone where the bundle speaks for the whole.

    Nothing that has to be brought along is left out.
    """
    found = [fact for fact in facts if fact.aspect is aspect]
    return found[:1] if aspect in told_of_whole and aspect is not Aspect.MATERIALS else found


def _valid(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.superseded_by is None]
