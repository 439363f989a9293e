"""Which facts of a match are told, and what was asked that none of them holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching.answer_types import AnswerType, holds, wanted_types
from bot.matching.aspect_cues import aspects_named, is_elliptical
from bot.matching.matcher import Decision, Match, Matcher, ScoredFact
from bot.matching.normalise import normalised
from bot.usecases.asides import asking_clauses
from bot.usecases.composition import Told, speaks_of_the_past
from bot.usecases.figures import figures, tells

MOST_FACTS = 4
# Kinds of things whose absence is plain enough to say so.
_MISSED_PLAINLY = frozenset(AnswerType) - {AnswerType.COUNT}
# What speaks for an aspect; of any matter something can be said about how it goes.
_SPEAKS_FOR: Mapping[Aspect, Callable[[Fact], bool]] = {
    Aspect.MATERIALS: lambda fact: fact.aspect is Aspect.MATERIALS or bool(fact.materials),
    Aspect.TIME_LIMIT: lambda fact: fact.aspect is Aspect.TIME_LIMIT or holds(fact, AnswerType.TIME),
    Aspect.CHANNEL: lambda fact: fact.aspect in {Aspect.CHANNEL, Aspect.DEPARTMENT, Aspect.CONTACT},
    Aspect.FEE: lambda fact: fact.aspect is Aspect.FEE or holds(fact, AnswerType.MONEY),
    Aspect.PROCESS: lambda _: True,
}


def facts_to_tell(matcher: Matcher, text: str, match: Match) -> list[Told]:
    """The likeliest facts, one for each thing asked at once, with what they replaced or were replaced by."""
    subject = match.facts[0].subject
    facts = [*_asked_in_turn(matcher, text, subject), *(told.fact for told in match.told)]
    facts += [fact for fact in _of_each_aspect(text, match) if fact not in facts]
    told = [(subject, fact) for fact in dict.fromkeys(facts)]
    if speaks_of_the_past(text):
        return _history(matcher.catalogue, text, match, told) or told[:MOST_FACTS]
    valid = [(whose, fact) for whose, fact in told if fact.superseded_by is None] or told
    return _with_successors(matcher.catalogue, valid[:MOST_FACTS])


def explains(text: str, told: Sequence[Told]) -> bool:
    """Whether an old rule is told that holds the very figure by which a text speaks of the past."""
    said = figures(text) if speaks_of_the_past(text) else frozenset()
    return any(fact.superseded_by and tells(fact, said) for _, fact in told)


def kind_missing(text: str, told: Sequence[Told]) -> AnswerType | None:
    """The kind of thing plainly asked for that nothing of what would be told holds."""
    wanted = [kind for kind in wanted_types(normalised(text)) if kind in _MISSED_PLAINLY]
    absent = [kind for kind in wanted if not any(holds(fact, kind) for _, fact in told)]
    return absent[0] if absent and len(absent) == len(wanted) else None


def fee_untold(text: str, told: Sequence[Told]) -> Aspect | None:
    """The fee, where “要钱吗” is all that is asked and nothing of what would be told speaks of one."""
    only_fee = aspects_named(text) == (Aspect.FEE,) and is_elliptical(normalised(text))
    spoken_of = any(_SPEAKS_FOR[Aspect.FEE](fact) for _, fact in told)
    return Aspect.FEE if only_fee and not spoken_of else None


def nothing_held(text: str, subject: Subject) -> AnswerType | Aspect | None:
    """What a text plainly asks for, if a subject says nothing of the kind at all."""
    missing = kind_missing(text, [(subject, fact) for fact in subject.facts])
    named = aspects_named(text)
    absent = [aspect for aspect in named if not any(map(_SPEAKS_FOR[aspect], subject.facts))]
    return missing or (absent[0] if absent and len(absent) == len(named) else None)


def distinct(facts: Sequence[ScoredFact]) -> list[ScoredFact]:
    """The valid facts in order, no second one that would be offered under the same heading."""
    seen: dict[str, ScoredFact] = {}
    for fact in facts:
        if fact.fact.superseded_by is None:
            seen.setdefault(f"{fact.subject.code}{fact.fact.about}", fact)
    return list(seen.values())


def _asked_in_turn(matcher: Matcher, text: str, subject: Subject) -> Iterator[Fact]:
    """The fact for each question, where a message asks several."""
    questions = asking_clauses(text)
    for question in questions if len(questions) > 1 else ():
        within = matcher.match_within(question, subject.code)
        if within is not None and within.best and within.decision is Decision.ANSWER:
            yield within.best.fact


def _of_each_aspect(text: str, match: Match) -> Iterator[Fact]:
    """“要什么材料，多久能办”: the first fact of each aspect."""
    subject, named = match.facts[0].subject, aspects_named(text)
    for aspect in named if len(named) > 1 else ():
        own = (f.fact for f in match.facts if f.subject is subject and f.fact.aspect is aspect)
        yield from list(own)[:1]


def _history(catalogue: Catalogue, text: str, match: Match, told: Sequence[Told]) -> list[Told]:
    """“以前不是三天吗”: what replaced the rule meant, then the rule, then what it had replaced.

    The rule meant holds the figure said; if none does, it is one of those that would be told.
    """
    subject = match.facts[0].subject
    old = [f.fact for f in match.facts if f.subject is subject and f.fact.superseded_by]
    said = figures(text)
    meant = [fact for fact in old if tells(fact, said)][:1]
    valid = {_valid(catalogue, one) for one in ([(subject, fact) for fact in meant] or told)}
    chains = [fact for fact in old if _valid(catalogue, (subject, fact)) in valid]
    return _with_successors(catalogue, [(subject, fact) for fact in dict.fromkeys([*meant, *chains])])


def _with_successors(catalogue: Catalogue, told: Sequence[Told]) -> list[Told]:
    """Every superseded fact behind the valid one that took its place."""
    return list(dict.fromkeys(one for fact in told for one in (_valid(catalogue, fact), fact)))


def _valid(catalogue: Catalogue, told: Told) -> Told:
    while (successor := catalogue.successor(*told)) is not None:
        told = successor
    return told
