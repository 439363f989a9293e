"""The public application: every route on one screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from aiohttp import web

from bot.gateway import (
    chat_socket,
    errors,
    feedback,
    health,
    keys,
    knowledge_gaps,
    matters,
    metrics,
    openapi,
    pages,
    rate_limit,
    receipts,
    rest_channel,
    transcript,
)
from bot.settings import Settings
from bot.usecases.conversing import Conversing
from bot.usecases.knowledge_in_use import KnowledgeInUse

LARGEST_BODY = 64 * 1024

ROUTES = (
    web.get("/", pages.citizen_page),
    web.get("/assets/{name}", pages.asset),
    web.post("/webhooks/rest/webhook", rest_channel.receive),
    web.get("/ws/chat", chat_socket.chat),
    web.get("/api/v1/matters", matters.matters),
    web.get("/api/v1/receipts/{number}", receipts.receipt),
    web.post("/api/v1/receipts/{number}/feedback", feedback.feedback),
    web.get("/api/v1/knowledge/gaps", knowledge_gaps.knowledge_gaps),
    web.get("/api/v1/conversations/{id}", transcript.transcript),
    web.get("/api/v1/openapi.json", openapi.description),
    web.get("/healthz", health.alive),
    web.get("/readyz", health.ready),
    web.get("/metrics", metrics.metrics),
)


def public_app(
    settings: Settings,
    conversing: Conversing,
    knowledge: KnowledgeInUse,
    checks: Mapping[str, keys.Check],
) -> web.Application:
    """The application that citizens and staff reach."""
    app = web.Application(middlewares=[errors.answer_errors], client_max_size=LARGEST_BODY)
    app[keys.SETTINGS] = settings
    app[keys.CONVERSING] = conversing
    app[keys.KNOWLEDGE] = knowledge
    app[keys.RATE_LIMITS] = rate_limit.RateLimits(settings)
    app[keys.CHECKS] = dict(checks)
    app[chat_socket.SOCKETS] = chat_socket.OpenSockets()
    app[metrics.METRICS] = metrics.Metrics()
    conversing.tell_turns_to(app[metrics.METRICS].turn)
    app.on_response_prepare.append(errors.add_security_headers)
    app.cleanup_ctx.append(_close_sockets)
    app.add_routes(ROUTES)
    return app


async def _close_sockets(app: web.Application) -> AsyncIterator[None]:
    async def close(stopping: web.Application) -> None:
        await stopping[chat_socket.SOCKETS].close_all()

    # Sockets must be closed before the server waits for its handlers to end.
    app.on_shutdown.append(close)
    yield
