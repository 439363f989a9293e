"""A row becomes a matter with facts in full sentences; what cannot be taken is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.official.imported_catalogue import ImportedMatter, matter_of
from bot.catalogue.official.mapping import CatalogueMapping, read_mapping
from bot.catalogue.official.matter_row import MatterRow, RowRefused, read_row
from bot.catalogue.official.table import Cell, ImportRefused, TableRow, UnreadableCell
from bot.catalogue.subject import Aspect, LimitKind, TimeUnit
from bot.catalogue.typography import typography_fault
from tests.official_files import HEADER, a_mapping, mapping_file, row

SHORT = {"columns": {"code": "事项编码", "name": "事项名称"}, "constants": {"department": "民政局"}}


@pytest.fixture
def mapping(tmp_path: Path) -> CatalogueMapping:
    """The mapping of all columns."""
    return a_mapping(tmp_path)


def values(mapping: CatalogueMapping, **cells: Cell) -> MatterRow:
    """A whole row, some of its cells changed, as values."""
    return read_row(TableRow(2, {**row(), **cells}), mapping)


def matter(mapping: CatalogueMapping, **cells: Cell) -> ImportedMatter:
    """The same as a matter."""
    return matter_of(values(mapping, **cells), mapping)


def texts(mapping: CatalogueMapping, **cells: Cell) -> dict[str, str]:
    """The texts of its facts by their ids."""
    return {fact.id: fact.text for fact in matter(mapping, **cells).subject.facts}


def test_every_cell_becomes_a_fact_in_a_full_sentence(mapping: CatalogueMapping) -> None:
    assert texts(mapping) == {
        "official_materials": "户外广告设置审批要交下列 2 种材料。",
        "official_committed_limit": "户外广告设置审批承诺 5 个工作日内办结（不含公示）。",
        "official_statutory_limit": "户外广告设置审批的法定办结时限是 20 个工作日。",
        "official_place": "户外广告设置审批的办理地点：政务大厅三楼 12 号窗口。",
        "official_page": "户外广告设置审批的网上办事页面：https://example.gov.cn/a?x=1 。",
        "official_condition": "户外广告设置审批的受理条件：符合户外广告设置规划。",
        "official_audience": "户外广告设置审批的服务对象是自然人、企业法人。",
        "official_fee": "户外广告设置审批不收费。",
        "official_contact": "户外广告设置审批的咨询电话：0531-1234567。",
        "official_department": "户外广告设置审批由某市城市管理局办理。",
    }


def test_the_facts_are_typed_and_cite_the_row(mapping: CatalogueMapping) -> None:
    found = matter(mapping)
    facts = {fact.id: fact for fact in found.subject.facts}
    assert {fact.source.document for fact in facts.values()} == {"imported_city"}
    assert {fact.source.section for fact in facts.values()} == {"事项编码 113700A01"}
    assert [m.name for m in facts["official_materials"].materials] == ["申请表", "效果图（正面、侧面）"]
    limit = facts["official_committed_limit"].limit
    assert limit is not None
    assert (limit.amount, limit.unit, limit.kind) == (Decimal(5), TimeUnit.WORKING_DAY, LimitKind.COMMITTED)
    assert facts["official_audience"].aspect is Aspect.CONDITION
    assert found.subject.audience == ("个人", "企业")
    assert found.subject.code == "m_113700a01"


def test_all_texts_are_well_set(mapping: CatalogueMapping) -> None:
    found = matter(
        mapping, 事项名称="枪支(弹药)运输许可", 条件="年满18周岁,有住所;无犯罪记录", 地点="大厅(三楼)"
    )
    for fact in found.subject.facts:
        assert typography_fault(fact.text, sentence=True) is None
        assert typography_fault(fact.about, sentence=False) is None


def test_empty_cells_become_no_facts(mapping: CatalogueMapping) -> None:
    bare = TableRow(2, {"事项编码": "1", "事项名称": "甲", "部门": "民政局", "材料": "无", "电话": "-"})
    read = read_row(bare, mapping)
    assert [fact.id for fact in matter_of(read, mapping).subject.facts] == ["official_department"]
    assert read.remarks == ()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("即办件", "户外广告设置审批承诺当场办结。"),
        ("1-3个工作日", "户外广告设置审批承诺 1 至 3 个工作日内办结。"),
        ("30日（自然日）", "户外广告设置审批承诺 30 天内办结（自然日）。"),
    ],
)
def test_limits_are_said_as_they_are(mapping: CatalogueMapping, cell: str, text: str) -> None:
    assert texts(mapping, 承诺=cell)["official_committed_limit"] == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("不收费", "户外广告设置审批不收费。"),
        ("是", "户外广告设置审批要收费，事项目录里没有写收多少。"),
        ("每证 10 元", "户外广告设置审批的收费：每证 10 元。"),
    ],
)
def test_fees_are_said_as_they_are(mapping: CatalogueMapping, cell: str, text: str) -> None:
    assert texts(mapping, 收费=cell)["official_fee"] == text


def test_a_place_that_is_none_is_said_to_be_none(mapping: CatalogueMapping) -> None:
    said = texts(mapping, 地点="无线下办理窗口")["official_place"]
    assert said == "户外广告设置审批没有线下办理窗口。"


def test_lists_from_json_are_taken_as_they_are(mapping: CatalogueMapping) -> None:
    facts = {f.id: f for f in matter(mapping, 材料=("申请表；一式两份", " 身份证 ")).subject.facts}
    assert [m.name for m in facts["official_materials"].materials] == ["申请表；一式两份", "身份证"]


REMARKS = {
    "a limit nobody understands": ("承诺", "尽快", "承诺时限“尽快”看不懂，这一格没有收"),
    "a number without unit": ("法定", "20", "法定时限“20”没有写单位，这一格没有收"),
    "no address": ("网址", "见政务网", "网址“见政务网”不是完整的网址，这一格没有收"),
    "a long list in one piece": (
        "材料",
        "长" * 301,
        "申请材料有一项长达 301 个字，像是没有分开，这一格没有收",
    ),
    "too many items": (
        "材料",
        "；".join(map(str, range(101))),
        "申请材料有 101 项，多于 100 项，像是分错了，这一格没有收",
    ),
    "a long audience": (
        "对象",
        "、".join(["长" * 100] * 3 + [f"长{n}" * 60 for n in range(4)]),
        "多于 500 个，这一格没有收",
    ),
    "a long place": ("地点", "长" * 30_000, "办理地点有 30000 个字，多于 500 个，这一格没有收"),
    "conditions cut off": (
        "条件",
        "同时符合下列条件：",
        "没有写完（结尾是“同时符合下列条件：”），这一格没有收",
    ),
    "an item cut off": (
        "条件",
        "符合条件。a）有资格；b）",
        "没有写完（结尾是“件。a）有资格；b）”），这一格没有收",
    ),
    "a failed formula": (
        "电话",
        UnreadableCell("是出错的公式（#N/A）"),
        "咨询电话是出错的公式（#N/A），这一格没有收",
    ),
}


@pytest.mark.parametrize(("column", "cell", "remark"), REMARKS.values(), ids=REMARKS.keys())
def test_a_cell_that_cannot_be_taken_is_told_and_the_row_is_taken(
    mapping: CatalogueMapping, column: str, cell: Cell, remark: str
) -> None:
    read = values(mapping, **{column: cell})
    assert len(read.remarks) == 1
    assert read.remarks[0].endswith(remark)
    assert read.name == "户外广告设置审批"


def test_long_conditions_are_cut_behind_a_sentence_if_a_page_has_them_all(mapping: CatalogueMapping) -> None:
    long = "申请人应当有固定住所。" * 3000
    read = values(mapping, 条件=long)
    assert read.condition is not None
    assert read.condition.endswith("申请人应当有固定住所。……（全文见办事指南）")
    assert len(texts(mapping, 条件=long)["official_condition"]) <= 1000
    assert "受理条件有 33000 个字，太长，只留了前" in read.remarks[0]


def test_long_conditions_without_a_page_or_a_sentence_are_refused(mapping: CatalogueMapping) -> None:
    without_page = values(mapping, 条件="申请人应当有固定住所。" * 100, 网址="")
    assert without_page.condition is None
    assert "没有网址可以看全文" in without_page.remarks[0]
    without_sentence = values(mapping, 条件="长" * 30_000)
    assert without_sentence.condition is None
    assert "没有断句" in without_sentence.remarks[0]


REFUSED = {
    "no code": ({"事项编码": " "}, "事项编码是空的"),
    "a code that lost its digits": ({"事项编码": "1.144E+30"}, "后面几位已经丢了"),
    "a code that is a long number": (
        {"事项编码": UnreadableCell("是超过 15 位的数字")},
        "事项编码是超过 15 位",
    ),
    "a code of several lines": ({"事项编码": "A1\nA2"}, "有空格、换行"),
    "no name": ({"事项名称": "无"}, "没有写事项名称"),
    "a text for a name": ({"事项名称": "长" * 30_000}, "有 30000 个字，多于 200 个"),
    "no department": ({"部门": ""}, "没有写办理部门"),
}


@pytest.mark.parametrize(("cells", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_row_without_code_name_or_department_is_refused(
    mapping: CatalogueMapping, cells: dict[str, Cell], reason: str
) -> None:
    with pytest.raises(RowRefused, match=reason):
        values(mapping, **cells)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.dictionaries(
        st.sampled_from(HEADER),
        st.text(max_size=40) | st.sampled_from(["长" * 30_000, "长。" * 15_000, "长、" * 9 + "项；" * 400]),
    )
)
def test_whatever_stands_in_the_cells_gives_well_set_facts_or_a_refusal(
    mapping: CatalogueMapping, cells: dict[str, str]
) -> None:
    try:
        found = matter(mapping, **cells)
    except RowRefused:
        return
    for fact in found.subject.facts:
        if fact.id != "official_page":
            assert typography_fault(fact.text, sentence=True) is None


def test_what_the_file_has_no_column_for_can_be_constant(tmp_path: Path) -> None:
    constants = {"department": "某市民政局", "audience": ["自然人"], "phone": "12345"}
    mapping = a_mapping(tmp_path, columns=SHORT["columns"], constants=constants)
    read = read_row(TableRow(2, {"事项编码": "1", "事项名称": "甲"}), mapping)
    assert (read.department, read.audience, read.phone) == ("某市民政局", ("自然人",), "12345")


def test_cells_are_separated_as_the_mapping_says(tmp_path: Path) -> None:
    mapping = a_mapping(tmp_path, separators={"materials": ["|"], "audience": ["/"]})
    read = values(mapping, 材料="申请表；一式两份|身份证", 对象="自然人/企业法人")
    assert read.materials == ("申请表；一式两份", "身份证")
    assert read.audience == ("自然人", "企业法人")


def test_official_codes_become_codes_of_the_knowledge(tmp_path: Path) -> None:
    mapping = a_mapping(tmp_path, same_as={"A-1": "seal_engraving"})
    codes = [
        matter(mapping, 事项编码=code).subject.code
        for code in ("A-1", "seal_cutting", "1137A", "许可-1", "许可-2")
    ]
    assert codes[:3] == ["seal_engraving", "seal_cutting", "m_1137a"]
    assert len(set(codes)) == 5


MAPPING_FAULTS = {
    "an unknown column": ({"columns": {**SHORT["columns"], "price": "价格"}}, "columns.price：不认识的键"),
    "no code": ({"columns": {"name": "事项名称"}}, "columns.code：缺少这一项"),
    "no department": ({"columns": SHORT["columns"]}, "由哪个部门办理"),
    "two places": ({"constants": {"fee": "不收费"}}, "“fee”在 columns 和 constants 里都写了"),
    "a long separator": ({"separators": {"materials": ["；；"]}}, "separators.materials.0：太长"),
    "a unit without number": ({"limit_unit": "immediate"}, "limit_unit"),
    "row zero": ({"header_row": 0}, "header_row：应当大于 0"),
    "a capital": ({"name": "City"}, "name：“City”格式不对"),
    "no date": ({"document": {"title": "目录", "issuer": "局"}}, "document.date：缺少这一项"),
}


@pytest.mark.parametrize(("changes", "reason"), MAPPING_FAULTS.values(), ids=MAPPING_FAULTS.keys())
def test_a_faulty_mapping_is_told_with_its_place(
    tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(ImportRefused) as raised:
        read_mapping(mapping_file(tmp_path / "mapping.yml", **changes))
    assert reason in str(raised.value)
    assert "mapping.yml" in str(raised.value)


def test_a_mapping_that_is_no_yaml_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "mapping.yml").write_text("columns: [a", encoding="utf-8")
    with pytest.raises(ImportRefused, match="不是合法的 YAML"):
        read_mapping(tmp_path / "mapping.yml")
    with pytest.raises(ImportRefused, match="打不开映射文件"):
        read_mapping(tmp_path / "none.yml")
