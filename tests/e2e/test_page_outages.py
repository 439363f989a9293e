"""Networks and services that go away in the middle: nothing is lost, nothing comes twice."""

from __future__ import annotations

from playwright.sync_api import WebSocketRoute, expect

from tests.e2e.browsing import Browsing
from tests.e2e.citizen_page import CitizenPage
from tests.questions import LICENCE, MORTGAGE
from tests.restartable_system import RestartableSystem
from tests.running_system import RunningSystem

_BACK_WITHIN_MS = 45_000


def _came_once(page: CitizenPage, question: str) -> None:
    """One question, one answer, here and after a reload."""
    for _ in range(2):
        expect(page.said.filter(has_text=question)).to_have_count(1, timeout=_BACK_WITHIN_MS)
        expect(page.replies).to_have_count(page.said.count(), timeout=_BACK_WITHIN_MS)
        expect(page.outgoing).to_have_count(0)
        page.reload()


def test_what_is_written_without_network_arrives_once_though_the_service_was_killed_meanwhile(
    page_of_breakable: CitizenPage, breakable_system: RestartableSystem
) -> None:
    page = page_of_breakable
    page.ask(LICENCE.question)
    page.expect_lost_connections()
    page.page.context.set_offline(True)
    expect(page.banner).to_contain_text("网络断开")
    page.write(MORTGAGE.question)
    expect(page.outgoing).to_contain_text("还没有发出")
    breakable_system.kill()
    breakable_system.start()
    page.page.context.set_offline(False)
    expect(page.banner).to_have_count(0, timeout=_BACK_WITHIN_MS)
    expect(page.replies.last).to_contain_text(MORTGAGE.told, timeout=_BACK_WITHIN_MS)
    _came_once(page, MORTGAGE.question)


def test_what_is_written_while_the_service_is_down_arrives_once_by_itself(
    page_of_breakable: CitizenPage, breakable_system: RestartableSystem
) -> None:
    page = page_of_breakable
    page.expect_lost_connections()
    breakable_system.kill()
    expect(page.banner).to_be_visible()
    page.write(MORTGAGE.question)
    # After some vain attempts the page names the telephone.
    expect(page.banner.get_by_role("link", name="12345")).to_be_visible(timeout=_BACK_WITHIN_MS)
    breakable_system.start()
    expect(page.banner).to_have_count(0, timeout=_BACK_WITHIN_MS)
    expect(page.replies.last).to_contain_text(MORTGAGE.told, timeout=_BACK_WITHIN_MS)
    _came_once(page, MORTGAGE.question)


def test_a_service_killed_between_message_and_answer_gives_the_answer_afterwards(
    page_of_breakable: CitizenPage, breakable_system: RestartableSystem
) -> None:
    page = page_of_breakable
    page.expect_lost_connections()
    # As long as Rasa stands still no answer is ready, and the service still waits for it.
    rasa = breakable_system.rasa()
    rasa.suspend()
    page.write(MORTGAGE.question)
    expect(page.said).to_have_count(1)
    expect(page.page.get_by_test_id("typing")).to_be_visible()
    breakable_system.kill()
    rasa.resume()
    expect(page.replies).to_have_count(0)
    breakable_system.start()
    expect(page.replies.last).to_contain_text(MORTGAGE.told, timeout=_BACK_WITHIN_MS)
    _came_once(page, MORTGAGE.question)


def test_written_offline_and_the_page_closed_it_is_sent_when_the_page_is_opened_again(
    browsing: Browsing, whole_system: RunningSystem
) -> None:
    context = browsing.context()
    page = browsing.open(whole_system.url, context)
    page.expect_lost_connections()
    context.set_offline(True)
    page.write(MORTGAGE.question)
    page.page.close()
    context.set_offline(False)
    again = browsing.open(whole_system.url, context)
    expect(again.replies).to_have_count(1)
    _came_once(again, MORTGAGE.question)


def test_a_lost_acknowledgement_does_not_double_the_message(
    browsing: Browsing, whole_system: RunningSystem
) -> None:
    context = browsing.context()
    lost: list[str] = []

    def lose_the_first(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(frame: str | bytes) -> None:
            if not lost and '"author": "citizen"' in str(frame):
                # The service has stored the message, but the page will never hear of it.
                lost.append(str(frame))
                socket.close(code=1011)
            elif len(lost) != 1 or '"type": "message"' not in str(frame):
                socket.send(frame)
            else:
                lost.append("the answer")

        server.on_message(pass_on)

    context.route_web_socket("**/ws/chat", lose_the_first)
    page = browsing.open(whole_system.url, context)
    page.write(MORTGAGE.question)
    _came_once(page, MORTGAGE.question)
    assert lost


def test_a_page_that_loses_its_network_again_and_again_does_not_grow(page: CitizenPage) -> None:
    page.expect_lost_connections()
    page.ask(MORTGAGE.question)
    devtools = page.page.context.new_cdp_session(page.page)
    devtools.send("Performance.enable")

    def lose_and_regain(times: int) -> dict[str, float]:
        for _ in range(times):
            page.page.context.set_offline(True)
            expect(page.banner).to_be_visible()
            page.page.context.set_offline(False)
            expect(page.banner).to_have_count(0)
        devtools.send("HeapProfiler.collectGarbage")
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}

    before, after = lose_and_regain(3), lose_and_regain(15)
    # What is left over once is no leak; the banner alone would leave half a dozen nodes each time.
    assert after["Nodes"] <= before["Nodes"] + 30
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 5
    expect(page.replies).to_have_count(1)


def test_writing_too_fast_is_told_in_chinese_and_the_message_can_be_sent_later(
    page_of_breakable: CitizenPage,
) -> None:
    page = page_of_breakable
    number = 0
    while page.failure.count() == 0:
        number += 1
        assert number <= 40, "nothing was refused"
        page.write(f"{MORTGAGE.question}（第 {number} 遍）")
    expect(page.failure.first).to_contain_text("您发得太快了，请过")
    expect(page.failure.first).to_contain_text("秒再试")
    while page.failure.count() > 0:
        page.page.wait_for_timeout(2_000)  # a place is free again every 1.5 s
        page.failure.first.get_by_role("button", name="重新发送").click()
    expect(page.outgoing).to_have_count(0, timeout=_BACK_WITHIN_MS)
    expect(page.replies).to_have_count(page.said.count(), timeout=_BACK_WITHIN_MS)
