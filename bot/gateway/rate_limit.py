"""How many messages a sender and an address may send."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from aiohttp import web

from bot.settings import Settings
from bot.usecases.inbound import BadInput

# Buckets kept; the longest unused goes first, which can only be in a citizen's favour.
_MOST_BUCKETS = 50_000


class TokenBuckets:
    """Lets each key through `per_minute` times a minute, a quarter of that at once."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._most = max(per_minute / 4, 1.0)
        self._now = now
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, key: str) -> float:
        """Takes one token; 0, or the seconds until there is one (then none is taken)."""
        now = self._now()
        level, since = self._buckets.pop(key, (self._most, now))
        level = min(self._most, level + (now - since) * self._rate)
        wait = 0.0 if level >= 1 else (1 - level) / self._rate
        self._buckets[key] = (level - 1 if wait == 0 else level, now)
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return wait


class RateLimits:
    """The limits for senders and for addresses."""

    def __init__(self, settings: Settings) -> None:
        self._senders = TokenBuckets(settings.sender_per_minute)
        self._addresses = TokenBuckets(settings.address_per_minute)
        self._trusted = settings.trusted_proxies

    def check(self, request: web.Request, sender: str) -> None:
        """Raises BadInput rate_limited when either limit is reached."""
        wait = max(self._senders.wait_for(sender), self._addresses.wait_for(self.address(request)))
        if wait:
            raise BadInput("rate_limited", seconds=math.ceil(wait))

    def address(self, request: web.Request) -> str:
        """The address of the citizen; a proxy is believed only if it is a trusted one."""
        peer = request.remote or ""
        if peer in self._trusted:
            # Some proxies add a line of their own below what the citizen sent.
            lines = request.headers.getall("X-Forwarded-For", [""])
            return lines[-1].split(",")[-1].strip() or peer
        return peer
