"""Receipt numbers can be read over the phone, typed carelessly, and not be guessed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.personal_data import masked
from bot.usecases.receipts import new_receipt, parsed_receipt


def test_a_receipt_has_ten_letters_that_nobody_mistakes_for_others() -> None:
    for _ in range(200):
        assert re.fullmatch("[2-9A-HJKMNP-TW-Z]{5}-[2-9A-HJKMNP-TW-Z]{5}", new_receipt())


def test_receipts_do_not_repeat() -> None:
    assert len({new_receipt() for _ in range(2000)}) == 2000


def test_all_letters_are_used_about_equally() -> None:
    letters = "".join(new_receipt().replace("-", "") for _ in range(3000))
    assert min(letters.count(letter) for letter in set(letters)) > 700
    assert len(set(letters)) == 29


@given(st.lists(st.sampled_from(["", " ", "-", "　", "\n"]), min_size=12, max_size=12), st.booleans())
def test_a_receipt_typed_carelessly_is_understood(between: list[str], small: bool) -> None:
    receipt = new_receipt()
    typed = "".join(a + b for a, b in zip(between, receipt, strict=False))
    assert parsed_receipt(typed.lower() if small else typed) == receipt


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ABCDE",
        "ABCDE-2345",
        "ABCDE-234567",
        "ABCDE-2345O",
        "ABCDE-2345I",
        "甲乙丙丁戊-23456",
        "../../etc",
    ],
)
def test_what_is_no_receipt_is_none(text: str) -> None:
    assert parsed_receipt(text) is None


@given(st.text())
def test_any_text_is_a_receipt_or_none(text: str) -> None:
    receipt = parsed_receipt(text)
    assert receipt is None or parsed_receipt(receipt) == receipt


def test_a_receipt_is_not_taken_for_a_personal_number() -> None:
    for _ in range(500):
        receipt = new_receipt()
        assert masked(f"答复编号：{receipt}") == f"答复编号：{receipt}"
