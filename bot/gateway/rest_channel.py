"""Rasa's REST channel as every Rasa client knows it, answered by the whole system."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.gateway.body import json_object
from bot.gateway.keys import CONVERSING, RATE_LIMITS
from bot.usecases.inbound import parsed_name, parsed_text
from bot.usecases.message import Message, buttons_json


async def receive(request: web.Request) -> web.Response:
    """POST {sender, message} gives [{recipient_id, text, buttons, custom}]."""
    body = await json_object(request)
    sender = parsed_name(body.get("sender"), "sender")
    text = parsed_text(body.get("message"))
    request.app[RATE_LIMITS].check(request, f"rest {sender}")
    conversing = request.app[CONVERSING]
    taken = await conversing.take("rest", sender, text)
    replies = await conversing.answer(taken)
    return web.json_response([_utterance(sender, reply) for reply in replies])


def _utterance(sender: str, message: Message) -> dict[str, Any]:
    utterance: dict[str, Any] = {"recipient_id": sender, "text": message.content.text}
    if message.content.buttons:
        utterance["buttons"] = buttons_json(message.content)
    return {**utterance, "custom": dict(message.content.custom)}
