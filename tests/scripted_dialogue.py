"""A dialogue model that says what the test wants, and the replies it may say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.usecases.receipts import new_receipt
from bot.usecases.reply import Reply, ReplyKind


class ScriptedDialogue:
    """Answers by the script; what is not in it gets an answer with a fact, or what is given for it."""

    def __init__(
        self, script: Mapping[str, Reply] | None = None, otherwise: Callable[[], Reply] | None = None
    ) -> None:
        self._script = dict(script or {})
        self._otherwise = otherwise or answer
        self.asked: list[tuple[str, str]] = []

    async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
        """The only reply to a text."""
        self.asked.append((conversation, text))
        return (self._script.get(text) or self._otherwise(),)


def answer(*facts: str, matter: str = "m") -> Reply:
    """An answer that tells facts."""
    told = [{"key": key} for key in facts or (f"{matter}#f",)]
    return _with_receipt(ReplyKind.ANSWER, matter_code=matter, facts=told, sources=[{"document": "d"}])


def refusal(matter: str | None = None) -> Reply:
    """A refusal; of a matter that is known, but does not hold what was asked."""
    return _with_receipt(ReplyKind.REFUSAL, **({"matter_code": matter} if matter else {"wording": "refusal"}))


def candidates(*keys: str) -> Reply:
    """A choice of facts."""
    return Reply("哪一个？", {"kind": ReplyKind.CANDIDATES, "candidates": list(keys)})


def fixed(kind: ReplyKind, wording: str) -> Reply:
    """A fixed wording."""
    return Reply("。", {"kind": kind, "wording": wording})


def _with_receipt(kind: ReplyKind, **custom: Any) -> Reply:
    return Reply("。", {"kind": kind, "receipt": new_receipt(), **custom})
