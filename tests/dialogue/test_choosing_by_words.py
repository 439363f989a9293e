"""A candidate is chosen by words that fit it alone, by its number, or passed over."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Line, Script, about, notice, play, scripts, told

ID, PASSPORT, INJURY, FUND = (
    "identity_card",
    "passport_issue",
    "work_injury_recognition",
    "housing_fund_withdrawal",
)


def offered(said: str) -> Line:
    """Answered with candidates."""
    return Line(said, "candidates")


@scripts(
    [offered("护照"), told("加急那个", f"{PASSPORT}#urgent"), told("那要几天", f"{PASSPORT}#law_limit")],
    [offered("护照"), told("材料那个", f"{PASSPORT}#materials")],
    [
        offered("工伤"),
        told("说材料的那个", f"{INJURY}#law_materials"),
        told("那要几天", f"{INJURY}#law_limit"),
    ],
    [offered("工伤"), told("不全的那条", f"{INJURY}#law_supplement")],
    [offered("提取公积金"), told("分几步那个", f"{FUND}#law_process")],
    [offered("提取公积金"), told("我要看单位开啥的", f"{FUND}#law_materials")],
    [offered("身份证"), told("就说带什么的", f"{ID}#materials")],
)
def test_words_that_fit_one_candidate_choose_it(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@scripts(
    [offered("护照"), told("最后一个", f"{PASSPORT}#urgent")],
    [offered("护照"), told("第一个吧", f"{PASSPORT}#materials")],
    [offered("护照"), notice("第四个", "question", "deny"), told("那要几天", f"{PASSPORT}#law_limit")],
    [offered("工伤"), notice("都不是", "question", "deny"), told("那工伤找哪里认定", f"{INJURY}#law_where")],
    [offered("护照"), notice("第五个", "question", "choose_again"), told("2", f"{PASSPORT}#law_limit")],
    [told("护照都要带什么", f"{PASSPORT}#materials"), notice("第四个", "question", "say_more")],
)
def test_a_number_chooses_and_the_number_behind_the_last_none(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@scripts(
    [offered("护照"), told("要是急着走能快点办不", f"{PASSPORT}#urgent")],
    [offered("工伤"), told("多久出结果那条", f"{INJURY}#law_limit")],
    [offered("护照"), told("算了，先问公积金提取几天批下来", f"{FUND}#law_limit")],
    [offered("工伤"), about("取公积金找哪里", FUND), about("要什么手续", FUND)],
    [offered("身份证"), told("那要几天", f"{ID}#law_limit")],
)
def test_instead_of_choosing_one_may_ask(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_button_tells_its_candidate_and_the_last_one_none(citizen: Citizen, number: int) -> None:
    heard = citizen.say("护照")
    payloads = list(heard.buttons.values())
    assert citizen.say(payloads[number]).facts == [heard.custom["candidates"][number]]
    assert citizen.say("护照").kind == "candidates"
    assert citizen.say(payloads[-1]).wording == "deny"
