"""What a message asks in its conversation: the question in full, and the match for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.catalogue.subject import Aspect
from bot.matching.aspect_cues import aspects_named, is_elliptical
from bot.matching.evidence import names_said
from bot.matching.fact_index import FactIndex
from bot.matching.matcher import SURE_BY_WORDS, Context, Decision, Match, Matcher
from bot.matching.normalise import normalised
from bot.usecases.asides import Meant, asking_clauses
from bot.usecases.composition import speaks_of_the_past
from bot.usecases.figures import asking_for_them
from bot.usecases.memory import Memory
from bot.usecases.other_matters import AskedAgain, OtherMatters

# Probability, among the facts of the matter spoken of alone, from which it holds the answer.
STAYS_FROM = 0.8
# Share of the words of a message, by rarity, that a matter may have nothing to do with where
# only the question before makes the message one about it. “丢了” has 0, “昨晚的足球赛谁赢了” 0.97.
MOST_UNCOVERED = 0.7
# The same for a message that another matter might be meant by.
MOST_UNCOVERED_TO_STAY = 0.3

# A follow-up of which only the aspect asked for counts.
_SAYS_NOTHING = "那呢"
# Characters of earlier questions a follow-up is read with.
_LONGEST_THREAD = 100


@dataclass(frozen=True)
class Understood:
    """The `question` a message asks, what the `next` one can lean on, and the `match` for it.

    `about` is the code of the matter that it names or surely follows up, if there is one.
    """

    question: str
    next: str
    match: Match
    about: str | None = None


def understood(
    matcher: Matcher,
    others: OtherMatters,
    said: Meant,
    memory: Memory,
    aspects: Mapping[Aspect, float],
) -> Understood:
    """What a message means after what was said before."""
    again = others.asked_again(said.text, memory, corrects=said.corrects)
    if again is not None:
        match = _asking_back(_match_again(matcher, again, memory))
        return Understood(again.question, again.whole, match, again.code)
    question = _asking_for_the_figure(said.text, memory)
    match = matcher.match(question, aspects, Context(memory.subject, memory.question))
    about = others.named_in(question)
    if match.joined and not _belongs_together(matcher.index, question, about, match):
        match = matcher.match(question, aspects)
    match = _first_of_several(matcher, question, memory, match)
    match = _staying(matcher, question, memory, match)
    if memory.subject and is_elliptical(normalised(question)):
        match, about = _asking_back(match), memory.subject
    together = f"{memory.question} {said.text}"[-_LONGEST_THREAD:] if match.joined else said.text
    return Understood(said.text, together, match, about)


def names_its_matter(index: FactIndex, text: str, match: Match) -> bool:
    """Whether a name of the best match's matter stands in a text."""
    row = index.row_of_subject(match.best.subject.code) if match.best else None
    return row is not None and names_said(index, index.segmenter.features(text), row) is not None


def _belongs_together(index: FactIndex, text: str, named: str | None, match: Match) -> bool:
    """Whether a text may be read with the question before: it names nothing foreign to that matter."""
    row = index.row_of_subject(match.best.subject.code) if match.best else None
    if row is None or (named and match.best and named != match.best.subject.code):
        return False
    return _uncovered(index, text, row) <= MOST_UNCOVERED


def _first_of_several(matcher: Matcher, text: str, memory: Memory, match: Match) -> Match:
    """Of several questions in one message, the first tells the matter if the whole does not."""
    questions = asking_clauses(text)
    if match.decision is Decision.ANSWER or len(questions) < 2:
        return match
    first = matcher.match(questions[0], {}, Context(memory.subject, memory.question))
    return first if first.decision is Decision.ANSWER and not first.joined else match


def _match_again(matcher: Matcher, again: AskedAgain, memory: Memory) -> Match:
    """The match for both as one question, else within the matter, else by what is asked for alone."""
    whole = matcher.match(again.whole)
    if whole.decision is Decision.ANSWER and whole.best and whole.best.subject.code == again.code:
        return whole
    if not is_elliptical(normalised(again.question)):
        within = matcher.match_within(again.question, again.code)
        if within is not None and within.decision is Decision.ANSWER:
            return within
        named = aspects_named(again.question)
        by_aspect = {aspect: 1 / len(named) for aspect in named}
        return matcher.match(_SAYS_NOTHING, by_aspect, Context(again.code, memory.question))
    return matcher.match(again.question, {}, Context(again.code, memory.question))


def _asking_back(match: Match) -> Match:
    """Of a matter that is known to be meant there is something to offer at least."""
    refused = match.decision is Decision.REFUSE and match.best is not None
    return replace(match, decision=Decision.ASK) if refused else match


def _asking_for_the_figure(text: str, memory: Memory) -> str:
    """“原来不是几天吗” for “原来不是三天吗”, where that is all it says: both ask how long it takes."""
    asking = asking_for_them(text)
    only_a_figure = asking != text and memory.subject and is_elliptical(normalised(asking))
    return asking if only_a_figure and speaks_of_the_past(text) else text


def _staying(matcher: Matcher, text: str, memory: Memory, match: Match) -> Match:
    """The match within the matter spoken of, if another one is neither named nor sure."""
    row = matcher.index.row_of_subject(memory.subject)
    if match.best is None or memory.subject is None or row is None:
        return match
    sure = match.decision is Decision.ANSWER and match.probability >= SURE_BY_WORDS
    elsewhere = match.best.subject.code != memory.subject and not sure
    if not elsewhere or names_its_matter(matcher.index, text, match):
        return match
    within = matcher.match_within(text, memory.subject)
    fits = _uncovered(matcher.index, text, row) <= MOST_UNCOVERED_TO_STAY
    return within if within is not None and fits and within.probability >= STAYS_FROM else match


def _uncovered(index: FactIndex, text: str, subject: int) -> float:
    """The share of the words of a text that a subject has nothing to do with."""
    return index.strangeness(index.segmenter.features(text), subject)[1]
