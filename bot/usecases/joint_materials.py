"""Materials of several matters on one list: what several of them want stands there once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.subject import Fact, Material, Subject


@dataclass(frozen=True)
class Use:
    """One form in which a material is wanted, and the matters that want it so."""

    material: Material
    users: tuple[str, ...]


class JointMaterials:
    """The materials of facts that are told one after the other.

    A material is listed with the first fact that wants it, for all that want it.
    """

    def __init__(self, told: Iterable[tuple[Subject, Fact]]) -> None:
        uses: dict[str, dict[Material, dict[str, None]]] = {}
        self._first: dict[str, tuple[str, str]] = {}
        for subject, fact in told:
            for material in fact.materials:
                users = uses.setdefault(material.name, {}).setdefault(material, {})
                users[subject.name] = None
                self._first.setdefault(material.name, (subject.code, fact.id))
        self._uses: Mapping[str, Sequence[Use]] = {
            name: [Use(material, tuple(users)) for material, users in forms.items()]
            for name, forms in uses.items()
        }

    def listed(self, subject: Subject, fact: Fact) -> list[Sequence[Use]]:
        """What to list with a fact: for each material the ways in which it is wanted."""
        here = [n for n in _names(fact) if self._first[n] == (subject.code, fact.id)]
        return [self._uses[name] for name in here]

    def listed_before(self, subject: Subject, fact: Fact) -> list[str]:
        """Names of what a fact wants too, but what is on the list already."""
        return [n for n in _names(fact) if self._first[n] != (subject.code, fact.id)]


def is_shared(uses: Sequence[Use]) -> bool:
    """Whether a material is wanted by several matters, so that these have to be named."""
    return len({user for use in uses for user in use.users}) > 1


def _names(fact: Fact) -> list[str]:
    return list(dict.fromkeys(material.name for material in fact.materials))
