"""A question comes in pieces, one after the other or all at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Line, Script, about, notice, play, scripts, told

ID, PASSPORT, INJURY, FUND = (
    "identity_card",
    "passport_issue",
    "work_injury_recognition",
    "housing_fund_withdrawal",
)


@scripts(
    [
        notice("你好"),
        notice("我想问一下", "question", "listening"),
        notice("就那个公积金", "question", "say_more"),
        told("咋取出来", f"{FUND}#law_process"),
        told("要几天", f"{FUND}#law_limit"),
    ],
    [
        notice("在吗"),
        notice("有个事", "question", "listening"),
        Line("护照", "candidates"),
        told("要几天", f"{PASSPORT}#law_limit"),
    ],
    [
        notice("喂你好"),
        Line("身份证", "candidates"),
        about("丢了", ID),
        about("要带啥", ID),
        about("得多久", ID),
    ],
    [
        notice("我想打听个事"),
        Line("工伤", "candidates"),
        told("得交什么", f"{INJURY}#law_materials"),
        told("多久有结果", f"{INJURY}#law_limit"),
    ],
)
def test_pieces_one_after_the_other_are_understood_together(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@pytest.mark.parametrize(
    ("naming", "matter", "fact"),
    [
        ("护照都要带什么", PASSPORT, "law_limit"),
        ("取公积金要什么手续", FUND, "law_limit"),
        ("工伤认定要交什么", INJURY, "law_limit"),
    ],
)
def test_pieces_sent_without_waiting_are_each_answered_once_and_leave_the_thread(
    citizen: Citizen, naming: str, matter: str, fact: str
) -> None:
    pieces = ["你好", "在吗", "我想问一下", naming, "谢谢"]
    with ThreadPoolExecutor(len(pieces)) as at_once:
        heard = dict(zip(pieces, at_once.map(citizen.say, pieces), strict=True))
    assert heard[naming].matter == matter
    assert [heard[piece].matter for piece in pieces if piece != naming] == [None] * 4
    told("那要几天", f"{matter}#{fact}").check(citizen.say("那要几天"))
