"""“那护照呢”: the question stays, the matter is another."""

from __future__ import annotations

import pytest

from bot.catalogue.subject import Subject
from bot.usecases.memory import Memory
from bot.usecases.other_matters import OtherMatters


def subject(code: str, name: str, *aliases: str, part_of: str | None = None) -> Subject:
    """A matter that is known by its names only."""
    return Subject.model_construct(
        code=code, name=name, aliases=aliases, part_of=part_of, related=(), department="d", facts=()
    )


OTHERS = OtherMatters(
    [
        subject("identity", "居民身份证申领", "身份证", "办身份证"),
        subject("passport", "普通护照申领", "护照"),
        subject("lost", "驾驶证补证", "补驾照", "驾驶证补办"),
        subject("renewal", "驾驶证期满换证", "驾照换证"),
        subject("soldiers", "军队驾驶证换领", "部队驾照换证"),
        subject("one", "个人社保登记"),
        subject("many", "公司社保登记"),
    ]
)
ASKED = Memory(subject="identity", question="办身份证要多久")


def test_a_matter_named_alone_takes_over_the_question() -> None:
    again = OTHERS.asked_again("那护照呢", ASKED, corrects=False)
    assert again is not None
    assert (again.code, again.question, again.whole) == ("passport", "要多久", "办护照要多久")


@pytest.mark.parametrize(
    ("spoken_of", "text", "code"),
    [("lost", "那换证呢", "renewal"), ("one", "要是公司的呢", "many"), ("many", "那个人的呢", "one")],
)
def test_a_part_of_a_name_is_read_in_place_of_that_part(spoken_of: str, text: str, code: str) -> None:
    again = OTHERS.asked_again(text, Memory(subject=spoken_of, question="要几天"), corrects=False)
    assert again is not None
    assert (again.code, again.question) == (code, "要几天")


def test_after_a_correction_the_name_needs_nothing_around_it() -> None:
    assert OTHERS.asked_again("护照", ASKED, corrects=False) is None
    assert OTHERS.asked_again("护照", ASKED, corrects=True) is not None


def test_what_was_offered_can_be_corrected_as_well() -> None:
    offered = Memory(question="驾照几天", candidates=("soldiers#limit", "renewal#limit"))
    again = OTHERS.asked_again("补证", offered, corrects=True)
    assert again is not None
    assert again.code == "lost"


@pytest.mark.parametrize("text", ["那要几天呢", "那身份证呢", "那火星呢", "护照要带什么", "呢"])
def test_anything_else_is_a_question_of_its_own(text: str) -> None:
    assert OTHERS.asked_again(text, ASKED, corrects=False) is None


def test_without_a_question_before_there_is_nothing_to_take_over() -> None:
    assert OTHERS.asked_again("那护照呢", Memory(), corrects=False) is None


@pytest.mark.parametrize(
    ("text", "code"), [("护照多少钱", "passport"), ("部队驾照换证几天", "soldiers"), ("几天", None)]
)
def test_the_matter_named_is_that_of_the_longest_name(text: str, code: str | None) -> None:
    assert OTHERS.named_in(text) == code
