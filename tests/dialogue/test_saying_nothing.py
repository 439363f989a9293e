"""A place, a department, another language, letters at random: nothing is answered with confidence."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen

SAID = {
    "济宁": "only_place",
    "济南市历下区": "only_place",
    "我在烟台": "only_place",
    "公安局": "only_department",
    "医保局": "only_department",
    "人社局": "only_department",
    "Where can I get my passport renewed?": "other_language",
    "パスポートはどこですか": "other_language",
    "여권을 어디서 만들어요": "other_language",
    "Как получить паспорт": "other_language",
    "qwertyuiop zxcv": "other_language",
    "😀😀👍": "no_words",
    "？？？": "no_words",
    "……": "no_words",
}


@pytest.mark.parametrize("said", SAID)
def test_it_is_said_what_was_heard_and_nothing_is_answered(citizen: Citizen, said: str) -> None:
    heard = citizen.say(said)
    assert heard.kind in {"question", "refusal"}
    assert heard.wording == SAID[said]
    assert heard.matter is None


@pytest.mark.parametrize("said", ["888666", "3.14159", "啊啊啊啊啊", "㊣㊙★", "的了吗呢", "天灵灵地灵灵"])
def test_characters_at_random_get_no_confident_answer(citizen: Citizen, said: str) -> None:
    assert citizen.say(said).kind != "answer"


@pytest.mark.parametrize("said", ["济宁", "公安局", "😀😀", "Where is it?", "888666"])
def test_the_thread_is_kept(citizen: Citizen, said: str) -> None:
    assert citizen.say("护照都要带什么").matter == "passport_issue"
    assert citizen.say(said).kind != "answer"
    assert citizen.say("那要几天").matter == "passport_issue"
