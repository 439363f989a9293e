"""The JSON a client sent."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from bot.usecases.inbound import BadInput


async def json_object(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object. Raises BadInput bad_json; aiohttp answers 413 beyond its limit."""
    try:
        return parsed_object((await request.read()).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput("bad_json") from error


def parsed_object(text: str) -> dict[str, Any]:
    """A JSON object. Raises BadInput bad_json."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("bad_json") from error
    if not isinstance(body, dict):
        raise BadInput("bad_json")
    return body
