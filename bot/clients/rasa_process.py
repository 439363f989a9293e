"""The Rasa server as a child process: started, watched, started again, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import AsyncIterator

from bot.clients.rasa import RasaDialogue
from bot.clients.rasa_training import rasa_command, rasa_environment
from bot.settings import PROJECT, Settings

logger = logging.getLogger(__name__)

_STOP_WITHIN = 8.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0


@contextlib.asynccontextmanager
async def rasa_process(settings: Settings, token: str) -> AsyncIterator[None]:
    """Keeps a Rasa server running on the loopback address for as long as the context lasts."""
    settings.data.mkdir(parents=True, exist_ok=True)
    watch = asyncio.create_task(_keep_running(settings, token))
    try:
        yield
    finally:
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch


async def until_ready(dialogue: RasaDialogue, within: float) -> bool:
    """Waits until Rasa answers; False if it does not within so many seconds."""
    deadline = asyncio.get_running_loop().time() + within
    while asyncio.get_running_loop().time() < deadline:
        if await dialogue.is_ready():
            return True
        await asyncio.sleep(0.3)
    return False


async def _keep_running(settings: Settings, token: str) -> None:
    pause = _FIRST_PAUSE
    while True:
        began = asyncio.get_running_loop().time()
        await _run_once(settings, token)
        lasted = asyncio.get_running_loop().time() - began
        pause = _FIRST_PAUSE if lasted > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
        logger.error("Rasa stopped after %.0f s, starting it again in %.0f s", lasted, pause)
        await asyncio.sleep(pause)


async def _run_once(settings: Settings, token: str) -> None:
    command = rasa_command(
        "run", "--interface", "127.0.0.1", "--port", str(settings.rasa_port), "--model", str(settings.model),
        "--endpoints", "endpoints.yml", "--credentials", "credentials.yml", "--quiet",
    )  # fmt: skip
    environment = rasa_environment(
        settings,
        {
            "JIESU_ACTION_URL": settings.action_url,
            "JIESU_TRACKER_URL": f"sqlite:///{settings.data / 'rasa-trackers.sqlite'}",
            "JIESU_RASA_TOKEN": token,
            # Were the service killed, Rasa would see it by this, see rasa_box/end_with_service.py.
            "JIESU_SERVICE_PID": str(os.getpid()),
        },
    )
    with (settings.data / "rasa.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=PROJECT, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            # A group of its own: Ctrl-C reaches the service, which stops Rasa in its turn.
            start_new_session=True,
        )  # fmt: skip
    try:
        await process.wait()
    finally:
        await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), _STOP_WITHIN)
