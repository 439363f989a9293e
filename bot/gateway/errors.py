"""From our errors to HTTP: one table, JSON {error, message}."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.gateway.keys import KNOWLEDGE
from bot.usecases.inbound import BadInput
from bot.usecases.wording import Wording

logger = logging.getLogger(__name__)

STATUS: Mapping[str, int] = {
    "empty": 400,
    "too_long": 400,
    "bad_json": 400,
    "bad_field": 400,
    "bad_limit": 400,
    "bad_number": 400,
    "bad_moment": 400,
    "bad_choice": 400,
    "comment_too_long": 400,
    "bad_request": 400,
    "staff_only": 401,
    "staff_closed": 403,
    "forbidden_origin": 403,
    "receipt_unknown": 404,
    "conversation_unknown": 404,
    "not_found": 404,
    "method_not_allowed": 405,
    "too_large": 413,
    "rate_limited": 429,
    "internal": 500,
}
_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def error_json(wording: Wording, code: str, **parts: object) -> dict[str, str]:
    """The body of an error: its code and a sentence a citizen can act on."""
    return {"error": code, "message": wording.say(f"error.{code}", **parts)}


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error as JSON in Chinese; unknown ones logged with an id, told only the id."""
    try:
        return await handler(request)
    except BadInput as error:
        return _response(request, error.code, headers=_headers_for(error), **error.parts)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        if error.status >= 500:
            return _unknown(request)
        return _response(request, _BY_STATUS.get(error.status, "bad_request"))
    except Exception:
        return _unknown(request)


def logged_error(place: str) -> str:
    """Logs the exception being handled, whole, under an id that a citizen may be told."""
    error_id = uuid.uuid4().hex[:8]
    logger.exception("error %s at %s", error_id, place)
    return error_id


def _headers_for(error: BadInput) -> Mapping[str, str] | None:
    if error.code == "rate_limited":
        return {"Retry-After": str(error.parts["seconds"])}
    return {"WWW-Authenticate": "Bearer"} if error.code == "staff_only" else None


def _unknown(request: web.Request) -> web.Response:
    return _response(request, "internal", id=logged_error(f"{request.method} {request.path}"))


def _response(
    request: web.Request, code: str, headers: Mapping[str, str] | None = None, **parts: object
) -> web.Response:
    wording = request.app[KNOWLEDGE].current().composition.wording
    return web.json_response(error_json(wording, code, **parts), status=STATUS[code], headers=headers)


async def add_security_headers(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001
    """The same protection on every response."""
    response.headers.update(_HEADERS)
