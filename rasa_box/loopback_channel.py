"""The channel through which the service, and nothing else, talks to Rasa.

POST /webhooks/jiesu/webhook {sender, message, metadata} with the shared token in the
Authorization header answers a list of {text, buttons, custom}: one element for each
utterance, whole, where Rasa's own REST channel splits text from custom data and at
blank lines.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_box import compiled_validation, end_with_service, event_types

logger = logging.getLogger(__name__)

KEPT = ("text", "buttons", "custom")


class WholeReplies(CollectingOutputChannel):
    """Collects every utterance as one element."""

    messages: list[dict[str, Any]]

    @classmethod
    def name(cls) -> str:
        return "jiesu"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append({key: message[key] for key in KEPT if message.get(key)})


class LoopbackChannel(InputChannel):
    """Input channel of the service; every request must carry the token."""

    def __init__(self, token: str) -> None:
        self._token = token
        compiled_validation.install()
        event_types.install()
        end_with_service.install()

    @classmethod
    def name(cls) -> str:
        return "jiesu"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> LoopbackChannel:
        token = (credentials or {}).get("token")
        if not token or token.startswith("$"):
            cls.raise_missing_credentials_exception()
        return cls(token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        webhook = Blueprint("jiesu_webhook", __name__)

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            given = request.headers.get("authorization", "").encode(errors="replace")
            if not hmac.compare_digest(given, f"Bearer {self._token}".encode()):
                return response.json({"error": "unauthorized"}, status=401)
            body = request.json
            replies = WholeReplies()
            message = UserMessage(
                body["message"],
                replies,
                body["sender"],
                input_channel=self.name(),
                metadata=body.get("metadata"),
            )
            try:
                await on_new_message(message)
            except Exception as error:
                # The text is not logged: it may hold personal data.
                logger.error("turn failed: %s", type(error).__name__)
                return response.json({"error": "turn_failed"}, status=500)
            return response.json(replies.messages)

        return webhook
