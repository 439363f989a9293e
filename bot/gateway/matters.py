"""GET /api/v1/matters: what a text is about, how sure that is, and why."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiohttp import web

from bot.gateway.keys import KNOWLEDGE, RATE_LIMITS
from bot.matching.matcher import Match
from bot.usecases.inbound import BadInput, parsed_text

_DEFAULT, _MOST = 5, 50


async def matters(request: web.Request) -> web.Response:
    """Matches, the likeliest first, one a matter, and the decision."""
    limits = request.app[RATE_LIMITS]
    limits.check(request, f"matters {limits.address(request)}")
    text = parsed_text(request.query.get("q"), "q")
    limit = request.query.get("limit", str(_DEFAULT))
    # int() itself takes other scripts' digits, and refuses very long numbers its own way.
    if not re.fullmatch("[0-9]{1,2}", limit) or not 1 <= int(limit) <= _MOST:
        raise BadInput("bad_limit")
    match = await asyncio.to_thread(request.app[KNOWLEDGE].current().matcher.match, text)
    return web.json_response(
        {
            "decision": match.decision,
            "probability": round(match.probability, 4),
            "matches": _by_matter(match)[: int(limit)],
        }
    )


def _by_matter(match: Match) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for fact in match.facts:
        entry = found.setdefault(
            fact.subject.code,
            {
                "matter_code": fact.subject.code,
                "name": fact.subject.name,
                "score": 0.0,
                "reasons": list(fact.reasons),
                "fact": {"about": fact.fact.about, "aspect": fact.fact.aspect},
            },
        )
        entry["score"] = round(entry["score"] + fact.share, 4)
    return sorted(found.values(), key=lambda entry: -entry["score"])
