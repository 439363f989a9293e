"""How much of a query a text holds, looked up by feature and by text, is the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.postings import Postings, best_of, spread_out

FEATURES = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8)


@given(st.lists(FEATURES, min_size=1, max_size=12), FEATURES)
def test_a_closer_look_at_every_text_gives_what_looking_through_all_gives(
    texts: list[list[str]], query: list[str]
) -> None:
    postings = Postings(texts)
    held, _ = postings.overlap(query, np.arange(len(texts)))
    assert held == pytest.approx(postings.held(query), abs=1e-6)


@given(st.lists(FEATURES, min_size=1, max_size=12), FEATURES)
def test_shares_stay_between_nothing_and_all(texts: list[list[str]], query: list[str]) -> None:
    held, contained = Postings(texts).overlap(query, np.arange(len(texts)))
    for shares in (held, contained):
        assert ((shares >= 0) & (shares <= 1 + 1e-9)).all()


def test_a_text_that_stands_in_the_query_whole_is_contained_whole() -> None:
    _, contained = Postings([["甲", "乙"], ["甲", "丙"]]).overlap(["甲", "乙", "丁"], np.array([0, 1]))
    assert contained[0] == pytest.approx(1)
    assert contained[1] < 1


def test_a_rare_feature_says_more_than_one_that_stands_everywhere() -> None:
    postings = Postings([["甲", "乙"], ["甲", "丙"], ["甲", "丁"]])
    held = postings.held(["甲", "乙"])
    assert held[0] > 2 * held[1]


def test_parts_are_numbered_whole_by_whole() -> None:
    parts, owners = spread_out(np.array([0, 2, 2, 5]), np.array([2, 1, 0]))
    assert parts.tolist() == [2, 3, 4, 0, 1]
    assert owners.tolist() == [0, 0, 0, 2, 2]


def test_the_best_of_nothing_is_nothing() -> None:
    assert best_of(np.array([0.2, 0.7, 0.4]), np.array([0, 0, 2]), 4).tolist() == [0.7, 0, 0.4, 0]
