"""GET /api/v1/receipts/{number}: exactly what was answered under a receipt number."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.keys import CONVERSING, RATE_LIMITS
from bot.usecases.inbound import BadInput
from bot.usecases.receipts import parsed_receipt


async def receipt(request: web.Request) -> web.Response:
    """The answer with its sources and time; the question, which is personal, is left out."""
    limits = request.app[RATE_LIMITS]
    limits.check(request, f"receipt {limits.address(request)}")
    number = parsed_receipt(request.match_info["number"])
    answer = number and await request.app[CONVERSING].answer_by_receipt(number)
    if not answer:
        raise BadInput("receipt_unknown")
    return web.json_response(
        {
            "receipt": number,
            "at": answer.at.isoformat(),
            "text": answer.content.text,
            "custom": dict(answer.content.custom),
        }
    )
