"""POST /api/v1/receipts/{number}/feedback: whether an answer was helpful."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.body import json_object
from bot.gateway.keys import CONVERSING, RATE_LIMITS
from bot.usecases.feedback import parsed_opinion, take_feedback
from bot.usecases.inbound import BadInput
from bot.usecases.receipts import parsed_receipt


async def feedback(request: web.Request) -> web.Response:
    """{helpful, comment} of the answer with a receipt; the last one counts."""
    opinion = parsed_opinion(await json_object(request))
    limits, conversing = request.app[RATE_LIMITS], request.app[CONVERSING]
    limits.check(request, f"feedback {limits.address(request)}")
    number = parsed_receipt(request.match_info["number"])
    if number is None:
        raise BadInput("receipt_unknown")
    now = conversing.now()
    if not await conversing.in_transaction(lambda work: take_feedback(work, number, opinion, now)):
        raise BadInput("receipt_unknown")
    return web.Response(status=204)
