"""The endpoint Rasa calls to run our actions; on the loopback address only."""

from __future__ import annotations

import hmac
import logging

from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

logger = logging.getLogger(__name__)

EXECUTOR = web.AppKey("executor", ActionExecutor)
TOKEN = web.AppKey("token", str)
# A call carries the tracker of the whole conversation.
_LARGEST_CALL = 32 * 1024 * 1024


def actions_app(executor: ActionExecutor, token: str) -> web.Application:
    """An application of its own: the public one must never serve it."""
    app = web.Application(client_max_size=_LARGEST_CALL)
    app[EXECUTOR] = executor
    app[TOKEN] = token
    app.router.add_post("/webhook", run_action)
    return app


async def run_action(request: web.Request) -> web.Response:
    """POST /webhook?token=…: the protocol of Rasa 3.6's action server."""
    given = request.query.get("token", "")
    if not hmac.compare_digest(given.encode(errors="replace"), request.app[TOKEN].encode()):
        return web.json_response({"error": "unauthorized"}, status=401)
    try:
        call = await request.json()
    except ValueError:
        call = None
    if not isinstance(call, dict):
        return web.json_response({"error": "bad_call"}, status=400)
    # Our actions do not read the domain, and Rasa does not send it (endpoints.yml).
    call.setdefault("domain", {})
    try:
        result = await request.app[EXECUTOR].run(call)
    except ActionExecutionRejection as error:
        return web.json_response({"error": str(error), "action_name": error.action_name}, status=400)
    except ActionNotFoundException as error:
        return web.json_response({"error": str(error), "action_name": error.action_name}, status=404)
    except Exception:
        logger.exception("action %s failed", call.get("next_action"))
        return web.json_response({"error": "internal"}, status=500)
    return web.json_response(result.model_dump() if result is not None else {})
