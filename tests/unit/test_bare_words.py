"""A place, a department or foreign words alone are no question."""

from __future__ import annotations

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.matching.bare_words import Bare, BareWords
from bot.matching.features import Segmenter


@pytest.fixture
def words(catalogue: Catalogue) -> BareWords:
    """For the departments of the sample knowledge."""
    return BareWords(catalogue.departments.values())


SEGMENTER = Segmenter([], ())


@pytest.mark.parametrize("text", ["济南", "我在青岛", "山东省济南市历下区", "东营 利津县"])
def test_a_place_alone_is_known_as_a_place(words: BareWords, text: str) -> None:
    assert words.kind(SEGMENTER.features(text)) is Bare.PLACE


def test_a_department_alone_is_known_by_every_name(words: BareWords, catalogue: Catalogue) -> None:
    for department in catalogue.departments.values():
        for name in (department.name, *department.also):
            features = SEGMENTER.features(f"{name}的")
            assert words.kind(features) is Bare.DEPARTMENT, name
            assert words.department(features) == department


@pytest.mark.parametrize("text", ["how do I get a passport", "Bonjour", "asdf qwer"])
def test_foreign_words_are_known_as_such(words: BareWords, text: str) -> None:
    assert words.kind(SEGMENTER.features(text)) is Bare.OTHER_LANGUAGE


@pytest.mark.parametrize("text", ["上海房子", "济南身份证", "北京落户", "12345", "？", "", "ETC怎么办"])
def test_who_says_more_than_that_is_listened_to(words: BareWords, text: str) -> None:
    assert words.kind(SEGMENTER.features(text)) is None
