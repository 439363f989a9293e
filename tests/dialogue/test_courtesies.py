"""Thanks, goodbyes and “who are you” are answered as such, and the thread is kept."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Script, about, notice, play, scripts, told

PASSPORT, FUND = "passport_issue", "housing_fund_withdrawal"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("谢谢你啊", "不客气"),
        ("真是太感谢了", "不客气"),
        ("再见", "再见"),
        ("拜拜", "再见"),
        ("你是机器人吗", "不是真人"),
        ("你到底是人还是机器", "不是真人"),
        ("早上好", "您好"),
    ],
)
def test_a_courtesy_is_answered_as_one(citizen: Citizen, said: str, words: str) -> None:
    heard = citizen.say(said)
    assert heard.kind == "notice"
    assert words in heard.text


@scripts(
    [
        told("护照都要带什么", f"{PASSPORT}#materials"),
        notice("你是机器人吗"),
        told("那要几天", f"{PASSPORT}#law_limit"),
        notice("谢谢你啊"),
        about("在哪儿办呢", PASSPORT),
        notice("再见"),
        told("能加急不", f"{PASSPORT}#urgent"),
    ],
    [
        told("取公积金要什么手续", f"{FUND}#law_materials"),
        notice("好的，谢谢"),
        notice("你到底是人还是机器"),
        told("那要几天", f"{FUND}#law_limit"),
    ],
    [
        told("取公积金要什么手续", f"{FUND}#law_materials"),
        notice("算了，不问了", wording="cancelled"),
        told("那要几天", f"{FUND}#law_limit"),
    ],
)
def test_courtesies_leave_the_thread(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@pytest.mark.parametrize("said", ["丢了", "咋取出来", "我想登记"])
def test_what_only_sounds_like_giving_up_is_not_taken_for_it(citizen: Citizen, said: str) -> None:
    assert citizen.say(said).wording != "cancelled"
