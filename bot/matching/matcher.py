"""The decision on a question: answer it, ask back, or refuse."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching.aspect_cues import aspect_weights, is_elliptical, merged
from bot.matching.embedder import Embedder, EmbedderFailed, Vector
from bot.matching.evidence import SIGNALS, Evidence, Question, evidence, names_said
from bot.matching.fact_index import FactIndex, bare, names_of
from bot.matching.features import Features
from bot.matching.fitted import ANSWER_FROM, ASK_FROM, BY_MEANING, BY_WORDS
from bot.matching.meaning import MeaningIndex
from bot.matching.postings import Scores
from bot.matching.ranking import ASPECT_OF_ELLIPSIS, DECISION_SIGNS, MOST_OFFERED, Ranking, Weights, ranked
from bot.matching.reasons import reasons_for

# Probability from which a question is answered although it names a matter not covered.
ANSWER_ELSEWHERE_FROM = 0.85
# Probability from which words alone are sure enough, and the meaning need not be looked at.
SURE_BY_WORDS = 0.9
# What the question before counts for in a follow-up, compared with the follow-up itself.
BEFORE_COUNTS = 0.15
# Characters of a message that may be no more than a part of a name.
LONGEST_PART = 6
# Share of the likelihood from which a runner-up comes with reasons.
WORTH_A_REASON = 0.01
_ASPECT = SIGNALS.index("aspect")
_ELSEWHERE = DECISION_SIGNS.index("elsewhere")

# What people ask first when they have said no more than the name of a matter.
_ORDER_OF_ASKING = (
    Aspect.MATERIALS,
    Aspect.TIME_LIMIT,
    Aspect.PROCESS,
    Aspect.CHANNEL,
    Aspect.CONDITION,
    Aspect.FEE,
    Aspect.SCOPE,
    Aspect.DEPARTMENT,
    Aspect.CONTACT,
    Aspect.POLICY,
)


class Decision(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    ASK = "ask"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Context:
    """What was said before: the subject spoken of and the last question."""

    subject: str | None = None
    question: str | None = None


@dataclass(frozen=True)
class ScoredFact:
    """A fact that may be meant; `share` is its part of the likelihood of all."""

    key: str
    subject: Subject
    fact: Fact
    score: float
    share: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """The decision; `probability` that what is `told` holds the answer; all likely `facts`;
    `joined` if the question was read together with the one before."""

    decision: Decision
    probability: float
    facts: tuple[ScoredFact, ...]
    told: tuple[ScoredFact, ...]
    aspects: Mapping[Aspect, float]
    joined: bool = False

    @property
    def best(self) -> ScoredFact | None:
        """The likeliest fact, None if nothing was like the question at all."""
        return self.facts[0] if self.facts else None


@dataclass(frozen=True)
class Meaning:
    """The second stage: a model of meaning with the vectors of an index."""

    embedder: Embedder
    vectors: MeaningIndex


@dataclass(frozen=True)
class _Found:
    """What one look at the facts gave."""

    ranking: Ranking
    probability: float
    chance: float
    elsewhere: bool


class Matcher:
    """Finds facts for questions in one version of the knowledge. Safe to share by threads.

    Looks at words, characters and sounds first, and at the meaning only where these are
    not sure; without `meaning` at the first alone.
    """

    def __init__(self, catalogue: Catalogue, index: FactIndex, meaning: Meaning | None = None) -> None:
        self.catalogue = catalogue
        self.index = index
        self.meaning = meaning

    def match(
        self, text: str, aspects: Mapping[Aspect, float] | None = None, context: Context | None = None
    ) -> Match:
        """The match for a question as the citizen wrote it.

        `aspects`: what the dialogue model takes the question to be after, if it was asked.
        “那要几天” is about the subject spoken of; another question that is not clear by
        itself is read together with the one before.
        """
        context = context or Context()
        features = self.index.segmenter.features(text)
        after = merged(aspect_weights(text), aspects or {})
        asked = Question(features, after, context.subject)
        spoken_of = self.index.row_of_subject(context.subject)
        if spoken_of is not None and is_elliptical(features.text):
            # Which of several limits is meant, the question before may tell: “怎么补”, “要多久”.
            before = self.index.segmenter.features(context.question or "")
            return self._follow_up(asked, replace(asked, features=before), spoken_of)
        alone = self._match(asked, text, features)
        if alone.decision is Decision.ANSWER or not context.question:
            return alone
        # Who names another matter no longer speaks of this one.
        if self.index.elsewhere(features, spoken_of) or self._names_another(alone, features, spoken_of):
            return alone
        together = f"{context.question} {text}"
        question = Question(self.index.segmenter.features(together), after, context.subject)
        joined = self._match(question, together, features)
        return replace(joined, joined=True) if joined.probability > alone.probability else alone

    def _names_another(self, alone: Match, question: Features, spoken_of: int | None) -> bool:
        if alone.best is None or spoken_of is None:
            return False
        likely = {f.subject.code for f in alone.facts[:MOST_OFFERED]}
        rows = (row for code in likely if (row := self.index.row_of_subject(code)) is not None)
        names = (names_said(self.index, question, row) for row in rows)
        return any(name and not self.index.speaks_of(spoken_of, name) for name in names)

    def match_within(self, text: str, code: str) -> Match | None:
        """The match for a question among the facts of one subject; None if there is no such subject."""
        row = self.index.row_of_subject(code)
        if row is None:
            return None
        features = self.index.segmenter.features(text)
        question = Question(features, aspect_weights(text), None)
        looked_at = evidence(self.index, question, np.array([row]), None)
        return self._decided(self._weighed(looked_at, features, BY_WORDS), question)

    def not_covered(self, text: str) -> str | None:
        """The matter a question names that the knowledge knows by name only."""
        return self.index.elsewhere(self.index.segmenter.features(text))

    def _match(self, question: Question, text: str, own: Features) -> Match:
        named = self.index.named_exactly(own)
        if named:
            return self._choice_within(named, question)
        found = self._look(question, own)
        if self.meaning and own.text and (found is None or found.probability < SURE_BY_WORDS):
            with contextlib.suppress(EmbedderFailed):
                vector = self.meaning.embedder.query(text)
                found = self._look(question, own, vector, self.meaning.vectors) or found
        if found is None or not question.features.text:
            return Match(Decision.REFUSE, 0.0, (), (), question.aspects)
        match = self._decided(found, question)
        named_in_part = match.decision is Decision.REFUSE and self._begins_a_name(own, match)
        return replace(match, decision=Decision.ASK) if named_in_part else match

    def _begins_a_name(self, own: Features, match: Match) -> bool:
        """Whether all that is said is a part of a likely matter's names: “驾照”, “公积金”."""
        said = bare(own.text)
        if not 1 < len(said) <= LONGEST_PART or match.best is None:
            return False
        return any(said in name for name in names_of(match.best.subject))

    def _look(
        self,
        question: Question,
        own: Features,
        vector: Vector | None = None,
        vectors: MeaningIndex | None = None,
    ) -> _Found | None:
        """The facts by words alone, or by the meaning of the question as well; None if there are none."""
        index, likeness, nearest = self.index, None, None
        if vector is not None and vectors is not None:
            nearest = vectors.subjects(vector)
        subjects = index.screened(question.features, nearest, question.current)
        if not len(subjects):
            return None
        if vector is not None and vectors is not None:
            likeness = vectors.facts(index, vector, index.facts_of(subjects))
        weights = BY_WORDS if likeness is None else BY_MEANING
        return self._weighed(evidence(index, question, subjects, likeness), own, weights)

    def _weighed(self, evidence: Evidence, own: Features, weights: Weights) -> _Found:
        ranking = ranked(evidence, weights.scores(evidence, self.index))
        signs = ranking.signs(self.index, own, weights)
        return _found(ranking, signs, weights)

    def _decided(self, found: _Found, question: Question) -> Match:
        facts = self._scored(found.ranking, question.features)
        rows = found.ranking.told(self.index)
        told = tuple(f for f, row in zip(facts, found.ranking.rows, strict=True) if int(row) in rows)
        decision = decide(found.probability, found.chance, elsewhere=found.elsewhere)
        return Match(decision, found.probability, facts, told, question.aspects)

    def _follow_up(self, question: Question, before: Question, subject: int) -> Match:
        """For “那要几天”: the facts of the subject spoken of, by what the question is after."""
        own = np.array([subject])
        looked_at = evidence(self.index, question, own, None)
        # What it is after is all that such a question says.
        scores = BY_WORDS.scores(looked_at, self.index)
        scores += ASPECT_OF_ELLIPSIS * looked_at.matrix[:, _ASPECT]
        scores += BEFORE_COUNTS * BY_WORDS.scores(evidence(self.index, before, own, None), self.index)
        ranking = ranked(looked_at, scores)
        signs = ranking.signs(self.index, question.features, BY_WORDS)
        return self._decided(_found(ranking, signs, BY_WORDS), question)

    def _choice_within(self, codes: frozenset[str], question: Question) -> Match:
        """For a name alone, which is no question yet: what can be asked of its subject."""
        aspects = question.aspects
        subjects = np.array(
            sorted(row for code in codes if (row := self.index.row_of_subject(code)) is not None)
        )
        own = [self.index.facts[row] for row in self.index.facts_of(subjects)]
        own = [f for f in own if f.fact.superseded_by is None]
        own.sort(key=lambda f: (-aspects.get(f.fact.aspect, 0.0), _ORDER_OF_ASKING.index(f.fact.aspect)))
        first_of_aspect = {f.fact.aspect: f for f in reversed(own)}
        own.sort(key=lambda f: first_of_aspect[f.fact.aspect] is not f)
        likely = [1 + aspects.get(f.fact.aspect, 0.0) for f in own]
        shares = [weight / sum(likely) for weight in likely]
        reasons = ("说的就是事项名称",)
        facts = tuple(
            ScoredFact(f.key, f.subject, f.fact, 0.0, share, reasons)
            for f, share in zip(own, shares, strict=True)
        )
        return Match(Decision.ASK, ASK_FROM, facts, facts[:1], aspects)

    def _scored(self, ranking: Ranking, question: Features) -> tuple[ScoredFact, ...]:
        scored, labels = [], self.catalogue.labels
        for row, position, share in zip(ranking.rows, ranking.order, ranking.shares, strict=True):
            indexed = self.index.facts[row]
            # Runners-up that nobody will see need no reasons.
            signals = ranking.evidence.of_row(int(row)) if share > WORTH_A_REASON else None
            reasons = reasons_for(self.index, int(row), signals, question, labels) if signals else []
            score = float(ranking.scores[position])
            scored.append(
                ScoredFact(indexed.key, indexed.subject, indexed.fact, score, float(share), tuple(reasons))
            )
        return tuple(scored)


def _found(ranking: Ranking, signs: Scores, weights: Weights) -> _Found:
    return _Found(ranking, weights.probability(signs), weights.chance(signs), bool(signs[_ELSEWHERE]))


def decide(probability: float, chance: float, *, elsewhere: bool) -> Decision:
    """Answer, ask back or refuse, by the cost of being wrong.

    `probability` that what would be told holds the answer, `chance` that one of the
    candidates does. `elsewhere`: the question names a matter that is not covered. Then only a sure answer
    will do: candidates would be other matters than the one the citizen named.
    """
    if elsewhere:
        return Decision.ANSWER if probability >= ANSWER_ELSEWHERE_FROM else Decision.REFUSE
    if probability >= ANSWER_FROM:
        return Decision.ANSWER
    return Decision.ASK if chance >= ASK_FROM else Decision.REFUSE
