"""GET /metrics: how the service is doing, in Prometheus text; numbers only, nothing anyone said."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from bot.gateway.chat_socket import SOCKETS
from bot.gateway.keys import CHECKS, CONVERSING
from bot.gateway.staff import require_staff
from bot.usecases.reply import Reply, ReplyKind

# From an answer without the dialogue model to its time limit, in seconds.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)
_OTHER = "other"


class Metrics:
    """Counts turns as they come; what is asked of others is set when it is read."""

    def __init__(self) -> None:
        # One registry an application: the library's own would count all of a process together.
        self._registry = CollectorRegistry()
        self._replies = Counter(
            "jiesu_replies", "Replies given to citizens.", ["kind"], registry=self._registry
        )
        self._seconds = Histogram(
            "jiesu_turn_seconds",
            "From a message to its stored reply.",
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self.open_sockets = Gauge("jiesu_open_sockets", "Pages now connected.", registry=self._registry)
        self.gaps = Gauge(
            "jiesu_knowledge_gaps", "Questions kept as not answered.", ["reason"], registry=self._registry
        )
        self.dialogue = Gauge(
            "jiesu_dialogue_available", "Whether the dialogue model answers.", registry=self._registry
        )
        for kind in (*ReplyKind, _OTHER):
            self._replies.labels(kind)

    def turn(self, replies: Sequence[Reply], seconds: float) -> None:
        """Counts a turn that was answered."""
        self._seconds.observe(seconds)
        for reply in replies:
            kind = reply.custom.get("kind")
            self._replies.labels(kind if kind in set(ReplyKind) else _OTHER).inc()

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)


METRICS = web.AppKey("metrics", Metrics)


async def metrics(request: web.Request) -> web.Response:
    """The numbers of this process since it began, and of the gaps kept."""
    require_staff(request)
    app = request.app
    current = app[METRICS]
    current.open_sockets.set(app[SOCKETS].count())
    current.dialogue.set(await app[CHECKS]["dialogue"]())
    counted = await app[CONVERSING].in_transaction(lambda work: work.gaps.counted())
    for reason, count in counted.items():
        current.gaps.labels(reason.value).set(count)
    return web.Response(body=current.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
