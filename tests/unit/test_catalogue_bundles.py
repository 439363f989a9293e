"""Bundles are read from their folder; what they join has to be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.catalogue.subject import SubjectKind
from tests.bundle_sample import BUNDLE, add_bundle
from tests.sample import LICENCE, edit

INCLUDES = "includes: [marriage_registration, driving_licence_renewal, food_business_permit]\n"
WITHOUT = "without: [driving_licence_renewal#cost]\n"


def test_a_bundle_is_a_subject_with_its_parts(sample_folder: Path) -> None:
    add_bundle(sample_folder)
    bundle = load(sample_folder).subjects["young_couple"]
    assert bundle.kind is SubjectKind.BUNDLE
    assert bundle.includes == ("marriage_registration", "driving_licence_renewal", "food_business_permit")
    assert bundle.without == ("driving_licence_renewal#cost",)


def test_a_matter_may_be_part_of_a_bundle(sample_folder: Path) -> None:
    add_bundle(sample_folder)
    edit(sample_folder / LICENCE, "department: ", "part_of: young_couple\ndepartment: ")
    catalogue = load(sample_folder)
    assert catalogue.subjects["driving_licence_renewal"].part_of == "young_couple"
    assert catalogue.subjects["driving_licence_renewal"].includes is None


def test_a_bundle_may_have_no_matters_yet(sample_folder: Path) -> None:
    path = add_bundle(sample_folder)
    edit(path, INCLUDES + WITHOUT, "includes: []\n")
    assert load(sample_folder).subjects["young_couple"].includes == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        (INCLUDES + WITHOUT, "", "includes", "缺少这一项"),
        (INCLUDES, "includes: 结婚\n", "includes", "应当是列表"),
        ("includes: [marriage_registration, ", "includes: [wedding, ", "includes.0", "没有条目“wedding”"),
        ("food_business_permit]", "elderly_park]", "includes.2", "“elderly_park”不是事项"),
        ("food_business_permit]", "young_couple]", "includes.2", "“young_couple”不是事项"),
        ("food_business_permit]", "marriage_registration]", "includes.2", "写了两遍"),
        ("renewal#cost", "renewal#fee", "without.0", "没有事实“driving_licence_renewal#fee”"),
        ("driving_licence_renewal#cost", "elderly_park#where", "without.0", "没有事实“elderly_park#where”"),
        ("code: young_couple", "code: old_couple", "code", "与文件名相同"),
    ],
)
def test_a_fault_of_a_bundle_is_told_with_its_key(
    sample_folder: Path, old: str, new: str, key: str, reason: str
) -> None:
    edit(add_bundle(sample_folder), old, new)
    with pytest.raises(KnowledgeFaults) as raised:
        load(sample_folder)
    told = [fault for fault in raised.value.faults if fault.key == key]
    assert told, raised.value
    assert told[0].path == sample_folder / BUNDLE
    assert reason in told[0].reason


def test_only_a_bundle_joins_matters(sample_folder: Path) -> None:
    edit(sample_folder / LICENCE, "department: ", "includes: [marriage_registration]\ndepartment: ")
    with pytest.raises(KnowledgeFaults) as raised:
        load(sample_folder)
    (fault,) = raised.value.faults
    assert fault.key == "includes"
    assert "bundles/" in fault.reason
