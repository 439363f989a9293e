"""The decision on a question: answer it, ask back, or refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching import weights
from bot.matching.aspect_cues import aspect_weights, is_elliptical
from bot.matching.evidence import SIGNALS, FactIndex, IndexedFact, Matrix, Rows
from bot.matching.features import Features
from bot.matching.postings import Scores

# Facts looked at closer; the right one has been among them in all trials.
SHORTLIST = 30
# What the decision goes by.
DECISION_SIGNS = (
    "score",
    "lead",  # over the next fact
    "subject_lead",  # over the best fact of another subject
    "unknown_words",  # share of the question's words that stand nowhere in the knowledge
    "uncovered_words",  # share of the question, by rarity, that its subject does not know
    "uncovered_sounds",
    "rarest_uncovered",  # how rare the rarest of these is
    "elsewhere",  # the question names a matter not covered, of which the subject never speaks
    *SIGNALS,
)
# A further fact of the same subject is told along if it is nearly as likely as the first:
# which of two neighbouring facts a short question means, nobody can say.
TOLD_WITHIN = 1.2
MOST_TOLD = 3
# Share of the likelihood from which a runner-up comes with reasons.
WORTH_A_REASON = 0.01

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
RANKING = np.array([weights.RANKING[sign] for sign in SIGNALS])
_DECISION = np.array([weights.DECISION[sign] for sign in DECISION_SIGNS])


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


class Matcher:
    """Finds facts for questions in one version of the knowledge. Safe to share by threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.index = FactIndex(catalogue)

    def match(
        self,
        text: str,
        aspects: Mapping[Aspect, float] | None = None,
        context: Context | None = None,
    ) -> Match:
        """The match for a question as the citizen wrote it.

        `aspects`: what the dialogue model takes the question to be after, if it was asked.
        “那要几天” is about the subject spoken of; another question that is not clear by
        itself is read together with the one before.
        """
        context = context or Context()
        question = self.index.segmenter.features(text)
        after = _merged(aspect_weights(text), aspects or {})
        if context.subject and is_elliptical(question.text):
            return self._match(question, question, after, context.subject, within=context.subject)
        alone = self._match(question, question, after, context.subject)
        if alone.decision is Decision.ANSWER or not (context.question and context.subject):
            return alone
        if self.index.elsewhere(question, self.index.row_of_subject(context.subject)):
            # Who names another matter no longer speaks of this one.
            return alone
        together = self.index.segmenter.features(f"{context.question} {text}")
        joined = self._match(together, question, after, context.subject)
        return replace(joined, joined=True) if joined.probability > alone.probability else alone

    def not_covered(self, text: str) -> str | None:
        """The matter a question names that the knowledge knows by name only."""
        return self.index.elsewhere(self.index.segmenter.features(text))

    def _match(
        self,
        question: Features,
        own: Features,
        aspects: Mapping[Aspect, float],
        current: str | None,
        within: str | None = None,
    ) -> Match:
        named = self.index.named_exactly(own)
        if named:
            return self._choice_within(named, question, aspects)
        evidence = self.index.evidence(question, aspects, current)
        scores = evidence @ RANKING
        for indexed in self.index.facts:
            if indexed.fact.superseded_by is not None:
                scores[indexed.row] -= weights.SUPERSEDED
        if within is not None:
            # What it is after is all that such a question says.
            scores += weights.ASPECT_OF_ELLIPSIS * evidence[:, SIGNALS.index("aspect")]
            scores[self.index.outside(within)] = -np.inf
        order = np.argsort(-scores, kind="stable")[:SHORTLIST]
        order = order[np.isfinite(scores[order])]
        if not len(order) or not question.text:
            return Match(Decision.REFUSE, 0.0, (), (), aspects)
        shares = _softmax(scores[order])
        facts = tuple(
            self._scored(row, float(scores[row]), float(share), evidence[row], question)
            for row, share in zip(order, shares, strict=True)
        )
        signs = decision_signs(self.index, evidence, scores, order, own)
        probability = float(1 / (1 + np.exp(-(signs @ _DECISION + weights.DECISION_OFFSET))))
        rows = told_rows(self.index, scores, order)
        told = tuple(fact for fact, row in zip(facts, order, strict=True) if row in rows)
        elsewhere = bool(signs[DECISION_SIGNS.index("elsewhere")])
        return Match(decide(probability, elsewhere=elsewhere), probability, facts, told, aspects)

    def _choice_within(
        self, codes: frozenset[str], question: Features, aspects: Mapping[Aspect, float]
    ) -> Match:
        """For a name alone, which is no question yet: what can be asked of its subject."""
        evidence = self.index.evidence(question, aspects, None)
        own = [f for f in self.index.facts if f.subject.code in codes and f.fact.superseded_by is None]
        own.sort(key=lambda f: (-aspects.get(f.fact.aspect, 0.0), _ORDER_OF_ASKING.index(f.fact.aspect)))
        first_of_aspect = {f.fact.aspect: f for f in reversed(own)}
        rows = [f.row for f in own if first_of_aspect[f.fact.aspect] is f]
        rows += [f.row for f in own if f.row not in rows]
        likely = [1 + aspects.get(self.index.facts[row].fact.aspect, 0.0) for row in rows]
        shares = [weight / sum(likely) for weight in likely]
        facts = tuple(
            self._scored(row, 0.0, share, evidence[row], question)
            for row, share in zip(rows, shares, strict=True)
        )
        return Match(Decision.ASK, weights.ASK_FROM, facts, facts[:1], aspects)

    def _scored(
        self, row: int, score: float, share: float, signals: Scores, question: Features
    ) -> ScoredFact:
        indexed = self.index.facts[row]
        # Runners-up that nobody will see need no reasons.
        reasons = tuple(self._reasons(indexed, signals, question)) if share > WORTH_A_REASON else ()
        return ScoredFact(indexed.key, indexed.subject, indexed.fact, score, share, reasons)

    def _reasons(self, indexed: IndexedFact, signals: Scores, question: Features) -> list[str]:
        signal = dict(zip(SIGNALS, signals, strict=True))
        reasons = []
        name = self.index.named(question).get(indexed.subject.code)
        if name:
            reasons.append(f"提到了“{name}”")
        elif signal["name_sounds"] > 0.99:
            reasons.append("读音与事项名称相同")
        if signal["phrase_words"] > 0.4 or signal["phrase_characters"] > 0.4:
            reasons.append(f"与常见问法“{self.index.nearest_phrase(question, indexed.row)}”相近")
        if signal["aspect"] > 0:
            reasons.append(f"问的是{self.catalogue.labels['aspect.' + indexed.fact.aspect]}")
        if signal["current"] == 1:
            reasons.append("接着正在谈的事项")
        return reasons or ["用词与这条内容有重合"]


