"""What the assistant keeps in mind between two turns of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Memory:
    """`subject` spoken of, last `question`, `candidates` offered (fact keys, in order),
    `misses` in a row, and whether a person was `offered`."""

    subject: str | None = None
    question: str | None = None
    candidates: tuple[str, ...] = ()
    misses: int = 0
    person_offered: bool = False

    @classmethod
    def from_json(cls, data: object) -> Memory:
        """The memory as it was stored; an empty one if there is none."""
        if not isinstance(data, Mapping):
            return cls()
        known: dict[str, Any] = {k: data[k] for k in cls.__dataclass_fields__ if k in data}
        known["candidates"] = tuple(known.get("candidates", ()))
        return cls(**known)

    def to_json(self) -> dict[str, Any]:
        """The memory as plain JSON."""
        return {**asdict(self), "candidates": list(self.candidates)}
