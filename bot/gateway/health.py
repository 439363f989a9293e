"""Whether the service lives, and whether it can do its work."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.keys import CHECKS, KNOWLEDGE


async def alive(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler's signature
    """GET /healthz: the process answers."""
    return web.json_response({"status": "ok"})


async def ready(request: web.Request) -> web.Response:
    """GET /readyz: 503 without the database; without the dialogue model it still answers."""
    checks = {name: await check() for name, check in request.app[CHECKS].items()}
    catalogue = request.app[KNOWLEDGE].current().catalogue
    knowledge = {"version": catalogue.version, "subjects": len(catalogue.subjects)}
    status = 200 if checks["database"] else 503
    return web.json_response({**checks, "knowledge": knowledge}, status=status)
