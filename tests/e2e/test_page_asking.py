"""Asking on the page: the answer, its source, its receipt, and choosing between candidates."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.browsing import DESKTOP, PHONE, Browsing
from tests.e2e.citizen_page import CitizenPage
from tests.json_calls import JsonCalls
from tests.questions import EXAMPLES, MORTGAGE, OUTSIDE, doubtful
from tests.running_system import RunningSystem

MARK = "智能客服自动回复"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wider_than_the_window(
    browsing: Browsing, whole_system: RunningSystem, size: tuple[int, int]
) -> None:
    page = browsing.open(whole_system.url, browsing.context(size))
    assert not page.scrolls_sideways()
    page.ask(MORTGAGE.question)
    page.ask(doubtful(JsonCalls(whole_system.url)))
    page.ask("长" * 200)
    page.ask("https://example.invalid/" + "a" * 200)
    assert not page.scrolls_sideways()


def test_a_question_is_asked_and_its_source_unfolded_by_keyboard_alone(
    page: CitizenPage, whole_system: RunningSystem
) -> None:
    keyboard = page.page.keyboard
    _tab_to(page, "a", "Tab")  # the first stop leads straight to the input
    keyboard.press("Enter")
    expect(page.input).to_be_focused()
    keyboard.type(MORTGAGE.question)
    answer = page.reply_to(lambda: keyboard.press("Enter"))
    expect(answer.get_by_test_id("matter-name")).to_have_text("不动产抵押登记")
    expect(answer.get_by_test_id("fact").first).to_contain_text(MORTGAGE.told)
    expect(page.input).to_be_focused()
    source = answer.get_by_test_id("source").first
    expect(source).to_be_hidden()
    _tab_to(page, "summary", "Shift+Tab")
    keyboard.press("Enter")
    expect(source).to_be_visible()
    expect(source).to_contain_text("不动产登记“一网通办”便民服务实施方案")
    _is_found_by_its_receipt(answer, whole_system)


def test_every_example_really_gets_its_answer(page: CitizenPage, whole_system: RunningSystem) -> None:
    assert page.examples.all_inner_texts() == list(EXAMPLES)
    calls = JsonCalls(whole_system.url)
    for question, matter in EXAMPLES.items():
        reply = page.reply_to(page.page.get_by_role("button", name=question, exact=True).click)
        if matter is None:
            expect(reply).to_have_attribute("data-kind", "handoff")
        else:
            expect(reply).to_have_attribute("data-kind", "answer")
            number = reply.get_by_test_id("receipt").inner_text()
            told = calls.get(f"/api/v1/receipts/{number}").body["custom"]
            assert (question, told["matter_code"]) == (question, matter)


def test_a_candidate_is_chosen_by_its_button(page: CitizenPage, whole_system: RunningSystem) -> None:
    candidates = page.ask(doubtful(JsonCalls(whole_system.url)))
    expect(candidates).to_have_attribute("data-kind", "candidates")
    choice = candidates.get_by_test_id("choice").nth(1)
    title = choice.inner_text().removeprefix("2").strip()
    answer = page.reply_to(choice.click)
    expect(answer).to_have_attribute("data-kind", "answer")
    _tells_what_was_chosen(answer, title)
    expect(page.said.last).to_contain_text(title)


def test_a_candidate_is_chosen_by_typing_its_number(page: CitizenPage, whole_system: RunningSystem) -> None:
    candidates = page.ask(doubtful(JsonCalls(whole_system.url)))
    title = candidates.get_by_test_id("choice").nth(1).inner_text().removeprefix("2").strip()
    answer = page.ask("第二个")
    expect(answer).to_have_attribute("data-kind", "answer")
    _tells_what_was_chosen(answer, title)


def test_every_reply_says_that_an_assistant_gave_it(page: CitizenPage, whole_system: RunningSystem) -> None:
    for message in (MORTGAGE.question, doubtful(JsonCalls(whole_system.url)), OUTSIDE[0], "你好", "转人工"):
        expect(page.ask(message).get_by_text(MARK, exact=True)).to_be_visible()


def test_the_button_for_a_person_asks_for_one(page: CitizenPage) -> None:
    reply = page.reply_to(page.page.get_by_test_id("handoff").click)
    expect(page.said.last).to_contain_text("转人工")
    expect(reply).to_have_attribute("data-kind", "handoff")
    expect(reply).to_contain_text("12345")
    expect(reply.get_by_role("link", name="12345")).to_have_attribute("href", "tel:12345")


def _is_found_by_its_receipt(answer: Locator, system: RunningSystem) -> None:
    number = answer.get_by_test_id("receipt").inner_text()
    found = JsonCalls(system.url).get(f"/api/v1/receipts/{number}")
    assert found.status == 200
    assert found.body["custom"]["matter_code"] == MORTGAGE.matter
    assert MORTGAGE.told in found.body["text"]


def _tells_what_was_chosen(answer: Locator, title: str) -> None:
    # A title is “matter：what about it”; one fact alone is told without its heading's number.
    matter, about = title.split("：", 1)
    expect(answer.get_by_test_id("matter-name")).to_have_text(matter)
    expect(answer.get_by_test_id("fact").first).to_contain_text(about)


def _tab_to(page: CitizenPage, element: str, key: str) -> None:
    for _ in range(20):
        page.page.keyboard.press(key)
        if page.page.evaluate("document.activeElement.localName") == element:
            return
    raise AssertionError(f"no {element} is reached with {key}")
