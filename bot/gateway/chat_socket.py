"""The WebSocket of the citizen page: nothing lost, nothing doubled, in order."""

from __future__ import annotations

import asyncio
import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from bot.gateway.body import parsed_object
from bot.gateway.errors import error_json, logged_error
from bot.gateway.keys import CONVERSING, KNOWLEDGE, RATE_LIMITS
from bot.usecases.conversing import Taken
from bot.usecases.inbound import BadInput, parsed_name, parsed_text
from bot.usecases.message import Message

CHANNEL = "web"
_TOKEN = re.compile(r"[\w-]{32,64}")
_LONGEST_FRAME = 16_384
# What a database takes for a number.
_HIGHEST_SEQ = 2**31 - 1


class OpenSockets:
    """The sockets now open, by conversation token, and the answers under way."""

    def __init__(self) -> None:
        self._sockets: dict[str, set[web.WebSocketResponse]] = {}
        self.answering: set[asyncio.Task[None]] = set()

    def add(self, token: str, socket: web.WebSocketResponse) -> None:
        """A socket now shows the conversation."""
        self._sockets.setdefault(token, set()).add(socket)

    def remove(self, token: str | None, socket: web.WebSocketResponse) -> None:
        """A socket no longer shows the conversation."""
        if token is not None and token in self._sockets:
            self._sockets[token].discard(socket)
            if not self._sockets[token]:
                del self._sockets[token]

    def count(self) -> int:
        """How many sockets are open."""
        return sum(len(sockets) for sockets in self._sockets.values())

    async def tell(self, token: str, frame: dict[str, Any]) -> None:
        """Sends a frame to every page that shows the conversation."""
        for socket in tuple(self._sockets.get(token, ())):
            await send(socket, frame)

    async def close_all(self) -> None:
        """Lets answers under way be stored, then closes every socket."""
        if self.answering:
            await asyncio.wait(self.answering, timeout=5)
        for sockets in tuple(self._sockets.values()):
            for socket in tuple(sockets):
                await socket.close(code=1001, message=b"restart")


SOCKETS = web.AppKey("sockets", OpenSockets)


async def send(socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
    """Sends a frame unless the page has gone; it gets what it missed when it comes back."""
    try:
        if not socket.closed:
            await socket.send_json(frame)
    except (ConnectionError, RuntimeError):
        return


async def chat(request: web.Request) -> web.WebSocketResponse:
    """GET /ws/chat, see docs/architecture.md for the frames."""
    if not _same_origin(request):
        raise BadInput("forbidden_origin")
    socket = web.WebSocketResponse(heartbeat=25, max_msg_size=_LONGEST_FRAME)
    await socket.prepare(request)
    page = _Page(request, socket)
    try:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await page.receive(frame.data)
    finally:
        request.app[SOCKETS].remove(page.token, socket)
    return socket


def _same_origin(request: web.Request) -> bool:
    # Browsers send Origin with every WebSocket; without this check any website could
    # speak in the name of a citizen who has it open.
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


class _Page:
    """One open page: its socket and the conversation it shows."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self._app = request.app
        self._socket = socket
        self.token: str | None = None

    async def receive(self, data: str) -> None:
        """Handles one frame of the page; a bad one is answered with an error frame."""
        client_id = None
        try:
            frame = parsed_object(data)
            if frame.get("type") == "hello":
                await self._hello(frame)
            elif frame.get("type") == "message" and self.token:
                client_id = parsed_name(frame.get("id"), "id", longest=64)
                await self._message(self.token, client_id, parsed_text(frame.get("text"), "text"))
            else:
                raise BadInput("bad_field", field="type")
        except BadInput as error:
            await self._refuse(client_id, error.code, **error.parts)
        except Exception:
            error_id = logged_error("/ws/chat")
            await self._refuse(client_id, "internal", id=error_id)

    async def _refuse(self, client_id: str | None, code: str, **parts: object) -> None:
        body = error_json(self._app[KNOWLEDGE].current().composition.wording, code, **parts)
        await send(self._socket, {"type": "error", "id": client_id, **body})

    async def _hello(self, frame: dict[str, Any]) -> None:
        offered, after = frame.get("conversation"), frame.get("after", 0)
        if not isinstance(after, int) or not 0 <= after <= _HIGHEST_SEQ:
            raise BadInput("bad_field", field="after")
        sockets = self._app[SOCKETS]
        sockets.remove(self.token, self._socket)
        known = isinstance(offered, str) and _TOKEN.fullmatch(offered)
        token = self.token = str(offered) if known else secrets.token_urlsafe(24)
        conversing = self._app[CONVERSING]
        # First, so that nothing said while the history is read is missed; pages know a
        # message by its number and show it once.
        sockets.add(token, self._socket)
        messages = await conversing.history(CHANNEL, token, after)
        welcome = {"conversation": token, "messages": [message.to_json() for message in messages]}
        await send(self._socket, {"type": "welcome", **welcome})
        for taken in await conversing.unanswered(CHANNEL, token):
            self._answer_later(token, taken)

    async def _message(self, token: str, client_id: str, text: str) -> None:
        self._app[RATE_LIMITS].check(self._request, f"web {token}")
        taken = await self._app[CONVERSING].take(CHANNEL, token, text, client_id)
        await self._app[SOCKETS].tell(token, _message_frame(taken.message))
        self._answer_later(token, taken)

    def _answer_later(self, token: str, taken: Taken) -> None:
        # Beside the reading of further frames: a citizen may go on writing.
        answering = self._app[SOCKETS].answering
        task = asyncio.create_task(_answer(self._app, token, taken))
        answering.add(task)
        task.add_done_callback(answering.discard)


async def _answer(app: web.Application, token: str, taken: Taken) -> None:
    sockets = app[SOCKETS]
    await sockets.tell(token, {"type": "typing", "on": True})
    try:
        for reply in await app[CONVERSING].answer(taken):
            await sockets.tell(token, _message_frame(reply))
    except Exception:
        error_id = logged_error("/ws/chat")
        body = error_json(app[KNOWLEDGE].current().composition.wording, "internal", id=error_id)
        await sockets.tell(token, {"type": "error", "id": None, **body})
    finally:
        await sockets.tell(token, {"type": "typing", "on": False})


def _message_frame(message: Message) -> dict[str, Any]:
    return {"type": "message", "message": message.to_json()}