def decide(probability: float, *, elsewhere: bool) -> Decision:
    """Answer, ask back or refuse, by the cost of being wrong (docs/evaluation.md).

    `elsewhere`: the question names a matter that is not covered. Then only a sure answer
    will do: candidates would be other matters than the one the citizen named.
    """
    if elsewhere:
        return Decision.ANSWER if probability >= weights.ANSWER_ELSEWHERE_FROM else Decision.REFUSE
    if probability >= weights.ANSWER_FROM:
        return Decision.ANSWER
    return Decision.ASK if probability >= weights.ASK_FROM else Decision.REFUSE


def told_rows(index: FactIndex, scores: Scores, order: Rows) -> frozenset[int]:
    """Rows of the first fact and of those of its subject that are told along with it."""
    best = order[0]
    subject = index.subject_of_fact[best]
    near = (
        int(row)
        for row in order
        if index.subject_of_fact[row] == subject and scores[best] - scores[row] <= TOLD_WITHIN
    )
    return frozenset(islice(near, MOST_TOLD))


def decision_signs(index: FactIndex, evidence: Matrix, scores: Scores, order: Rows, own: Features) -> Scores:
    """What tells a right answer from a wrong one: DECISION_SIGNS in order."""
    best = order[0]
    subject = index.subject_of_fact[best]
    others = order[index.subject_of_fact[order] != subject]
    lead = scores[best] - scores[order[1]] if len(order) > 1 else scores[best]
    subject_lead = scores[best] - scores[others[0]] if len(others) else scores[best]
    elsewhere = float(index.elsewhere(own, int(subject)) is not None)
    strangeness = index.strangeness(own, int(subject))
    return np.array([scores[best], lead, subject_lead, *strangeness, elsewhere, *evidence[best]])


def _softmax(scores: Scores) -> Scores:
    powers = np.exp(scores - scores.max())
    shares: Scores = powers / powers.sum()
    return shares


def _merged(by_wording: Mapping[Aspect, float], by_model: Mapping[Aspect, float]) -> dict[Aspect, float]:
    if not by_model:
        return dict(by_wording)
    if not by_wording:
        return dict(by_model)
    return {a: (by_wording.get(a, 0.0) + by_model.get(a, 0.0)) / 2 for a in Aspect}
