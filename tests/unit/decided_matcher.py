"""A matcher that finds what the real one finds, but decides as a test wants it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from bot.catalogue.subject import Aspect
from bot.matching.matcher import Context, Decision, Match, Matcher
from bot.usecases.answering import Answering

# Just sure enough for the decision.
_PROBABILITY = {Decision.ANSWER: 0.99, Decision.ASK: 0.5, Decision.REFUSE: 0.01}


class DecidedMatcher(Matcher):
    """What to do is given; where the line lies between the decisions is the evaluation's business."""

    def __init__(self, real: Matcher, decision: Decision) -> None:
        vars(self).update(vars(real))
        self.decision = decision

    def match(
        self, text: str, aspects: Mapping[Aspect, float] | None = None, context: Context | None = None
    ) -> Match:
        """The real match with the given decision."""
        found = super().match(text, aspects, context)
        return replace(found, decision=self.decision, probability=_PROBABILITY[self.decision])


def deciding(answering: Answering, decision: Decision) -> Answering:
    """The same answers with a matcher that always decides the same."""
    decided = copy(answering)
    decided.matcher = DecidedMatcher(answering.matcher, decision)
    return decided
