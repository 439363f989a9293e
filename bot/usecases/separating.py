"""Questions about different matters in one message, each to be answered by itself."""

from __future__ import annotations

from bot.matching.matcher import Decision, Matcher
from bot.usecases.asides import asking_clauses
from bot.usecases.understanding import names_its_matter

_MOST_MATTERS = 3


def separate_questions(matcher: Matcher, text: str) -> tuple[str, ...]:
    """The questions of a message by matter, in order; none if it is not surely about several.

    A clause that names a matter and is surely answered by it begins a question; what asks
    about none of its own (“要几天”) belongs to the question before.
    """
    clauses = asking_clauses(text)
    if len(clauses) < 2:
        return ()
    questions: list[tuple[str | None, str]] = []
    for clause in clauses:
        match = matcher.match(clause)
        own = match.decision is Decision.ANSWER and names_its_matter(matcher.index, clause, match)
        code = match.best.subject.code if own and match.best else None
        if questions and code in {None, questions[-1][0]}:
            questions[-1] = questions[-1][0], f"{questions[-1][1]}，{clause}"
        else:
            questions.append((code, clause))
    codes = [code for code, _ in questions]
    several = None not in codes and 1 < len(codes) == len(set(codes)) <= _MOST_MATTERS
    return tuple(question for _, question in questions) if several else ()
