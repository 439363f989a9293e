"""Scripts of conversations: what a citizen says, and what has to be heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.dialogue.citizen import Citizen, Heard


@dataclass(frozen=True)
class Line:
    """A message, the kind of the reply to it, and what the reply must hold.

    `fact` is the key of a fact told (`code#id`), `first` if it has to come first; `matter` the
    code of the matter it is about; `wording` the fixed wording it is; `words` stand in it.
    """

    said: str
    kind: str
    fact: str | None = None
    matter: str | None = None
    wording: str | None = None
    words: Sequence[str] = ()
    first: bool = False

    def check(self, heard: Heard) -> None:
        """Fails if something else was heard."""
        assert heard.kind == self.kind, f"{self.said} → {heard.text}"
        matter = self.fact.split("#")[0] if self.fact else self.matter
        assert matter is None or heard.matter == matter, f"{self.said} → {heard.text}"
        assert self.fact is None or self.fact in heard.facts, f"{self.said} → {heard.facts}"
        assert not self.first or heard.facts[0] == self.fact, f"{self.said} → {heard.facts}"
        assert self.wording is None or heard.wording == self.wording, f"{self.said} → {heard.text}"
        for words in self.words:
            assert words in heard.text, f"{self.said} → {heard.text}"


Script = Sequence[Line]


def told(said: str, fact: str, *words: str, first: bool = False) -> Line:
    """Answered with a fact, among others."""
    return Line(said, "answer", fact=fact, words=words, first=first)


def about(said: str, matter: str) -> Line:
    """Answered with something about a matter."""
    return Line(said, "answer", matter=matter)


def not_held(said: str, matter: str, what: str) -> Line:
    """Told that the documents do not hold this of the matter, and offered a person."""
    return Line(said, "refusal", matter=matter, words=("没有写明" + what, "转人工"))


def notice(said: str, kind: str = "notice", wording: str | None = None) -> Line:
    """Answered with fixed wording."""
    return Line(said, kind, wording=wording)


def play(citizen: Citizen, script: Script) -> None:
    """Says one line after the other."""
    for line in script:
        line.check(citizen.say(line.said))


def scripts(*all_of_them: Script) -> pytest.MarkDecorator:
    """One test for each script, named by what is said first and last."""
    names = [f"{script[0].said}…{script[-1].said}" for script in all_of_them]
    return pytest.mark.parametrize("script", all_of_them, ids=names)
