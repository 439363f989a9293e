"""Browsers of citizens, and the pages they open."""

from __future__ import annotations

from contextlib import ExitStack

from playwright.sync_api import Browser, BrowserContext

from tests.e2e.citizen_page import CitizenPage

PHONE, DESKTOP = (360, 740), (1280, 800)
_PATIENCE_MS = 15_000


class Browsing:
    """Citizens at one browser, each with storage of their own, and every page they opened."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._stack = ExitStack()
        self._pages: list[CitizenPage] = []

    def context(self, size: tuple[int, int] = PHONE, *, dark: bool = False) -> BrowserContext:
        """A citizen who has not been here before."""
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(_PATIENCE_MS)
        self._stack.callback(context.close)
        return context

    def open(self, url: str, context: BrowserContext | None = None, *, wait: bool = True) -> CitizenPage:
        """The citizen page in a tab of its own."""
        page = CitizenPage((context or self.context()).new_page(), url)
        self._pages.append(page)
        page.open(wait=wait)
        return page

    def close(self) -> list[str]:
        """Closes everything; what any page complained of meanwhile."""
        self._stack.close()
        return [complaint for page in self._pages for complaint in page.complaints()]
