"""What the page keeps on the device: the conversation, the large print; and how it is given up."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.browsing import Browsing
from tests.e2e.citizen_page import CitizenPage
from tests.questions import LICENCE, MORTGAGE
from tests.running_system import RunningSystem


def test_after_a_reload_everything_is_there_once_and_goes_on(page: CitizenPage) -> None:
    page.ask(MORTGAGE.question)
    page.ask(LICENCE.question)
    before = page.texts()
    page.reload()
    expect(page.replies).to_have_count(2)
    assert page.texts() == before
    answer = page.ask("那要几天")
    expect(answer.get_by_test_id("matter-name")).to_have_text("营业执照申领")
    expect(page.said).to_have_count(3)


def test_two_tabs_show_the_same_conversation(browsing: Browsing, whole_system: RunningSystem) -> None:
    context = browsing.context()
    one, other = browsing.open(whole_system.url, context), browsing.open(whole_system.url, context)
    one.ask(MORTGAGE.question)
    expect(other.replies).to_have_count(1)
    other.ask(LICENCE.question)
    expect(one.replies).to_have_count(2)
    assert one.texts() == other.texts()


def test_two_tabs_opened_at_once_by_a_new_citizen_become_one_conversation(
    browsing: Browsing, whole_system: RunningSystem
) -> None:
    context = browsing.context()
    tabs = [browsing.open(whole_system.url, context, wait=False) for _ in range(2)]
    for tab in tabs:
        tab.wait_until_connected()
    tabs[0].ask(MORTGAGE.question)
    expect(tabs[1].replies).to_have_count(1)


def test_another_citizen_sees_nothing_of_it(browsing: Browsing, whole_system: RunningSystem) -> None:
    browsing.open(whole_system.url).ask(MORTGAGE.question)
    other = browsing.open(whole_system.url)
    expect(other.page.get_by_test_id("opening")).to_be_visible()
    expect(other.page.get_by_test_id("message")).to_have_count(0)


def test_large_print_is_larger_and_kept_after_a_reload(page: CitizenPage) -> None:
    button = page.page.get_by_test_id("large-print")
    expect(button).to_have_attribute("aria-pressed", "false")
    usual = _letter_height(page)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert _letter_height(page) >= 1.2 * usual
    assert not page.scrolls_sideways()
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert _letter_height(page) >= 1.2 * usual
    button.click()
    page.reload()
    assert _letter_height(page) == usual


def test_a_new_conversation_is_empty_and_the_old_matter_is_forgotten(page: CitizenPage) -> None:
    page.ask(MORTGAGE.question)
    page.page.get_by_test_id("restart").click()
    page.page.get_by_test_id("restart-confirm").click()
    expect(page.replies).to_have_count(0)
    page.wait_until_connected()
    follow_up = page.ask("那要几天")
    assert "不动产抵押登记" not in follow_up.inner_text()
    page.reload()
    expect(page.replies).to_have_count(1)


def test_one_may_think_better_of_a_new_conversation(page: CitizenPage) -> None:
    page.ask(MORTGAGE.question)
    page.page.get_by_test_id("restart").click()
    page.page.get_by_test_id("restart-cancel").click()
    expect(page.page.get_by_test_id("restart-dialog")).to_be_hidden()
    expect(page.replies).to_have_count(1)


def _letter_height(page: CitizenPage) -> float:
    return float(page.input.evaluate("(field) => parseFloat(getComputedStyle(field).fontSize)"))
