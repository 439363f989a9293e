"""What the page tests share: the whole system, a browser, and citizens with a page open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import whole_system
from tests.e2e.browsing import Browsing
from tests.e2e.citizen_page import CitizenPage
from tests.restartable_system import RestartableSystem
from tests.running_system import RunningSystem

# Quiet on the network, and without the kernel features a container does not give.
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Takes the systems in."""
    whole_system.register(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Rasa; what opens a page needs a browser as well."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.rasa)
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.browser)


# Not for the session: as long as Playwright runs, no test can have an event loop of its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    chromium = shutil.which("chromium")
    if chromium is None:
        whole_system.missing("没有 Chromium，网页测试需要它：apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def browsing(browser: Browser) -> Iterator[Browsing]:
    """Opens pages; the test fails if one of them complains in its console."""
    browsing = Browsing(browser)
    yield browsing
    assert browsing.close() == []


@pytest.fixture
def page(browsing: Browsing, whole_system: RunningSystem) -> CitizenPage:
    """A citizen's page on a phone, open and connected."""
    return browsing.open(whole_system.url)


@pytest.fixture
def page_of_breakable(browsing: Browsing, breakable_system: RestartableSystem) -> CitizenPage:
    """A citizen's page on the system that the test may break."""
    return browsing.open(breakable_system.url)
