"""The whole knowledge as one unchangeable object with a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.catalogue.subject import Department, Document, Fact, Subject

FACT_SEPARATOR = "#"


def fact_key(subject: Subject, fact: Fact) -> str:
    """The name of a fact across subjects: `code#id`."""
    return f"{subject.code}{FACT_SEPARATOR}{fact.id}"


def full_key(subject: Subject, reference: str) -> str:
    """The name across subjects of what a subject refers to: a fact of its own by id, or `code#id`."""
    return reference if FACT_SEPARATOR in reference else f"{subject.code}{FACT_SEPARATOR}{reference}"


@dataclass(frozen=True)
class Catalogue:
    """Subjects by code, the documents they cite and the departments they name.

    `version` is a digest of the content: answers record it, so that later one can see
    what the assistant knew when it spoke. `synonyms` are groups of words that mean the
    same; `not_covered` are matters known by name only, each with its other names.
    """

    version: str
    subjects: Mapping[str, Subject]
    documents: Mapping[str, Document]
    departments: Mapping[str, Department]
    synonyms: tuple[tuple[str, ...], ...]
    not_covered: tuple[tuple[str, ...], ...]
    labels: Mapping[str, str]

    def facts(self) -> Iterator[tuple[Subject, Fact]]:
        """Every fact with its subject, superseded ones included."""
        for subject in self.subjects.values():
            for fact in subject.facts:
                yield subject, fact

    def fact(self, key: str) -> tuple[Subject, Fact] | None:
        """The fact named `code#id` with its subject, None if there is none."""
        code, _, fact_id = key.partition(FACT_SEPARATOR)
        subject = self.subjects.get(code)
        if subject is None:
            return None
        return next(((subject, fact) for fact in subject.facts if fact.id == fact_id), None)

    def successor(self, subject: Subject, fact: Fact) -> tuple[Subject, Fact] | None:
        """What replaced a fact, perhaps of another subject; None if it is valid."""
        return self.fact(full_key(subject, fact.superseded_by)) if fact.superseded_by else None
