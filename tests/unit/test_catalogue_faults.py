"""Every kind of fault in the knowledge is found, with its file, line, key and reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.catalogue.faults import Fault, KnowledgeFaults
from bot.catalogue.loader import load
from tests.sample import ELDERLY, FOOD, LICENCE, MARRIAGE, edit

# File, what stands there, what stands there instead, key of the fault, part of its reason.
ENTRIES = {
    "a missing key": (LICENCE, "    about: 换驾照要多久\n", "", "facts.1.about", "缺少这一项"),
    "an unknown key": (LICENCE, "audience:", "audence:", "audence", "不认识的键"),
    "a number for text": (LICENCE, "text: 工本费 10 元。", "text: 10", "facts.2.text", "应当是文字"),
    "empty text": (LICENCE, "text: 工本费 10 元。", "text: ''", "facts.2.text", "不能为空"),
    "text too long": (LICENCE, "工本费 10 元。", "长" * 1001, "facts.2.text", "太长"),
    "blanks around text": (LICENCE, "text: 工本费 10 元。", "text: ' 10 元。'", "facts.2.text", "格式不对"),
    "a code with capitals": (LICENCE, "code: driving", "code: Driving", "code", "格式不对"),
    "an unknown aspect": (LICENCE, "aspect: fee", "aspect: price", "facts.2.aspect", "“price”不是允许的值"),
    "text for a list": (LICENCE, "audience: [个人]", "audience: 个人", "audience", "应当是列表"),
    "no ways of asking": (
        LICENCE, "[换驾照要几天, 驾驶证换证多久能好, 驾照换证要多长时间]", "[]", "facts.1.asked",
        "至少要写一种问法",
    ),
    "text for a mapping": (
        LICENCE, "{amount: 1, unit: working_day, kind: committed}", "一天", "facts.1.limit", "键: 值",
    ),
    "no citation": (
        LICENCE, "    source: {document: traffic_2021, section: 三、收费}\n", "", "facts.2.source",
        "缺少这一项",
    ),
    "a count of zero": (FOOD, "count: 1,", "count: 0,", "facts.3.materials.0.count", "应当大于 0"),
    "half a copy": (FOOD, "count: 1,", "count: 1.5,", "facts.3.materials.0.count", "应当是整数"),
    "a count in words": (FOOD, "count: 1,", "count: 一,", "facts.3.materials.0.count", "应当是整数"),
    "an unknown form": (FOOD, "form: original", "form: paper", "facts.3.materials.0.form", "original"),
    "an unknown waiver": (
        FOOD, "waiver: by_commitment", "waiver: 容缺", "facts.3.materials.0.waiver", "容缺",
    ),
    "an amount in words": (FOOD, "amount: 10,", "amount: 十,", "facts.0.limit.amount", "应当是数字"),
    "an endless amount": (FOOD, "amount: 10,", "amount: .inf,", "facts.0.limit.amount", "数"),
    "a negative amount": (FOOD, "amount: 10,", "amount: -10,", "facts.0.limit.amount", "应当大于 0"),
    "a limit without amount": (FOOD, "{amount: 10, unit", "{unit", "facts.0.limit", "时限要写 amount"),
    "an immediate limit with amount": (
        MARRIAGE, "{unit: immediate", "{amount: 1, unit: immediate", "facts.1.limit", "不写 amount",
    ),
    "a date that is no date": (MARRIAGE, '"2015-03"', "去年", "facts.2.valid_from", "格式不对"),
    "a thirteenth month": (MARRIAGE, '"2024-04"', '"2024-13"', "facts.2.valid_to", "格式不对"),
    "a month without its zero": (MARRIAGE, '"2024-04"', '"2024-4"', "facts.2.valid_to", "格式不对"),
    "a full-width year": (MARRIAGE, '"2015-03"', "２０１５", "facts.2.valid_from", "格式不对"),
    "an unknown department": (LICENCE, ": public_security", ": police", "department", "departments.yml"),
    "an unknown document": (
        LICENCE, "traffic_2021, section: 三", "traffic_1999, section: 三", "facts.2.source.document",
        "documents.yml 里没有“traffic_1999”",
    ),
    "a successor that is not there": (
        MARRIAGE, "superseded_by: limit_2024", "superseded_by: limit_2030", "facts.2.superseded_by",
        "limit_2030",
    ),
    "a fact that succeeds itself": (
        MARRIAGE, "superseded_by: limit_2024", "superseded_by: limit_2015", "facts.2.superseded_by", "代替",
    ),
    "the same fact twice": (LICENCE, "id: cost", "id: limit", "facts.2.id", "“limit”在这个条目里重复"),
    "a code that is not the file's name": (LICENCE, "_renewal\nname", "_change\nname", "code", "文件名"),
    "a relation to nowhere": (ELDERLY, "[elderly_free_bus]", "[bus]", "points.1.related.0", "没有条目“bus”"),
    "a part of nowhere": (
        LICENCE, "department: ", "part_of: nowhere\ndepartment: ", "part_of", "没有条目“nowhere”",
    ),
    "a half-width comma": (LICENCE, "带身份证、驾驶证", "带身份证,驾驶证", "facts.0.text", "全角"),
    "half-width brackets": (LICENCE, "工本费 10 元。", "工本费(证件) 10 元。", "facts.2.text", "全角"),
    "straight quotes": (LICENCE, "about: 换驾照多少钱", "about: '换“\"驾照\"”钱'", "facts.2.about", "引号"),
    "a sentence without its end": (LICENCE, "工本费 10 元。", "工本费 10 元", "facts.2.text", "句号"),
    "a point that is no mapping": (
        ELDERLY, "points:\n", "points:\n  - 免费\n", "points.0", "键: 值",
    ),
    "a document without issuer": (
        "documents.yml", "issuer: 公安局, ", "", "2.issuer", "缺少这一项",
    ),
    "a document key used twice": (
        "documents.yml", "key: food_2022", "key: food_2010", "4", "“food_2010”重复",
    ),
    "a department key used twice": (
        "departments.yml", "key: market_regulation", "key: civil_affairs", "2", "“civil_affairs”重复",
    ),
    "a synonym alone": ("synonyms.yml", "[照片, 相片]", "[照片]", "0", "至少 2 个词"),
    "a label that is a number": (
        "labels.yml", "materials: 申请材料", "materials: 1", "aspect.materials", "文字",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "reason"), ENTRIES.values(), ids=ENTRIES.keys())
def test_a_fault_is_told_with_file_key_and_reason(
    sample_folder: Path, file: str, old: str, new: str, key: str, reason: str
) -> None:
    edit(sample_folder / file, old, new)
    told = [fault for fault in faults_in(sample_folder) if fault.key == key]
    assert told, [str(fault) for fault in faults_in(sample_folder)]
    assert told[0].path == sample_folder / file
    assert reason in told[0].reason
    assert re.search("[\u4e00-\u9fff]", told[0].reason)
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", told[0].reason), "English in a reason"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (LICENCE, "aspect: fee", "aspect: price"),
        (LICENCE, "audience:", "audence:"),
        (FOOD, "count: 1,", "count: 0,"),
        (ELDERLY, "department: civil_affairs\n    related", "department: nobody\n    related"),
        ("documents.yml", "key: food_2022", "key: food_2010"),
        ("synonyms.yml", "[照片, 相片]", "[照片]"),
    ],
)
def test_a_fault_is_told_with_its_line(sample_folder: Path, file: str, old: str, new: str) -> None:
    line = edit(sample_folder / file, old, new)
    assert line in [fault.line for fault in faults_in(sample_folder)]
    assert f"{sample_folder / file}:{line} " in str(KnowledgeFaults(faults_in(sample_folder)))


def test_all_faults_are_told_at_once(sample_folder: Path) -> None:
    edit(sample_folder / LICENCE, "aspect: fee", "aspect: price")
    edit(sample_folder / FOOD, "count: 1,", "count: 0,")
    edit(sample_folder / "synonyms.yml", "[照片, 相片]", "[照片]")
    assert {fault.path.name for fault in faults_in(sample_folder)} == {
        "driving_licence_renewal.yml",
        "food_business_permit.yml",
        "synonyms.yml",
    }


def test_facts_that_supersede_each_other_in_a_circle_are_a_fault(sample_folder: Path) -> None:
    edit(
        sample_folder / FOOD,
        "    source: {document: food_2022, section: 第四条}",
        "    superseded_by: limit_2010\n    source: {document: food_2022, section: 第四条}",
    )
    assert any(fault.key.endswith("superseded_by") for fault in faults_in(sample_folder))


def test_a_code_used_by_two_files_is_a_fault_that_names_the_other(sample_folder: Path) -> None:
    edit(sample_folder / ELDERLY, "code: elderly_park", "code: elderly_free_bus")
    (fault,) = faults_in(sample_folder)
    assert fault.key == "points.1.code"
    assert str(sample_folder / ELDERLY) in fault.reason


def test_a_fact_may_be_superseded_by_one_of_another_subject(sample_folder: Path) -> None:
    reference = "superseded_by: food_business_permit#limit_2022"
    edit(sample_folder / MARRIAGE, "superseded_by: limit_2024", reference)
    load(sample_folder)
    edit(sample_folder / MARRIAGE, reference, "superseded_by: food_business_permit#limit_2099")
    assert [fault.key for fault in faults_in(sample_folder)] == ["facts.2.superseded_by"]


@pytest.mark.parametrize(
    "name", ["documents.yml", "departments.yml", "synonyms.yml", "not_covered.yml", "labels.yml"]
)
def test_a_missing_file_is_a_fault(sample_folder: Path, name: str) -> None:
    (sample_folder / name).unlink()
    assert "没有这个文件" in [f.reason for f in faults_in(sample_folder) if f.path.name == name]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path / "nowhere")
    assert (fault.path, fault.reason) == (tmp_path / "nowhere", "没有这个文件夹")


def test_a_folder_without_subjects_is_a_fault(sample_folder: Path) -> None:
    for file in (LICENCE, FOOD, MARRIAGE, ELDERLY):
        (sample_folder / file).unlink()
    assert [fault.reason for fault in faults_in(sample_folder)] == ["一个事项也没有"]


def faults_in(folder: Path) -> tuple[Fault, ...]:
    """What is wrong with a knowledge folder; the test fails if nothing is."""
    with pytest.raises(KnowledgeFaults) as raised:
        load(folder)
    return raised.value.faults
