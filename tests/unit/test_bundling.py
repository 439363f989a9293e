"""A bundle asked about as a whole gets one list: its own facts, then its matters', nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.knowledge_in_use import KnowledgeInUse
from bot.usecases.memory import Memory
from bot.usecases.reply import Reply
from tests.bundle_sample import add_bundle
from tests.sample import copy_of_sample, edit

FOLLOWING = Memory(subject="young_couple", question="新婚安家要几天")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Answering:
    """The answers of the sample knowledge with a bundle in it."""
    folder = copy_of_sample(tmp_path_factory.mktemp("bundled") / "knowledge")
    add_bundle(folder)
    return KnowledgeInUse(folder).current()


def only(outcome: Outcome) -> Reply:
    """The only reply."""
    (reply,) = outcome.replies
    return reply


def keys(reply: Reply) -> list[str]:
    """The facts told, in order."""
    return [fact["key"] for fact in reply.custom.get("facts", [])]


def materials(reply: Reply) -> list[dict[str, Any]]:
    """Everything to bring, in order."""
    return [material for fact in reply.custom["facts"] for material in fact["materials"]]


def test_the_materials_of_all_matters_are_told_at_once(bundled: Answering) -> None:
    outcome = bundled.answer_question(Turn("新婚安家要带什么材料"))
    assert only(outcome).text.splitlines()[:-1] == [
        "关于新婚安家“一件事”：",
        "整件事合起来的申请材料，资料里没有写明。",
        "与这件事有关的事项，资料里写明的申请材料如下：",
        "【结婚登记】",
        "1. 结婚登记带什么：双方要带下列材料。",
        "   · 居民身份证（原件，2 份，用于：结婚登记；原件，用于：驾驶证期满换证）",
        "   · 户口簿（原件）",
        "   · 双人合影照片（3 份）",
        "   · 婚前检查证明（复印件，由医院出具，可容缺后补）",
        "依据：《婚姻登记便民若干规定》（民发〔2024〕8号），第三条（2024 年 4 月 28 日）",
        "【驾驶证期满换证】",
        "2. 换驾照带什么：带身份证、驾驶证和体检证明。（已在上面列出：居民身份证。）",
        "   · 身体条件证明（电子件，由医疗机构出具）",
        "依据：《驾驶证业务指南》，一、换证（2021 年）",
        "【食品经营许可】",
        "3. 食品经营许可交什么材料：要交申请书和平面图。",
        "   · 申请书（原件，1 份，可告知承诺代替）",
        "   · 经营场所平面图",
        "依据：《食品经营许可提速方案》，第六条（2022 年 12 月 31 日）",
    ]
    assert outcome.memory == Memory(subject="young_couple", question="新婚安家要带什么材料")


def test_no_material_is_listed_twice_in_the_data(bundled: Answering) -> None:
    reply = only(bundled.answer_question(Turn("新婚安家要带什么材料")))
    listed = materials(reply)
    assert len(listed) == len({(each["name"], each["form"], each["count"]) for each in listed})
    identity = [(each["count"], each["used_for"]) for each in listed if each["name"] == "居民身份证"]
    assert identity == [(2, ["结婚登记"]), (None, ["驾驶证期满换证"])]
    assert [each["used_for"] for each in listed if each["name"] == "户口簿"] == [[]]
    assert reply.custom["lead"] == "整件事合起来的申请材料，资料里没有写明。"
    assert [fact["matter_name"] for fact in reply.custom["facts"]] == [
        "结婚登记", "驾驶证期满换证", "食品经营许可",
    ]  # fmt: skip


def test_what_several_matters_want_alike_stands_once_for_all_of_them(tmp_path: Path) -> None:
    folder = copy_of_sample(tmp_path / "knowledge")
    add_bundle(folder)
    permit = folder / "matters/market_regulation/food_business_permit.yml"
    edit(permit, "{name: 经营场所平面图}", "{name: 居民身份证, form: original, count: 2}")
    text = only(KnowledgeInUse(folder).current().answer_question(Turn("新婚安家要带什么材料"))).text
    alike = "原件，2 份，用于：结婚登记、食品经营许可；原件，用于：驾驶证期满换证"
    assert f"   · 居民身份证（{alike}）" in text.splitlines()
    assert text.count("· 居民身份证") == 1


def test_the_bundle_itself_is_told_first_then_the_main_fact_of_each_matter(bundled: Answering) -> None:
    reply = only(bundled.answer_question(Turn("小两口安家一共要多久")))
    assert keys(reply) == [
        "young_couple#whole_limit",
        "marriage_registration#limit_2024",
        "driving_licence_renewal#limit",
        "food_business_permit#limit_2022",
    ]
    assert "整件事合起来" not in reply.text


def test_a_matter_without_such_a_fact_is_said_to_be_unknown(bundled: Answering) -> None:
    lines = only(bundled.answer_question(Turn("新婚安家在哪里办"))).text.splitlines()
    assert "下列事项的办理渠道，资料里没有写明：驾驶证期满换证、食品经营许可。" in lines
    assert lines.index("【结婚登记】") < len(lines)


def test_what_nothing_says_is_not_made_up(bundled: Answering) -> None:
    reply = only(bundled.answer_question(Turn("新婚安家多少钱")))
    assert reply.custom["kind"] == "refusal", "the cost of a licence is left out of this bundle"
    assert "没有写明费用" in reply.text


@pytest.mark.parametrize("text", ["那要带什么材料", "材料呢", "需要哪些材料", "要准备什么材料"])
def test_a_follow_up_stays_with_the_bundle(bundled: Answering, text: str) -> None:
    outcome = bundled.answer_question(Turn(text, FOLLOWING))
    assert len(keys(only(outcome))) == 3
    assert outcome.memory.subject == "young_couple"


def test_who_names_a_part_is_told_of_that_part(bundled: Answering) -> None:
    outcome = bundled.answer_question(Turn("结婚登记要什么材料", FOLLOWING))
    assert keys(only(outcome)) == ["marriage_registration#bring"]
    assert outcome.memory.subject == "marriage_registration"


@pytest.mark.parametrize(
    "text", ["新婚安家一件事要带什么材料", "小两口安家要啥材料", "我想问一下新婚安家要带什么材料？"]
)
def test_a_bundle_is_known_by_all_its_names(bundled: Answering, text: str) -> None:
    assert len(keys(only(bundled.answer_question(Turn(text))))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "新婚安家以前要几天",
        "新婚安家怎么跟驾照一起申请",
        "新婚安家的手续能一趟办完不",
        "新婚安家能在网上办吗",
        "新婚安家",
    ],
)
def test_any_other_question_is_answered_as_ever(bundled: Answering, text: str) -> None:
    assert "与这件事有关的事项" not in only(bundled.answer_question(Turn(text))).text


def test_two_aspects_are_told_matter_by_matter(bundled: Answering) -> None:
    reply = only(bundled.answer_question(Turn("新婚安家要什么材料，多久能办")))
    assert reply.custom["aspects"] == ["time_limit", "materials"]
    assert keys(reply)[:3] == [
        "young_couple#whole_limit",
        "marriage_registration#bring",
        "marriage_registration#limit_2024",
    ]
