"""Joins the parts into a running service."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from sqlalchemy import Engine, text

from actions.registry import all_actions
from bot.clients.embedders import meanings
from bot.clients.rasa import RasaDialogue
from bot.clients.rasa_process import rasa_process
from bot.gateway.actions_endpoint import actions_app
from bot.gateway.app import public_app
from bot.gateway.keys import Check
from bot.settings import Settings
from bot.storage.database import migrate, open_database
from bot.storage.encryption import encryption
from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.conversing import Conversing
from bot.usecases.knowledge_in_use import KnowledgeInUse

# SQLite has one writer at a time, and matching is computing: more threads only queue.
_WORKERS = 4


@dataclass(frozen=True)
class Running:
    """A service that listens: its dialogue client, for those who wait until it is ready."""

    dialogue: RasaDialogue


@contextlib.asynccontextmanager
async def running_service(settings: Settings, *, with_rasa: bool) -> AsyncIterator[Running]:
    """The whole service, listening, until the context ends. Raises KnowledgeFaults, OSError.

    `with_rasa`: starts Rasa as well and watches over it.
    """
    token = settings.rasa_token or secrets.token_urlsafe(24)
    cipher = encryption(settings.encryption_key, settings.data)
    engine = open_database(settings.database_url)
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(engine.dispose)
        # Taken first: a port in use is said at once.
        public = stack.enter_context(socket.create_server((settings.host, settings.port)))
        internal = stack.enter_context(socket.create_server(("127.0.0.1", settings.action_port)))
        await asyncio.to_thread(migrate, engine)
        if with_rasa:
            await stack.enter_async_context(rasa_process(settings, token))
        # Building the index takes seconds; Rasa, which takes longer, starts in the meantime.
        knowledge = await asyncio.to_thread(
            KnowledgeInUse,
            settings.knowledge,
            meanings(settings),
            settings.imported_catalogues,
            settings.imported_documents,
        )
        await stack.enter_async_context(_meaning_added(knowledge))
        executor = stack.enter_context(ThreadPoolExecutor(_WORKERS, "work"))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        dialogue = RasaDialogue(session, settings.rasa_url, token, settings.rasa_timeout)
        conversing = Conversing(
            StoredUnitsOfWork(engine, cipher),
            dialogue,
            knowledge.current,
            executor,
            lambda: datetime.now(UTC),
        )
        checks: dict[str, Check] = {
            "database": lambda: _database_answers(engine),
            "dialogue": dialogue.is_ready,
            "meaning": lambda: _done(knowledge.knows_meaning),
        }
        app = public_app(settings, conversing, knowledge, checks)
        await stack.enter_async_context(_listening(_actions(knowledge, token), internal))
        # Last, so that it is closed first: turns under way still find the dialogue model.
        await stack.enter_async_context(_listening(app, public))
        loop = asyncio.get_running_loop()
        # Building an index takes seconds: off the event loop.
        loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(executor, knowledge.reload))
        stack.callback(loop.remove_signal_handler, signal.SIGHUP)
        yield Running(dialogue)


def _actions(knowledge: KnowledgeInUse, token: str) -> web.Application:
    executor = ActionExecutor()
    for action in all_actions(knowledge.current):
        executor.register_action(action)
    return actions_app(executor, token)


@contextlib.asynccontextmanager
async def _meaning_added(knowledge: KnowledgeInUse) -> AsyncIterator[None]:
    """Adds the meaning in a thread of its own: the service answers by words in the meantime."""
    stopping = threading.Event()
    thread = threading.Thread(target=knowledge.add_meaning, args=(stopping.is_set,), name="meaning")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        await asyncio.to_thread(thread.join)


@contextlib.asynccontextmanager
async def _listening(app: web.Application, port: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.SockSite(runner, port).start()
        yield
    finally:
        await runner.cleanup()


async def _done(value: bool) -> bool:
    return value


async def _database_answers(engine: Engine) -> bool:
    def ask() -> bool:
        try:
            with engine.connect() as connection:
                return bool(connection.scalar(text("SELECT 1")))
        except Exception:
            return False

    return await asyncio.to_thread(ask)
