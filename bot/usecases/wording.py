"""Fixed wording for citizens and staff, from knowledge/labels.yml."""

from __future__ import annotations

from collections.abc import Mapping


class Wording:
    """Texts by key such as `reply.refusal`, with their places filled in."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def say(self, key: str, **parts: object) -> str:
        """The text for a key. A key that does not exist is a mistake of ours: KeyError."""
        return self._labels[key].format(**parts)
