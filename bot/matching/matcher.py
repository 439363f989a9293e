"""The decision on a question: answer it, ask back, or refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.subject import Aspect, Fact, Subject
from bot.matching import weights
from bot.matching.aspect_cues import aspect_weights
from bot.matching.evidence import SIGNALS, FactIndex, IndexedFact, Matrix
from bot.matching.features import Features
from bot.matching.postings import Scores

# Facts looked at closer; the right one has been among them in all trials.
SHORTLIST = 30
# Share of the likelihood from which a runner-up comes with reasons.
WORTH_A_REASON = 0.01


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
    """The decision, how probable it is that the first fact is right, and the runners-up."""

    decision: Decision
    probability: float
    facts: tuple[ScoredFact, ...]
    aspects: Mapping[Aspect, float]

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
        A question that is not clear by itself is read together with the one before.
        """
        context = context or Context()
        question = self.index.segmenter.features(text)
        after = _merged(aspect_weights(text), aspects or {})
        alone = self._match(question, question, after, context.subject)
        if alone.decision is Decision.ANSWER or not (context.question and context.subject):
            return alone
        together = self.index.segmenter.features(f"{context.question} {text}")
        joined = self._match(together, question, after, context.subject)
        return joined if joined.probability > alone.probability else alone

    def _match(
        self,
        question: Features,
        own: Features,
        aspects: Mapping[Aspect, float],
        current: str | None,
    ) -> Match:
        evidence = self.index.evidence(question, aspects, current)
        scores = evidence @ weights.RANKING
        for indexed in self.index.facts:
            if indexed.fact.superseded_by is not None:
                scores[indexed.row] -= weights.SUPERSEDED
        order = np.argsort(-scores, kind="stable")[:SHORTLIST]
        if not len(order) or not question.text:
            return Match(Decision.REFUSE, 0.0, (), aspects)
        shares = _softmax(scores[order])
        facts = tuple(
            self._scored(row, float(scores[row]), float(share), evidence[row], question)
            for row, share in zip(order, shares, strict=True)
        )
        signs = decision_signs(self.index, evidence, scores, order, own)
        probability = float(1 / (1 + np.exp(-(signs @ weights.DECISION + weights.DECISION_OFFSET))))
        return Match(decide(probability), probability, facts, aspects)

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


def decide(probability: float) -> Decision:
    """Answer, ask back or refuse, by the cost of being wrong (docs/evaluation.md)."""
    if probability >= weights.ANSWER_FROM:
        return Decision.ANSWER
    return Decision.ASK if probability >= weights.ASK_FROM else Decision.REFUSE


def decision_signs(
    index: FactIndex, evidence: Matrix, scores: Scores, order: np.ndarray, own: Features
) -> Scores:
    """What tells a right first fact from a wrong one, apart from the ranking itself.

    Score and lead of the first fact, its lead over the best of another subject, how
    much of the question's own words its subject knows, and whether it holds words that
    nothing in the knowledge knows.
    """
    best = order[0]
    subject = index.subject_of_fact[best]
    others = order[index.subject_of_fact[order] != subject]
    lead = scores[best] - scores[order[1]] if len(order) > 1 else scores[best]
    subject_lead = scores[best] - scores[others[0]] if len(others) else scores[best]
    coverage = index.subject_coverage(own)[subject]
    unknown = len(index.unknown_words(own)) / max(len(own.words), 1)
    phrase = evidence[best, 3:6].max()
    return np.array([scores[best], lead, subject_lead, coverage, unknown, phrase, evidence[best, 6]])


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
