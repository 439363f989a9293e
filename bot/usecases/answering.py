"""Answers to what citizens ask: the facts, a choice, or an honest no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.documents.library import NO_DOCUMENTS, Library
from bot.catalogue.subject import Aspect, Subject
from bot.matching.answer_types import AnswerType
from bot.matching.bare_words import Bare, BareWords
from bot.matching.fact_index import FactIndex, bare
from bot.matching.matcher import SURE_BY_WORDS, Decision, Match, Matcher, Meaning
from bot.usecases.asides import asks, asks_for_person, calls_off, chats, meant, opens
from bot.usecases.bundle_notice import bundle_notice
from bot.usecases.bundling import Bundling, Listing
from bot.usecases.choosing import agrees, chose_behind, chosen, chosen_by_words, declines, says_no
from bot.usecases.composition import Composition, Told
from bot.usecases.memory import Memory
from bot.usecases.other_matters import OtherMatters
from bot.usecases.quoting import Quoting
from bot.usecases.reply import Reply, ReplyKind
from bot.usecases.separating import separate_questions
from bot.usecases.telling import distinct, explains, facts_to_tell, fee_untold, kind_missing, nothing_held
from bot.usecases.understanding import Understood, names_its_matter, understood

MOST_CANDIDATES = 3
MISSES_BEFORE_PERSON = 2
# Probability from which what sounds like a complaint or a call for a person is answered.
SURE_FROM = 0.45

_HAS_LETTERS = re.compile(r"[^\W\d_]")
# A number beyond those offered is a choice all the same, though of nothing.
_MOST_COUNTED = 5


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
        if asks(self.text) or meant(self.text).corrects or chosen(self.text, MOST_CANDIDATES) is not None:
            return False
        return self.intent == "deny" or declines(self.text)


@dataclass(frozen=True)
class Outcome:
    """What to say, and what to keep in mind."""

    replies: tuple[Reply, ...]
    memory: Memory


class Answering:
    """The answers of one version of the knowledge. Safe to share by threads."""

    def __init__(self, catalogue: Catalogue, library: Library = NO_DOCUMENTS) -> None:
        self.catalogue = catalogue
        self.matcher = Matcher(catalogue, FactIndex(catalogue))
        self.composition = Composition(catalogue)
        self.bundling = Bundling(catalogue)
        self.others = OtherMatters(catalogue.subjects.values())
        self._bare_words = BareWords(catalogue.departments.values())
        self.quoting = Quoting(catalogue, library, self.matcher.index.segmenter)

    def with_meaning(self, meaning: Meaning) -> Answering:
        """The same answers, found by meaning as well as by words."""
        answering = copy(self)
        answering.matcher = Matcher(self.catalogue, self.matcher.index, meaning)
        return answering

    def answer_question(self, turn: Turn) -> Outcome:
        """Facts with their source; candidates when unsure; a refusal when nothing fits."""
        asking_nothing = self._picked(turn) or self._asking_nothing(turn)
        if asking_nothing is not None:
            return asking_nothing
        several = separate_questions(self.matcher, turn.text)
        if several:
            return self._answer_each(turn, several)
        memory = turn.memory
        heard = understood(self.matcher, self.others, meant(turn.text), memory, turn.aspects)
        match, turn = heard.match, replace(turn, text=heard.next)
        listing = self.bundling.listing(heard.question, memory.subject, match)
        if listing is not None:
            return self._tell_whole(turn, listing, match)
        lacking = self._lacking(heard)
        if lacking is not None:
            return self._not_held(turn, *lacking, match)
        if match.best is None or match.decision is Decision.REFUSE:
            return self._quoted(turn) or self._missed(turn)
        return self._answered(turn, heard)

    def _lacking(self, heard: Understood) -> tuple[Subject, AnswerType | Aspect] | None:
        """The matter surely asked about with what is asked, if nothing is known of that."""
        match, subject = heard.match, self.catalogue.subjects.get(heard.about or "")
        sure = match.decision is Decision.ANSWER and match.probability >= SURE_BY_WORDS
        if subject is None or (sure and names_its_matter(self.matcher.index, heard.question, match)):
            return None
        missing = nothing_held(heard.question, subject)
        return (subject, missing) if missing else None

    def _answered(self, turn: Turn, heard: Understood) -> Outcome:
        """What there is to tell of the subject found, or that it is not held."""
        match = heard.match
        subject = match.facts[0].subject
        facts = facts_to_tell(self.matcher, heard.question, match)
        missing = kind_missing(heard.question, facts) or fee_untold(heard.question, facts)
        if missing is not None:
            return self._not_held(turn, subject, missing, match)
        if match.decision is Decision.ASK and not explains(heard.question, facts):
            return self._offer(turn, match)
        return self._tell(turn, subject, facts)

    def _answer_each(self, turn: Turn, questions: Sequence[str]) -> Outcome:
        """An answer of its own for each question about another matter."""
        outcomes = [self.answer_question(Turn(question, turn.memory)) for question in questions]
        return Outcome(tuple(r for outcome in outcomes for r in outcome.replies), outcomes[-1].memory)

    def _asking_nothing(self, turn: Turn) -> Outcome | None:
        """What to say to a message that names something, or begins to speak, but asks nothing yet."""
        if not _HAS_LETTERS.search(turn.text):
            return self._say(turn, ReplyKind.QUESTION, "reply.no_words")
        features = self.matcher.index.segmenter.features(turn.text)
        if chats(turn.text):
            # Whatever was offered stays so.
            return Outcome(self._say(turn, ReplyKind.QUESTION, "reply.go_on").replies, turn.memory)
        if self._bare_words.is_foreign(turn.text):
            return self._say(turn, ReplyKind.REFUSAL, "reply.other_language")
        if opens(bare(features.text)):
            return self._say(turn, ReplyKind.QUESTION, "reply.listening")
        kind = self._bare_words.kind(features)
        if kind is Bare.OTHER_LANGUAGE and not self.matcher.index.named_exactly(features):
            return self._say(turn, ReplyKind.REFUSAL, "reply.other_language")
        if kind is Bare.PLACE:
            return self._say(turn, ReplyKind.QUESTION, "reply.only_place", said=turn.text.strip())
        department = self._bare_words.department(features)
        if department is not None:
            return self._say(turn, ReplyKind.QUESTION, "reply.only_department", said=department.name)
        return None

    def choose(self, turn: Turn) -> Outcome:
        """The candidate chosen by number, by name, by yes; or what was said instead of choosing."""
        memory, offered = turn.memory, self._offered(turn)
        if meant(turn.text).corrects:
            return self.answer_question(turn)
        picked = self._picked(turn)
        if picked is not None:
            return picked
        # Behind the candidates stands “none of these”, which can be counted to as well.
        turned_down = turn.is_no and (offered or memory.person_offered or says_no(turn.text))
        if turned_down or (offered and chose_behind(turn.text, len(offered))):
            return self._say(turn, ReplyKind.QUESTION, "reply.deny")
        if offered:
            return self.answer_question(turn) if asks(turn.text) else self._choose_again(turn)
        if memory.person_offered and turn.is_yes:
            return self.hand_off(turn)
        # A number is no question: read as one it would lead to whatever has a “second step”.
        if chosen(turn.text, _MOST_COUNTED) is not None:
            return self._say(turn, ReplyKind.QUESTION, "reply.say_more")
        if memory.subject is None and not asks(turn.text):
            # What it names may be what the next message is about: “就那个公积金”, “咋取出来”.
            said = replace(turn, memory=replace(memory, question=turn.text))
            return self._say(turn if turn.is_yes else said, ReplyKind.QUESTION, "reply.say_more")
        return self.answer_question(turn)

    def cancel(self, turn: Turn) -> Outcome:
        """What was offered is dropped; what only sounds like that is answered."""
        if not calls_off(turn.text):
            return self.answer_question(turn)
        return self._say(turn, ReplyKind.NOTICE, "reply.cancelled")

    def hand_off(self, turn: Turn) -> Outcome:
        """The honest way to a person as long as there is no desk to hand the conversation to."""
        if not asks_for_person(turn.text) and not turn.is_yes and self._surely_asks(turn):
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
        if not asks(turn.text):
            return False
        return self.matcher.match(turn.text, turn.aspects).probability >= SURE_FROM

    def answer_without_dialogue(self, turn: Turn) -> Outcome:
        """The answer when the dialogue model is down: a person, a choice, or the facts."""
        if asks_for_person(turn.text):
            return self.hand_off(turn)
        return self.choose(turn) if turn.memory.candidates else self.answer_question(turn)

    def _tell(self, turn: Turn, subject: Subject, told: Sequence[Told]) -> Outcome:
        reply = self.composition.answer(subject, told)
        return Outcome((reply,), Memory(subject=subject.code, question=turn.text))

    def _tell_whole(self, turn: Turn, listing: Listing, match: Match) -> Outcome:
        if not listing.holds_something:
            return self._not_held(turn, listing.bundle, listing.aspects[0], match)
        reply = bundle_notice(self.composition, listing)
        return Outcome((reply,), Memory(subject=listing.bundle.code, question=turn.text))

    def _offer(self, turn: Turn, match: Match) -> Outcome:
        offered = distinct(match.facts)[:MOST_CANDIDATES]
        reply = self.composition.candidates([(f.subject, f.fact) for f in offered])
        subjects = {f.subject.code for f in offered}
        memory = replace(
            turn.memory,
            # Where all are about one matter, that is what is spoken of now.
            subject=subjects.pop() if len(subjects) == 1 else turn.memory.subject,
            candidates=tuple(f.key for f in offered),
            question=turn.text,
            misses=0,
        )
        return Outcome((reply,), memory)

    def _not_held(self, turn: Turn, subject: Subject, missing: AnswerType | Aspect, match: Match) -> Outcome:
        family = {subject.code, *(subject.includes or ())}
        known = [f for f in match.facts if f.subject.code in family and f.fact.superseded_by is None]
        known = known[:MOST_CANDIDATES]
        reply = self.composition.not_held(subject, missing, [f.fact for f in known])
        memory = Memory(subject=subject.code, question=turn.text, candidates=tuple(f.key for f in known))
        return Outcome((reply,), memory)

    def _quoted(self, turn: Turn) -> Outcome | None:
        """What an imported document says, when no matter answers; a follow-up is about neither."""
        reply = self.quoting.reply(turn.text)
        return Outcome((reply,), Memory(question=turn.text, person_offered=True)) if reply else None

    def _missed(self, turn: Turn) -> Outcome:
        misses = turn.memory.misses + 1
        again = misses >= MISSES_BEFORE_PERSON
        matter = self.matcher.not_covered(turn.text)
        keys = (
            "reply.not_covered" if matter else "reply.refusal",
            "reply.refusal_again" if again else "reply.offer_person",
        )
        reply = self.composition.notice(ReplyKind.REFUSAL, *keys, matter=matter)
        memory = replace(turn.memory, question=turn.text, misses=misses, person_offered=True, candidates=())
        return Outcome((reply,), memory)

    def _choose_again(self, turn: Turn) -> Outcome:
        reply = self.composition.notice(ReplyKind.QUESTION, "reply.choose_again", with_receipt=False)
        return Outcome((reply,), turn.memory)

    def _say(self, turn: Turn, kind: ReplyKind, key: str, **parts: object) -> Outcome:
        reply = self.composition.notice(kind, key, with_receipt=False, **parts)
        return Outcome((reply,), replace(turn.memory, candidates=(), person_offered=False))

    def _offered(self, turn: Turn) -> list[Told]:
        return [found for key in turn.memory.candidates if (found := self.catalogue.fact(key))]

    def _picked(self, turn: Turn) -> Outcome | None:
        """The candidate chosen by number, by words or by yes; None if none was."""
        offered = self._offered(turn)
        index = chosen(turn.text, len(offered))
        if index is None and turn.is_yes and len(offered) == 1:
            index = 0
        if index is None and not turn.is_yes:
            index = chosen_by_words(turn.text, offered)
        if index is None:
            return None
        subject, fact = offered[index]
        # What was asked stays the question: a “second one” would be read together with the next.
        return self._tell(replace(turn, text=turn.memory.question or turn.text), subject, [(subject, fact)])
