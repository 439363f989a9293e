"""Citizens who talk to a REST channel all the time: a program of its own, as in real life.

`python -m tests.bench.load URL CONVERSATIONS WARM_UP SECONDS` writes a line when the
warm-up is over and a line of JSON, a Load, at the end.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import aiohttp

from bot.usecases.reply import ReplyKind
from tests.bench.conversations import conversations


@dataclass
class Load:
    """Turns that ended in the measured time: seconds of each, of those answered, failures."""

    seconds: float
    turns: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    failed: int = 0


class _Citizens:
    """So many conversations at a time; when one ends, another citizen begins the next."""

    def __init__(self, session: aiohttp.ClientSession, address: str, begin: float, end: float) -> None:
        self._session = session
        self._address = address
        self._begin = begin
        self._end = end
        self._senders = (f"bench-{secrets.token_hex(4)}-{number}" for number in itertools.count())
        self.load = Load(end - begin)

    async def talk(self, number: int) -> None:
        for messages in conversations(number):
            sender = next(self._senders)
            for message in messages:
                if time.perf_counter() >= self._end:
                    return
                await self._turn({"sender": sender, "message": message})

    async def _turn(self, turn: dict[str, str]) -> None:
        began = time.perf_counter()
        try:
            async with self._session.post(self._address, json=turn) as response:
                utterances = await response.json() if response.status == 200 else None
        except (aiohttp.ClientError, TimeoutError):
            utterances = None
        ended = time.perf_counter()
        if not self._begin <= ended < self._end:
            return
        if not utterances:
            self.load.failed += 1
            return
        self.load.turns.append(ended - began)
        if any(_is_answer(utterance) for utterance in utterances):
            self.load.answers.append(ended - began)


def _is_answer(utterance: dict[str, Any]) -> bool:
    return bool(utterance.get("custom", {}).get("kind") == ReplyKind.ANSWER)


async def _measure(address: str, count: int, warm_up: float, seconds: float) -> Load:
    timeout = aiohttp.ClientTimeout(total=20)
    connector = aiohttp.TCPConnector(limit=count)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        begin = time.perf_counter() + warm_up
        citizens = _Citizens(session, address, begin, begin + seconds)
        talking = [asyncio.create_task(citizens.talk(number)) for number in range(count)]
        await asyncio.sleep(warm_up)
        print("measuring", flush=True)
        await asyncio.gather(*talking)
        return citizens.load


def main(arguments: Sequence[str]) -> None:
    """Runs one load and writes what it measured."""
    url, count, warm_up, seconds = arguments
    load = asyncio.run(_measure(f"{url}/webhooks/rest/webhook", int(count), float(warm_up), float(seconds)))
    print(json.dumps(asdict(load)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
