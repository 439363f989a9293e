"""Without its dialogue model the system goes on answering, and gets the model back by itself."""

from __future__ import annotations

import time

from tests.dialogue.citizen import Citizen
from tests.questions import MORTGAGE
from tests.restartable_system import RestartableSystem


def test_when_rasa_dies_questions_are_still_answered_and_rasa_comes_back(
    breakable_system: RestartableSystem,
) -> None:
    citizen = Citizen(breakable_system.url)
    citizen.say(MORTGAGE.question)
    first = breakable_system.rasa()
    first.kill()
    first.wait(5)
    follow_up = citizen.say("那要几天")
    assert (follow_up.kind, follow_up.matter) == ("answer", MORTGAGE.matter)
    assert citizen.say("转人工").kind == "handoff"
    assert citizen.calls.get("/readyz").body["dialogue"] is False
    breakable_system.wait_until_ready()
    assert breakable_system.rasa().pid != first.pid
    assert citizen.say("你好").kind == "notice"


def test_a_rasa_that_hangs_is_not_waited_for_twice(breakable_system: RestartableSystem) -> None:
    rasa = breakable_system.rasa()
    rasa.suspend()
    try:
        first = Citizen(breakable_system.url).say(MORTGAGE.question)
        began = time.monotonic()
        second = Citizen(breakable_system.url).say(MORTGAGE.question)
        waited = time.monotonic() - began
    finally:
        rasa.resume()
    assert waited < 4, "half of what the service waits for Rasa at most"
    assert (first.matter, second.matter) == (MORTGAGE.matter, MORTGAGE.matter)


def test_when_the_service_is_killed_its_rasa_goes_too_and_the_next_one_works(
    breakable_system: RestartableSystem,
) -> None:
    orphan = breakable_system.rasa()
    breakable_system.kill()
    orphan.wait(10)
    breakable_system.start()
    breakable_system.wait_until_ready()
    assert Citizen(breakable_system.url).say("你好").kind == "notice"
