"""The citizen page as a citizen sees it: what is said, what can be pressed, what it complains of."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from playwright.sync_api import ConsoleMessage, Dialog, Error, Locator, Page, expect

# What Chromium itself writes when a server is gone; no page can keep it from doing so.
_NOT_REACHED = re.compile(r"WebSocket connection to '\S+' failed|net::ERR_(?:CONNECTION|INTERNET)_")
_ANSWER_WITHIN_MS = 20_000
Act = Callable[[], object]


class CitizenPage:
    """One tab with the page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self._complaints: list[str] = []
        self._network_fails = False
        self.dialogs: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", self._broken)
        page.on("dialog", self._asked)
        self.input = page.get_by_test_id("input")
        self.send_button = page.get_by_test_id("send")
        self.said = page.locator('[data-testid="message"][data-author="citizen"]')
        self.replies = page.locator('[data-testid="message"][data-author="assistant"]')
        self.outgoing = page.get_by_test_id("outgoing")
        self.banner = page.get_by_test_id("connection-banner")
        self.choices = page.get_by_test_id("choice")
        self.examples = page.get_by_test_id("example")
        self.failure = page.get_by_test_id("send-error")

    def open(self, *, wait: bool = True) -> None:
        """Loads the page; waits until it has been welcomed."""
        self.page.goto(self.url)
        expect(self.input).to_be_visible()
        if wait:
            self.wait_until_connected()

    def reload(self) -> None:
        """Loads the page anew."""
        self.page.reload()
        self.wait_until_connected()

    def wait_until_connected(self) -> None:
        """Returns once the service has welcomed the page, which leaves the key of the conversation."""
        # Not wait_for_function: it may need eval, which the page's policy forbids.
        deadline = time.monotonic() + _ANSWER_WITHIN_MS / 1000
        while self.page.evaluate("localStorage.getItem('jiesu.conversation')") is None:
            assert time.monotonic() < deadline, "the page was not welcomed"
            self.page.wait_for_timeout(20)
        expect(self.banner).to_have_count(0, timeout=_ANSWER_WITHIN_MS)

    def write(self, text: str) -> None:
        """Writes and sends, without waiting for anything."""
        self.input.fill(text)
        self.send_button.click()

    def ask(self, text: str) -> Locator:
        """Writes, sends, and waits; the reply."""
        return self.reply_to(lambda: self.write(text))

    def reply_to(self, act: Act) -> Locator:
        """The reply to something done on the page."""
        before = self.replies.count()
        act()
        expect(self.replies).to_have_count(before + 1, timeout=_ANSWER_WITHIN_MS)
        expect(self.outgoing).to_have_count(0)
        return self.replies.nth(before)

    def texts(self) -> list[str]:
        """Everything said so far, in the order it stands."""
        return self.page.get_by_test_id("message").all_inner_texts()

    def kinds(self) -> list[str | None]:
        """The kinds of all replies."""
        return [reply.get_attribute("data-kind") for reply in self.replies.all()]

    def scrolls_sideways(self) -> bool:
        """Whether anything is wider than the window."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        )

    def expect_lost_connections(self) -> None:
        """From now on the browser may say in the console that it could not connect."""
        self._network_fails = True

    def complaints(self) -> Sequence[str]:
        """Errors and warnings of the console, broken scripts, dialogs nobody asked for."""
        allowed = [text for text in self._complaints if self._network_fails and _NOT_REACHED.search(text)]
        return [text for text in self._complaints if text not in allowed] + self.dialogs

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self._complaints.append(f"{message.type}: {message.text}")

    def _broken(self, error: Error) -> None:
        self._complaints.append(f"broken: {error}")

    def _asked(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()
