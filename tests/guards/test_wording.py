"""Fixed wording stands once, in labels.yml: all of it used, nothing missing."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from enum import StrEnum

import pytest
import yaml

from bot.casework import gaps
from bot.catalogue import subject
from bot.catalogue.typography import typography_fault
from bot.gateway.errors import STATUS
from bot.matching import answer_types, matcher
from bot.settings import PROJECT
from tests.guards.source import files, texts, tree

ENUMS: dict[str, type[StrEnum]] = {
    "aspect": subject.Aspect,
    "limit_kind": subject.LimitKind,
    "time_unit": subject.TimeUnit,
    "material_form": subject.MaterialForm,
    "waiver": subject.Waiver,
    "subject_kind": subject.SubjectKind,
    "answer_type": answer_types.AnswerType,
    "decision": matcher.Decision,
    "gap_reason": gaps.GapReason,
}
GROUPS = {*ENUMS, "reply", "error"}
_KEY = re.compile(r"(reply|error)\.[a-z_]+")


def labels() -> dict[str, dict[str, str]]:
    """The groups of labels.yml."""
    read = yaml.safe_load((PROJECT / "knowledge" / "labels.yml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def keys_used() -> set[str]:
    """Keys of replies and errors named anywhere in the code."""
    named = {text for path in files("bot", "actions") for text in texts(path) if _KEY.fullmatch(text)}
    return named | {f"error.{code}" for code in (*STATUS, *codes_raised())}


def codes_raised() -> Iterator[str]:
    """Codes with which BadInput is raised."""
    for path in files("bot"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BadInput":
                assert isinstance(node.args[0], ast.Constant), path
                yield str(node.args[0].value)


def keys_held() -> set[str]:
    """Keys of replies and errors that labels.yml holds."""
    return {f"{group}.{key}" for group in ("reply", "error") for key in labels()[group]}


def test_every_wording_the_code_uses_is_there() -> None:
    assert keys_used() - keys_held() == set()


def test_no_wording_is_there_for_nothing() -> None:
    assert keys_held() - keys_used() == set()


def test_every_error_raised_has_its_status() -> None:
    assert set(codes_raised()) <= set(STATUS)


def test_there_are_no_other_groups_of_labels() -> None:
    assert set(labels()) == GROUPS


@pytest.mark.parametrize("group", ENUMS)
def test_every_value_of_an_enum_has_its_label_and_no_label_is_left_over(group: str) -> None:
    assert set(labels()[group]) == {member.value for member in ENUMS[group]}


def test_every_enum_of_the_knowledge_has_a_group_of_labels() -> None:
    modules = (subject, answer_types, matcher, gaps)
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert found == set(ENUMS.values())


def test_labels_are_well_set_chinese() -> None:
    for group, wordings in labels().items():
        for key, text in wordings.items():
            # One sentence speaks to those who do not read Chinese.
            chinese = text.split("Sorry")[0] if key == "other_language" else text
            assert not re.search("[a-zA-Z]", re.sub(r"\{\w+\}|limit|JSON|UTF-8", "", chinese)), (
                f"{group}.{key}"
            )
            assert typography_fault(text, sentence=False) is None, f"{group}.{key}"


def test_the_places_in_a_wording_can_be_filled_in() -> None:
    for group, wordings in labels().items():
        for key, text in wordings.items():
            for _, name, spec, conversion in string.Formatter().parse(text):
                assert name is None or name.isidentifier(), f"{group}.{key}"
                assert not spec, f"{group}.{key}"
                assert not conversion, f"{group}.{key}"


def test_errors_are_sentences_a_citizen_can_act_on() -> None:
    for key, text in labels()["error"].items():
        assert text.endswith("。"), key
        assert key not in text, key
