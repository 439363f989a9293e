"""Imported matters lie over the shipped knowledge as if they had been in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.catalogue.official.imported_catalogue import keep, read_stored, stored
from tests.official_files import City, csv_file, mapping_file, row
from tests.sample import FOOD, edit

FOOD_CODE, MARRIAGE_CODE = "food_business_permit", "marriage_registration"


@pytest.fixture
def city(tmp_path: Path, sample_folder: Path) -> City:
    """A city on the sample knowledge."""
    return City(tmp_path, sample_folder)


def known(city: City) -> Catalogue:
    """What is known with the imports."""
    return load(city.knowledge, city.imports)


def names(city: City) -> dict[str, str]:
    """Names of all matters by code."""
    return {code: subject.name for code, subject in known(city).subjects.items()}


def test_without_imports_the_knowledge_is_the_shipped_one(city: City) -> None:
    assert known(city) == load(city.knowledge)


def test_imported_matters_join_the_shipped_ones_with_document_and_department(city: City) -> None:
    city.takes_rows(row("A1", "甲"), row("A2", "乙", 部门="民政部门"))
    shipped, joined = load(city.knowledge), known(city)
    assert set(joined.subjects) == {*shipped.subjects, "a1", "a2"}
    assert joined.documents["imported_city"].title == "某市政务服务事项目录"
    assert joined.departments[joined.subjects["a1"].department].name == "某市城市管理局"
    assert joined.subjects["a2"].department == "civil_affairs"
    assert set(joined.departments) == {*shipped.departments, joined.subjects["a1"].department}
    for _, fact in joined.facts():
        assert fact.source.document in joined.documents


def test_the_version_covers_the_imports(city: City) -> None:
    versions = [known(city).version]
    city.takes_rows(row("A1", "甲"))
    versions.append(known(city).version)
    city.takes_rows(row("A1", "甲", 承诺="3个工作日"))
    versions.append(known(city).version)
    edit(city.knowledge / FOOD, "食品证]", "食品证件]")
    versions.append(known(city).version)
    assert len(set(versions)) == 4


def test_matters_of_one_name_are_told_apart_by_their_departments(city: City) -> None:
    city.takes_rows(row("A1", "弩的购置审批", 部门="省公安厅"), row("A2", "弩的购置审批", 部门="市公安局"))
    assert names(city)["a1"] == "弩的购置审批（省公安厅）"
    assert names(city)["a2"] == "弩的购置审批（市公安局）"
    assert "弩的购置审批" in known(city).subjects["a1"].aliases


def test_of_one_department_by_the_matter_above_them_else_by_their_codes(city: City) -> None:
    city.takes_rows(
        row("A1", "变更", 上级="律师执业"),
        row("A2", "变更", 上级="公证执业"),
        row("A3", "注销"),
        row("A4", "注销"),
    )
    assert [names(city)[code] for code in ("a1", "a2", "a3", "a4")] == [
        "变更（律师执业）",
        "变更（公证执业）",
        "注销（事项编码 A3）",
        "注销（事项编码 A4）",
    ]


def test_matters_of_one_name_in_two_catalogues_are_told_apart(city: City) -> None:
    city.takes_rows(row("A1", "变更", 部门="市司法局"))
    other = mapping_file(city.folder / "other.yml", name="province")
    city.takes(csv_file(city.folder / "b.csv", [row("B1", "变更", 部门="省司法厅")]), mapping=other)
    assert {names(city)["a1"], names(city)["b1"]} == {"变更（市司法局）", "变更（省司法厅）"}


def test_a_matter_named_like_a_shipped_one_is_told_apart_and_the_shipped_one_stays(city: City) -> None:
    city.takes_rows(row("A1", "结婚登记", 部门="某区民政局"))
    assert names(city)[MARRIAGE_CODE] == "结婚登记"
    assert names(city)["a1"] == "结婚登记（某区民政局）"


def test_a_matter_of_the_same_code_gives_its_aspects_and_keeps_the_others(city: City) -> None:
    cells = {"材料": "", "地点": "", "电话": "", "条件": "", "收费": "", "网址": "", "法定": ""}
    city.takes_rows(row(FOOD_CODE, "食品经营许可核发", 承诺="3个工作日", 部门="市场监管局", **cells))
    before, after = (c.subjects[FOOD_CODE] for c in (load(city.knowledge), known(city)))
    assert after.name == "食品经营许可核发"
    assert set(after.aliases) == {"食品经营许可", *before.aliases}
    limits = [fact.text for fact in after.facts if fact.limit is not None]
    assert limits == ["食品经营许可核发承诺 3 个工作日内办结。"]
    kept = [fact for fact in before.facts if fact.aspect not in {"time_limit", "department"}]
    assert [fact for fact in after.facts if fact in kept] == kept


def test_history_leads_to_the_imported_figure_when_its_successor_gave_way(city: City) -> None:
    edit(
        city.knowledge / "matters/public_security/driving_licence_renewal.yml",
        "    text: 工本费 10 元。\n",
        f"    text: 工本费 10 元。\n    superseded_by: {FOOD_CODE}#limit_2022\n",
    )
    city.takes_rows(row(FOOD_CODE, "食品经营许可"))
    old = known(city).fact("driving_licence_renewal#cost")
    assert old is not None
    assert old[1].superseded_by == f"{FOOD_CODE}#official_committed_limit"
    assert known(city).fact(old[1].superseded_by) is not None


def test_an_official_code_can_stand_for_a_shipped_matter(city: City) -> None:
    mapping_file(city.mapping, same_as={"1137A": FOOD_CODE})
    city.takes_rows(row("1137A", "食品经营许可"))
    assert set(known(city).subjects) == set(load(city.knowledge).subjects)
    assert known(city).fact(f"{FOOD_CODE}#official_department") is not None


def test_what_is_imported_is_no_longer_not_covered(city: City) -> None:
    assert ("护照", "出国护照") in load(city.knowledge).not_covered
    city.takes_rows(row("A1", "护照"))
    assert known(city).not_covered == (("离婚登记", "离婚证"),)


def test_a_kept_catalogue_reads_back_as_it_was(city: City) -> None:
    city.takes_rows(row("A1", "甲", 承诺="0.5个工作日"), row("A2", "乙"))
    (kept,) = stored(city.imports)
    keep(kept)
    assert read_stored(kept.path) == kept


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": 2}', b"\xff"])
def test_a_broken_file_among_the_imports_is_a_fault(city: City, content: bytes) -> None:
    city.imports.mkdir()
    (city.imports / "city.json").write_bytes(content)
    with pytest.raises(KnowledgeFaults, match=r"city.json.*请重新导入"):
        known(city)
