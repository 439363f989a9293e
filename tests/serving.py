"""The public application as in production, on a port of its own, for tests."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from bot.gateway.app import public_app
from bot.gateway.keys import Check
from bot.settings import Settings, read_settings
from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.conversing import Conversing
from bot.usecases.knowledge_in_use import KnowledgeInUse
from bot.usecases.ports import Dialogue

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
Client = TestClient[web.Request, web.Application]


@dataclass(frozen=True)
class Service:
    """A listening application, with the client that speaks to it and what stands behind."""

    client: Client
    conversing: Conversing

    async def say(self, message: object, sender: object = "市民甲", **request: Any) -> ClientResponse:
        """Sends one message to the REST channel."""
        body = {"sender": sender, "message": message}
        return await self.client.post("/webhooks/rest/webhook", json=body, **request)

    async def told(self, message: str, sender: str = "市民甲") -> dict[str, Any]:
        """The only utterance that answers a message."""
        response = await self.say(message, sender)
        assert response.status == 200, await response.text()
        (utterance,) = await response.json()
        assert isinstance(utterance, dict)
        return utterance


@dataclass(frozen=True)
class Parts:
    """What an application is put together from; a restart keeps all but the dialogue."""

    engine: Engine
    cipher: Fernet
    knowledge: KnowledgeInUse
    data: Path

    def settings(self, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings with limits so high that only tests of the limits meet them."""
        generous = {"JIESU_SENDER_PER_MINUTE": "100000", "JIESU_ADDRESS_PER_MINUTE": "100000"}
        return read_settings({"JIESU_DATA": str(self.data), **generous, **(environment or {})})

    def units(self) -> StoredUnitsOfWork:
        """Transactions on the database."""
        return StoredUnitsOfWork(self.engine, self.cipher)

    @contextlib.asynccontextmanager
    async def serving(
        self,
        dialogue: Dialogue,
        environment: Mapping[str, str] | None = None,
        checks: Mapping[str, Check] | None = None,
        conversing_kind: type[Conversing] = Conversing,
    ) -> AsyncIterator[Service]:
        """The application, listening until the context ends."""
        checks = checks or {"database": _yes, "dialogue": _yes}
        with ThreadPoolExecutor(4) as executor:
            conversing = conversing_kind(
                self.units(), dialogue, self.knowledge.current, executor, lambda: NOW
            )
            app = public_app(self.settings(environment), conversing, self.knowledge, checks)
            async with TestClient(TestServer(app)) as client:
                yield Service(client, conversing)


async def _yes() -> bool:
    return True
