"""Saying whether an answer helped: by keyboard, large enough, remembered, changeable."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.browsing import DESKTOP, PHONE, Browsing
from tests.e2e.citizen_page import CitizenPage
from tests.json_calls import JsonCalls
from tests.questions import MORTGAGE, OUTSIDE, doubtful
from tests.running_system import RunningSystem

_SMALLEST_TARGET = 44


def _pressed(reply: Locator) -> list[str | None]:
    return [reply.get_by_test_id(name).get_attribute("aria-pressed") for name in ("helpful", "unhelpful")]


def test_an_answer_and_a_refusal_can_be_judged_and_nothing_else(
    page: CitizenPage, whole_system: RunningSystem
) -> None:
    for question, judged in (
        (MORTGAGE.question, 1),
        (OUTSIDE[0], 1),
        (doubtful(JsonCalls(whole_system.url)), 0),
        ("你好", 0),
        ("转人工", 0),
    ):
        expect(page.ask(question).get_by_test_id("feedback")).to_have_count(judged)
    expect(page.said.get_by_test_id("feedback")).to_have_count(0)


def test_what_was_pressed_is_said_remembered_and_can_be_changed(page: CitizenPage) -> None:
    answer = page.ask(MORTGAGE.question)
    other = page.ask(OUTSIDE[0])
    assert _pressed(answer) == ["false", "false"]
    answer.get_by_role("button", name="没帮助", exact=True).click()
    expect(answer.get_by_test_id("feedback-said")).to_contain_text("记下了")
    assert _pressed(answer) == ["false", "true"]
    page.reload()
    answer, other = page.replies.nth(0), page.replies.nth(1)
    expect(answer.get_by_test_id("unhelpful")).to_have_attribute("aria-pressed", "true")
    assert _pressed(other) == ["false", "false"]
    answer.get_by_role("button", name="有帮助", exact=True).click()
    expect(answer.get_by_test_id("feedback-said")).to_contain_text("谢谢")
    page.reload()
    expect(page.replies.nth(0).get_by_test_id("helpful")).to_have_attribute("aria-pressed", "true")
    assert _pressed(page.replies.nth(0)) == ["true", "false"]


@pytest.mark.parametrize("key", ["Enter", " "])
def test_it_is_pressed_by_keyboard_alone(page: CitizenPage, key: str) -> None:
    answer = page.ask(MORTGAGE.question)
    for _ in range(20):
        page.page.keyboard.press("Shift+Tab")
        if page.page.evaluate("document.activeElement.dataset.testid") == "unhelpful":
            break
    page.page.keyboard.press(key)
    expect(answer.get_by_test_id("unhelpful")).to_have_attribute("aria-pressed", "true")
    expect(answer.get_by_test_id("unhelpful")).to_be_focused()
    page.page.keyboard.press("Shift+Tab")
    page.page.keyboard.press(key)
    expect(answer.get_by_test_id("helpful")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("large_print", [False, True], ids=["usual", "large print"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_buttons_are_large_enough_and_fit(
    browsing: Browsing, whole_system: RunningSystem, size: tuple[int, int], *, large_print: bool
) -> None:
    page = browsing.open(whole_system.url, browsing.context(size))
    if large_print:
        page.page.get_by_test_id("large-print").click()
    answer = page.ask(MORTGAGE.question)
    for name in ("helpful", "unhelpful"):
        box = answer.get_by_test_id(name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= _SMALLEST_TARGET
    assert not page.scrolls_sideways()


def test_without_a_network_nothing_seems_kept_and_it_can_be_pressed_again(page: CitizenPage) -> None:
    answer = page.ask(MORTGAGE.question)
    page.expect_lost_connections()
    page.page.context.set_offline(True)
    answer.get_by_test_id("unhelpful").click()
    expect(answer.get_by_test_id("feedback-said")).to_contain_text("没有记下")
    assert _pressed(answer) == ["false", "false"]
    page.page.context.set_offline(False)
    answer.get_by_test_id("unhelpful").click()
    expect(answer.get_by_test_id("feedback-said")).to_contain_text("会用来补充资料")
    assert _pressed(answer) == ["false", "true"]
