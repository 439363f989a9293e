"""What handlers find on the application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.gateway.rate_limit import RateLimits
from bot.settings import Settings
from bot.usecases.conversing import Conversing
from bot.usecases.knowledge_in_use import KnowledgeInUse

Check = Callable[[], Awaitable[bool]]

SETTINGS = web.AppKey("settings", Settings)
CONVERSING = web.AppKey("conversing", Conversing)
KNOWLEDGE = web.AppKey("knowledge", KnowledgeInUse)
RATE_LIMITS = web.AppKey("rate_limits", RateLimits)
# Checks of readiness by name.
CHECKS = web.AppKey("checks", dict[str, Check])
