"""In doubt the assistant asks back; a citizen chooses by button, by number, by words, or not at all."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen, Heard, NewCitizen
from tests.questions import MORTGAGE, OUTSIDE, doubtful


def offered(citizen: Citizen) -> Heard:
    heard = citizen.say(doubtful(citizen.calls))
    assert heard.kind == "candidates", heard
    assert 2 <= len(heard.custom["candidates"]) <= 3
    assert list(heard.buttons)[-1] == "都不是"
    return heard


def told_fact(heard: Heard) -> str:
    """The fact an answer begins with."""
    assert heard.kind == "answer", heard
    return str(heard.custom["facts"][0]["key"])


@pytest.mark.parametrize("words", ["第二个", "2", "二", "选第二个", "第2个吧"])
def test_the_second_candidate_is_chosen_by_its_number(citizen: Citizen, words: str) -> None:
    candidates = offered(citizen).custom["candidates"]
    assert told_fact(citizen.say(words)) == candidates[1]


def test_every_button_gives_the_candidate_it_shows(new_citizen: NewCitizen) -> None:
    for number in range(len(offered(new_citizen()).custom["candidates"])):
        citizen = new_citizen()
        heard = offered(citizen)
        payload = list(heard.buttons.values())[number]
        assert told_fact(citizen.say(payload)) == heard.custom["candidates"][number]


def test_a_candidate_is_chosen_by_its_words(citizen: Citizen) -> None:
    heard = offered(citizen)
    title = list(heard.buttons)[1]
    assert told_fact(citizen.say(title)) == heard.custom["candidates"][1]


def test_none_of_these_asks_for_other_words_and_forgets_the_candidates(citizen: Citizen) -> None:
    offered(citizen)
    assert citizen.say("都不是").kind == "question"
    assert citizen.say("第二个").kind in {"question", "refusal"}


def test_a_number_that_was_not_offered_is_asked_again_and_a_right_one_still_works(citizen: Citizen) -> None:
    candidates = offered(citizen).custom["candidates"]
    assert citizen.say("第五个").kind == "question"
    assert told_fact(citizen.say("第一个")) == candidates[0]


def test_instead_of_choosing_one_may_ask_something_else(citizen: Citizen) -> None:
    offered(citizen)
    heard = citizen.say(MORTGAGE.question)
    assert (heard.kind, heard.matter) == ("answer", MORTGAGE.matter)


def test_after_a_choice_the_number_is_not_taken_for_the_question(citizen: Citizen) -> None:
    offered(citizen)
    told_fact(citizen.say("第二个"))
    assert citizen.say(OUTSIDE[0]).kind == "refusal"


def test_a_number_without_candidates_is_no_answer_to_anything(citizen: Citizen) -> None:
    assert citizen.say("第二个").kind == "question"


def test_a_number_after_an_answer_does_not_jump_to_another_matter(citizen: Citizen) -> None:
    citizen.say(MORTGAGE.question)
    assert citizen.say("第二个").matter in {None, MORTGAGE.matter}


def test_not_understood_twice_a_person_is_offered_and_yes_leads_there(citizen: Citizen) -> None:
    first, second = citizen.say(OUTSIDE[0]), citizen.say(OUTSIDE[1])
    assert (first.kind, second.kind) == ("refusal", "refusal")
    assert "连着两次" not in first.text
    assert "要不要转给工作人员" in second.text
    heard = citizen.say("要")
    assert heard.kind == "handoff"
    assert "12345" in heard.text


def test_not_understood_twice_and_no_person_wanted_one_may_go_on_asking(citizen: Citizen) -> None:
    for question in OUTSIDE[:2]:
        citizen.say(question)
    assert citizen.say("不用").kind == "question"
    assert citizen.say(MORTGAGE.question).matter == MORTGAGE.matter


def test_an_answer_in_between_starts_the_count_of_misses_anew(citizen: Citizen) -> None:
    citizen.say(OUTSIDE[0])
    citizen.say(MORTGAGE.question)
    assert "要不要转给工作人员" not in citizen.say(OUTSIDE[1]).text
