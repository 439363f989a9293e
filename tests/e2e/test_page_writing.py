"""What may be written and sent, and what is done with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.citizen_page import CitizenPage
from tests.questions import MORTGAGE

SCRIPTS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>刻章要多久",
    "\"><svg onload=alert(3)>{{constructor.constructor('alert(4)')()}}",
    "javascript:alert(5)",
)


@pytest.mark.parametrize("text", SCRIPTS)
def test_html_of_a_citizen_is_shown_as_it_was_typed(page: CitizenPage, text: str) -> None:
    page.ask(text)
    expect(page.said.get_by_test_id("message-text")).to_have_text(text)
    page.reload()
    expect(page.said.get_by_test_id("message-text")).to_have_text(text)
    assert page.page.locator("[data-testid=log]").locator("img, script, svg[onload], iframe").count() == 0
    assert page.dialogs == []


def test_more_than_500_characters_cannot_be_sent_and_the_page_says_why(page: CitizenPage) -> None:
    page.input.fill("字" * 501)
    expect(page.page.get_by_test_id("too-long")).to_contain_text("超出 1 个字")
    expect(page.page.get_by_test_id("too-long")).to_contain_text("500")
    expect(page.send_button).to_be_disabled()
    page.input.press("Enter")
    assert page.outgoing.count() + page.said.count() == 0
    expect(page.input).to_have_value("字" * 501)


def test_exactly_500_characters_are_sent_and_answered(page: CitizenPage) -> None:
    page.ask("字" * 500)
    expect(page.said.get_by_test_id("message-text")).to_have_text("字" * 500)


def test_characters_beyond_the_basic_plane_count_once_here_and_there(page: CitizenPage) -> None:
    page.ask("𠮷" * 500)
    expect(page.said).to_have_count(1)


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n"])
def test_nothing_cannot_be_sent(page: CitizenPage, nothing: str) -> None:
    page.input.fill(nothing)
    expect(page.send_button).to_be_disabled()
    page.input.press("Enter")
    assert page.outgoing.count() + page.said.count() == 0


def test_invisible_characters_alone_are_refused_in_chinese(page: CitizenPage) -> None:
    page.write("\u2060\u2060")
    expect(page.failure).to_contain_text("消息是空的")


def test_enter_that_ends_an_input_method_does_not_send(page: CitizenPage) -> None:
    page.input.focus()
    devtools = page.page.context.new_cdp_session(page.page)
    composing = {"text": "kezhang", "selectionStart": 7, "selectionEnd": 7}
    devtools.send("Input.imeSetComposition", composing)
    # As an input method does it: the key goes by, its character does not.
    devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "code": "Enter"})
    # Safari ends the composition first and tells it by the key code alone.
    taken = page.input.evaluate(
        """(field) => !field.dispatchEvent(new KeyboardEvent('keydown',
             {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))"""
    )
    assert not taken, "the page took a key that belongs to the input method"
    assert page.outgoing.count() + page.said.count() == 0
    devtools.send("Input.insertText", {"text": MORTGAGE.question})
    expect(page.input).to_have_value(MORTGAGE.question)
    page.reply_to(lambda: page.page.keyboard.press("Enter"))


def test_shift_enter_writes_a_second_line(page: CitizenPage) -> None:
    page.input.fill("刻章要多久")
    page.input.press("Shift+Enter")
    page.page.keyboard.type("要钱吗")
    expect(page.input).to_have_value("刻章要多久\n要钱吗")
    assert page.outgoing.count() + page.said.count() == 0


def test_a_draft_is_still_there_after_a_reload(page: CitizenPage) -> None:
    page.input.fill("写到一半")
    page.reload()
    expect(page.input).to_have_value("写到一半")
