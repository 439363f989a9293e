"""Not understood twice a person is offered; a good answer in between resets the count."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import told

OUTSIDE = ("我家猫不吃饭咋办", "周杰伦新专辑叫什么", "明天股票会涨吗")
AGAIN = "要不要转给工作人员"


def missed(citizen: Citizen, said: str, *, again: bool) -> None:
    """Refused, with the offer of a person from the second time on."""
    heard = citizen.say(said)
    assert heard.kind == "refusal", f"{said} → {heard.text}"
    assert (AGAIN in heard.text) == again


@pytest.mark.parametrize("yes", ["要", "好的", "要的", "转人工", "行，转吧"])
def test_after_two_misses_yes_leads_to_the_hand_off(citizen: Citizen, yes: str) -> None:
    missed(citizen, OUTSIDE[0], again=False)
    missed(citizen, OUTSIDE[1], again=True)
    heard = citizen.say(yes)
    assert heard.kind == "handoff"
    assert "12345" in heard.text


def test_a_good_answer_in_between_resets_the_count(citizen: Citizen) -> None:
    missed(citizen, OUTSIDE[0], again=False)
    told("护照多少天能做好", "passport_issue#law_limit").check(citizen.say("护照多少天能做好"))
    missed(citizen, OUTSIDE[1], again=False)
    missed(citizen, OUTSIDE[2], again=True)


def test_small_talk_in_between_does_not(citizen: Citizen) -> None:
    missed(citizen, OUTSIDE[0], again=False)
    assert citizen.say("谢谢").kind == "notice"
    missed(citizen, OUTSIDE[1], again=True)


def test_who_does_not_want_a_person_goes_on(citizen: Citizen) -> None:
    missed(citizen, OUTSIDE[0], again=False)
    missed(citizen, OUTSIDE[1], again=True)
    assert citizen.say("不用了").kind in {"question", "notice"}
    told("取公积金要什么手续", "housing_fund_withdrawal#law_materials").check(
        citizen.say("取公积金要什么手续")
    )
