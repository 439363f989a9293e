"""A citizen page as the WebSocket sees it, for tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientWebSocketResponse

from tests.serving import Client

# Far longer than anything takes; only a broken service is waited for.
PATIENCE = 10.0
Frame = dict[str, Any]


class SocketPage:
    """One open page: what it sends, and what it has been told so far."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.conversation = ""
        self.messages: dict[int, Frame] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()

    async def send(self, frame: object) -> None:
        """Sends any JSON."""
        await self.socket.send_json(frame)

    async def next(self) -> Frame:
        """The next frame; messages are kept as a page keeps them, by their number."""
        frame = await self.socket.receive_json(timeout=PATIENCE)
        assert isinstance(frame, dict)
        if frame["type"] == "message":
            self.messages[frame["message"]["seq"]] = frame["message"]
        if frame["type"] == "welcome":
            self.conversation = frame["conversation"]
            self.messages |= {message["seq"]: message for message in frame["messages"]}
        return frame

    async def until(self, type_: str) -> Frame:
        """The next frame of a type."""
        while (frame := await self.next())["type"] != type_:
            pass
        return frame

    async def hello(self, conversation: str | None = None, after: int = 0) -> Frame:
        """Says hello; the welcome."""
        await self.send({"type": "hello", "conversation": conversation, "after": after})
        return await self.until("welcome")

    async def say(self, id_: str, text: str) -> None:
        """Sends a message."""
        await self.send({"type": "message", "id": id_, "text": text})

    async def until_seq(self, seq: int) -> None:
        """Waits until the page has been told a message of that number."""
        while seq not in self.messages:
            await self.next()

    async def until_idle(self) -> None:
        """Waits until the service has ended what it is doing for this page."""
        while (await self.until("typing"))["on"]:
            pass

    @property
    def texts(self) -> list[str]:
        """What the page shows, in order."""
        return [self.messages[seq]["text"] for seq in sorted(self.messages)]


@asynccontextmanager
async def open_page(client: Client, **headers: str) -> AsyncIterator[SocketPage]:
    """A page with its socket open, closed at the end."""
    socket = await asyncio.wait_for(client.ws_connect("/ws/chat", headers=headers), PATIENCE)
    async with SocketPage(socket) as page:
        yield page
