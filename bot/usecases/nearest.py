"""The matter that a question nobody could answer comes nearest to."""

from __future__ import annotations

from bot.matching.matcher import Matcher

# Share of the likelihood of all facts from which the likeliest is near. Tried on questions that
# are not covered: where it is spread wider, the first one has nothing to do with them.
NEAR_FROM = 0.15


def nearest_matter(matcher: Matcher, question: str) -> str | None:
    """The code of the nearest matter, None if none is near."""
    best = matcher.match(question).best
    return best.subject.code if best is not None and best.share >= NEAR_FROM else None
