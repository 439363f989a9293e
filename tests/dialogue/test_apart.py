"""Conversations are kept apart, however many go on at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.dialogue.citizen import Citizen, NewCitizen
from tests.questions import MATERNITY, MEDICAL_TRANSFER, MORTGAGE, OUTSIDE, PERMIT, Sure, doubtful


def test_two_who_speak_in_turns_each_keep_their_own_matter(new_citizen: NewCitizen) -> None:
    one, other = new_citizen(), new_citizen()
    one.say(MORTGAGE.question)
    other.say(MEDICAL_TRANSFER.question)
    assert one.say("那要几天").matter == MORTGAGE.matter
    assert other.say("那要几天").matter == MEDICAL_TRANSFER.matter


def test_candidates_offered_to_one_are_none_of_the_others(new_citizen: NewCitizen) -> None:
    one, other = new_citizen(), new_citizen()
    candidates = one.say(doubtful(one.calls)).custom["candidates"]
    assert other.say("第二个").kind == "question"
    assert one.say("第二个").custom["facts"][0]["key"] == candidates[1]


def test_misses_of_one_do_not_count_for_another(new_citizen: NewCitizen) -> None:
    one, other = new_citizen(), new_citizen()
    one.say(OUTSIDE[0])
    assert "连着两次" not in other.say(OUTSIDE[1]).text


def test_twenty_at_once_each_keep_their_own_matter(new_citizen: NewCitizen) -> None:
    subjects = (MORTGAGE, MEDICAL_TRANSFER, MATERNITY, PERMIT) * 5

    def converse(citizen: Citizen, asked: Sure) -> list[str | None]:
        return [citizen.say(words).matter for words in (asked.question, "那要几天", "谢谢", "那要几天")]

    citizens = [new_citizen() for _ in subjects]
    with ThreadPoolExecutor(len(subjects)) as crowd:
        heard = list(crowd.map(converse, citizens, subjects))
    assert heard == [[asked.matter, asked.matter, None, asked.matter] for asked in subjects]
