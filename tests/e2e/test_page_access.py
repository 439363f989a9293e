"""Everybody can use the page: axe finds nothing, and it is small and keeps its own policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Response, expect

from bot.settings import PROJECT
from tests.e2e.browsing import DESKTOP, PHONE, Browsing
from tests.e2e.citizen_page import CitizenPage
from tests.json_calls import JsonCalls
from tests.questions import MORTGAGE, OUTSIDE, doubtful
from tests.running_system import RunningSystem
from tests.whole_system import missing

AXE = PROJECT / "web" / "node_modules" / "axe-core" / "axe.min.js"
MOST_BYTES = 150 * 1024
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def _opening(page: CitizenPage) -> None:
    expect(page.page.get_by_test_id("opening")).to_be_visible()


def _answer(page: CitizenPage) -> None:
    answer = page.ask(MORTGAGE.question)
    answer.get_by_test_id("sources").locator("summary").click()
    expect(answer.get_by_test_id("source").first).to_be_visible()


def _candidates(page: CitizenPage) -> None:
    page.ask(doubtful(JsonCalls(page.url)))
    expect(page.choices.first).to_be_visible()


def _refusal(page: CitizenPage) -> None:
    page.ask(OUTSIDE[0])
    page.ask(OUTSIDE[1])


def _error(page: CitizenPage) -> None:
    page.write("\u2060")
    expect(page.failure).to_be_visible()
    page.input.fill("字" * 501)
    expect(page.page.get_by_test_id("too-long")).to_be_visible()


def _large_print(page: CitizenPage) -> None:
    page.page.get_by_test_id("large-print").click()
    _answer(page)
    _candidates(page)


def _judged(page: CitizenPage) -> None:
    answer = page.ask(MORTGAGE.question)
    answer.get_by_test_id("unhelpful").click()
    expect(answer.get_by_test_id("feedback-said")).to_contain_text("记下了")
    expect(page.ask(OUTSIDE[0]).get_by_test_id("feedback")).to_be_visible()


def _asking_to_restart(page: CitizenPage) -> None:
    page.page.get_by_test_id("restart").click()
    expect(page.page.get_by_test_id("restart-dialog")).to_be_visible()


def _offline(page: CitizenPage) -> None:
    page.expect_lost_connections()
    page.page.context.set_offline(True)
    expect(page.banner).to_be_visible()
    page.write(MORTGAGE.question)


class State(NamedTuple):
    """What is done on the page before it is looked at, and by what light."""

    reach: Callable[[CitizenPage], None]
    dark: bool = False


STATES = {
    "opening": State(_opening),
    "answer": State(_answer),
    "candidates": State(_candidates),
    "refusal": State(_refusal),
    "error": State(_error),
    "large print": State(_large_print),
    "judged": State(_judged),
    "dark judged": State(_judged, dark=True),
    "restart dialog": State(_asking_to_restart),
    "offline": State(_offline),
    "dark opening": State(_opening, dark=True),
    "dark answer": State(_answer, dark=True),
    "dark candidates": State(_candidates, dark=True),
    "dark error": State(_error, dark=True),
}


@SIZES
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(
    browsing: Browsing, whole_system: RunningSystem, name: str, size: tuple[int, int]
) -> None:
    state = STATES[name]
    page = browsing.open(whole_system.url, browsing.context(size, dark=state.dark))
    state.reach(page)
    if not AXE.exists():
        missing("没有 axe-core，请先运行 make setup。")
    page.page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.page.evaluate("axe.run()")
    assert [_said(violation) for violation in found["violations"]] == []
    assert len(found["passes"]) > 10, "axe looked at nothing"


def test_the_first_load_is_compressed_and_small(browsing: Browsing, whole_system: RunningSystem) -> None:
    context = browsing.context()
    responses: list[Response] = []
    context.on("response", lambda response: responses.append(response))
    browsing.open(whole_system.url, context)
    assert {response.headers["content-encoding"] for response in responses} == {"gzip"}
    assert len(responses) >= 3  # html, script, style
    assert sum(int(response.headers["content-length"]) for response in responses) < MOST_BYTES


def test_the_page_keeps_its_policy_and_asks_nobody_else(
    browsing: Browsing, whole_system: RunningSystem
) -> None:
    context = browsing.context()
    context.add_init_script(
        "window.broken = []; document.addEventListener('securitypolicyviolation',"
        " (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`))"
    )
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = browsing.open(whole_system.url, context)
    page.ask(MORTGAGE.question)
    page.page.get_by_test_id("large-print").click()
    assert page.page.evaluate("window.broken") == []
    assert all(address.startswith(whole_system.url) for address in asked)


def _said(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {[node['html'] for node in violation['nodes']]}"
