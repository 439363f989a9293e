"""Answers to what citizens ask: the facts, a choice, or an honest no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching.answer_types import AnswerType, holds, wanted_types
from bot.matching.aspect_cues import aspects_named
from bot.matching.matcher import Context, Decision, Match, Matcher, ScoredFact
from bot.matching.normalise import normalised
from bot.usecases.choosing import agrees, chosen, declines
from bot.usecases.composition import Composition, speaks_of_the_past
from bot.usecases.memory import Memory
from bot.usecases.reply import Reply, ReplyKind

MOST_FACTS = 4
MOST_CANDIDATES = 3
MISSES_BEFORE_PERSON = 2
# Probability from which what sounds like a complaint or a call for a person is answered.
SURE_FROM = 0.45
# Kinds of things whose absence is plain enough to say so.
_MISSED_PLAINLY = frozenset(AnswerType) - {AnswerType.COUNT}

# Characters of earlier questions a follow-up is read with.
_LONGEST_THREAD = 100

_HAS_WORDS = re.compile(r"[\w]")
_ASKS_FOR_PERSON = re.compile(
    "转人工|人工(?:服务|客服|坐席|接听)|^人工$|真人|话务员|客服|找个(?:活|真)?人(?:说|聊|来|跟|和)"
)
_QUESTION = re.compile("[?？吗呢么啥]|什么|怎么|咋|几|多少|多久|哪|谁|可以不|有没有|多大|(?<!不)(.)不\\1")


@dataclass(frozen=True)
class Turn:
    """One message of a citizen with what the dialogue model made of it."""

    text: str
    memory: Memory = field(default_factory=Memory)
    aspects: Mapping[Aspect, float] = field(default_factory=dict)
    intent: str | None = None

    @property
    def is_yes(self) -> bool:
        """Whether it says yes and nothing else."""
        return self.intent == "affirm" or agrees(self.text)

    @property
    def is_no(self) -> bool:
        """Whether it turns down what was offered, and chooses and asks nothing instead."""
        if _QUESTION.search(self.text) or chosen(self.text, MOST_CANDIDATES) is not None:
            return False
        return self.intent == "deny" or declines(self.text)


@dataclass(frozen=True)
class Outcome:
    """What to say, and what to keep in mind."""

    replies: tuple[Reply, ...]
    memory: Memory


class Answering:
    """The answers of one version of the knowledge. Safe to share by threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.matcher = Matcher(catalogue)
        self.composition = Composition(catalogue)

    def answer_question(self, turn: Turn) -> Outcome:
        """Facts with their source; candidates when unsure; a refusal when nothing fits."""
        if not _HAS_WORDS.search(turn.text):
            return self._say(turn, ReplyKind.QUESTION, "reply.no_words")
        memory = turn.memory
        match = self.matcher.match(turn.text, turn.aspects, Context(memory.subject, memory.question))
        if match.best is None or match.decision is Decision.REFUSE:
            return self._missed(turn)
        facts = self._facts_to_tell(turn.text, match)
        missing = self._missing(turn.text, facts)
        if missing is not None:
            return self._not_held(_asked_with(turn, match), match.best.subject, missing, match)
        if match.decision is Decision.ASK:
            return self._offer(_asked_with(turn, match), match)
        return self._tell(_asked_with(turn, match), match.best.subject, facts)

    def choose(self, turn: Turn) -> Outcome:
        """The candidate chosen by number, by name, by yes; or what was said instead of choosing."""
        memory = turn.memory
        offered = [found for key in memory.candidates if (found := self.catalogue.fact(key))]
        if turn.is_no and (offered or memory.person_offered):
            return self._say(turn, ReplyKind.QUESTION, "reply.deny")
        if offered:
            index = self._chosen(turn, offered)
            if index is None:
                return self.answer_question(turn) if _QUESTION.search(turn.text) else self._choose_again(turn)
            subject, fact = offered[index]
            # What was asked stays the question: a “second one” would be read together with the next.
            return self._tell(replace(turn, text=memory.question or turn.text), subject, [fact])
        if memory.person_offered and turn.is_yes:
            return self.hand_off(turn)
        # A number is no question: read as one it would lead to whatever has a “second step”.
        if chosen(turn.text, MOST_CANDIDATES) is not None or (
            memory.subject is None and not _QUESTION.search(turn.text)
        ):
            return self._say(turn, ReplyKind.QUESTION, "reply.say_more")
        return self.answer_question(turn)

    def hand_off(self, turn: Turn) -> Outcome:
        """The honest way to a person as long as there is no desk to hand the conversation to."""
        if not _ASKS_FOR_PERSON.search(turn.text) and not turn.is_yes and self._surely_asks(turn):
            return self.answer_question(turn)
        return self._say(turn, ReplyKind.HANDOFF, "reply.hand_off")

    def take_complaint(self, turn: Turn) -> Outcome:
        """A complaint goes to a person; a question in the form of one is answered as well."""
        if self._surely_asks(turn):
            return self.answer_question(turn)
        return self._say(turn, ReplyKind.HANDOFF, "reply.complaint")

    def follow_ticket(self, turn: Turn) -> Outcome:
        """Where a ticket can be followed; questions about following matters are answered."""
        if self._surely_asks(turn):
            return self.answer_question(turn)
        return self._say(turn, ReplyKind.HANDOFF, "reply.follow_ticket")

    def _surely_asks(self, turn: Turn) -> bool:
        """Whether words that sound like something else are a question the knowledge answers."""
        if not _QUESTION.search(turn.text):
            return False
        return self.matcher.match(turn.text, turn.aspects).probability >= SURE_FROM

    def answer_without_dialogue(self, turn: Turn) -> Outcome:
        """The answer when the dialogue model is down: a person, a choice, or the facts."""
        if _ASKS_FOR_PERSON.search(turn.text):
            return self.hand_off(turn)
        return self.choose(turn) if turn.memory.candidates else self.answer_question(turn)

    def _facts_to_tell(self, text: str, match: Match) -> list[Fact]:
        best = match.facts[0]
        facts = [told.fact for told in match.told]
        named = aspects_named(text)
        for aspect in named if len(named) > 1 else ():
            own = (f.fact for f in match.facts if f.subject is best.subject and f.fact.aspect is aspect)
            first = next(own, None)
            if first is not None and first not in facts:
                facts.append(first)
        past = speaks_of_the_past(text)
        told = [fact for fact in facts if past or fact.superseded_by is None] or facts
        return self._with_history(best.subject, told[:MOST_FACTS], past=past)

    @staticmethod
    def _with_history(subject: Subject, facts: list[Fact], *, past: bool) -> list[Fact]:
        """The valid successor before a superseded fact; the history behind it when asked for."""
        by_id = {fact.id: fact for fact in subject.facts}

        def valid(fact: Fact) -> Fact:
            while fact.superseded_by in by_id:
                fact = by_id[fact.superseded_by]
            return fact

        told: list[Fact] = []
        for fact in facts:
            current = valid(fact)
            older = [f for f in subject.facts if past and f is not current and valid(f) is current]
            told += [current, fact, *older]
        return list(dict.fromkeys(told))

    @staticmethod
    def _missing(text: str, told: Sequence[Fact]) -> AnswerType | None:
        """The kind of thing plainly asked for that nothing of what would be told holds."""
        wanted = [kind for kind in wanted_types(normalised(text)) if kind in _MISSED_PLAINLY]
        absent = [kind for kind in wanted if not any(holds(fact, kind) for fact in told)]
        return absent[0] if absent and len(absent) == len(wanted) else None

    def _tell(self, turn: Turn, subject: Subject, facts: Sequence[Fact]) -> Outcome:
        reply = self.composition.answer(subject, facts)
        return Outcome((reply,), Memory(subject=subject.code, question=turn.text))

    def _offer(self, turn: Turn, match: Match) -> Outcome:
        offered = _distinct(match.facts)[:MOST_CANDIDATES]
        reply = self.composition.candidates([(f.subject, f.fact) for f in offered])
        memory = replace(turn.memory, candidates=tuple(f.key for f in offered), question=turn.text, misses=0)
        return Outcome((reply,), memory)

    def _not_held(self, turn: Turn, subject: Subject, missing: AnswerType, match: Match) -> Outcome:
        known = [f for f in match.facts if f.subject is subject and f.fact.superseded_by is None]
        known = known[:MOST_CANDIDATES]
        reply = self.composition.not_held(subject, missing, [f.fact for f in known])
        memory = Memory(subject=subject.code, question=turn.text, candidates=tuple(f.key for f in known))
        return Outcome((reply,), memory)

    def _missed(self, turn: Turn) -> Outcome:
        misses = turn.memory.misses + 1
        again = misses >= MISSES_BEFORE_PERSON
        matter = self.matcher.not_covered(turn.text)
        keys = (
            "reply.not_covered" if matter else "reply.refusal",
            "reply.refusal_again" if again else "reply.offer_person",
        )
        reply = self.composition.notice(ReplyKind.REFUSAL, *keys, matter=matter)
        memory = replace(turn.memory, misses=misses, person_offered=True, candidates=())
        return Outcome((reply,), memory)

    def _choose_again(self, turn: Turn) -> Outcome:
        reply = self.composition.notice(ReplyKind.QUESTION, "reply.choose_again", with_receipt=False)
        return Outcome((reply,), turn.memory)

    def _say(self, turn: Turn, kind: ReplyKind, key: str) -> Outcome:
        reply = self.composition.notice(kind, key, with_receipt=False)
        return Outcome((reply,), replace(turn.memory, candidates=(), person_offered=False))

    @staticmethod
    def _chosen(turn: Turn, offered: Sequence[tuple[Subject, Fact]]) -> int | None:
        text = turn.text
        position = chosen(text, len(offered))
        if position is not None:
            return position
        if turn.is_yes:
            return 0 if len(offered) == 1 else None
        named = [i for i, (s, f) in enumerate(offered) if text in (s.name, f.about, f"{s.name}：{f.about}")]
        return named[0] if len(named) == 1 else None


def _asked_with(turn: Turn, match: Match) -> Turn:
    """The turn with the words by which it was understood, so that the next one can lean on them too."""
    if not match.joined:
        return turn
    return replace(turn, text=f"{turn.memory.question} {turn.text}"[-_LONGEST_THREAD:])


def _distinct(facts: Sequence[ScoredFact]) -> list[ScoredFact]:
    """The facts in order, no second one that would be offered under the same heading."""
    seen: dict[str, ScoredFact] = {}
    for fact in facts:
        if fact.fact.superseded_by is None:
            seen.setdefault(f"{fact.subject.code}{fact.fact.about}", fact)
    return list(seen.values())
