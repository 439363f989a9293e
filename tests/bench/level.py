"""One measurement: a system under so many conversations at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from bot.settings import PROJECT
from tests.bench.load import Load
from tests.bench.resources import busy_seconds, processor_seconds
from tests.child_processes import SystemTrouble
from tests.figures import percentile
from tests.running_system import RunningSystem

_WARM_UP = 3.0
_GRACE = 30.0


@dataclass(frozen=True)
class Sample:
    """A load with the processor seconds used meanwhile by the system and by strangers."""

    load: Load
    used: float
    strangers: float


@dataclass(frozen=True)
class Level:
    """What was measured; times in milliseconds, `others` in processors kept busy by strangers."""

    per_second: float
    p50: float
    p95: float
    answer_p50: float
    processor: float
    others: float


def sample(system: RunningSystem, conversations: int, seconds: float) -> Sample:
    """A closed loop of so many conversations for so many seconds. Raises SystemTrouble."""
    command = [
        sys.executable, "-m", "tests.bench.load", system.url, str(conversations), str(_WARM_UP), str(seconds),
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as client:
        try:
            assert client.stdout is not None
            client.stdout.readline()
            processes, asking = system.processes(), [psutil.Process(client.pid)]
            used, busy = processor_seconds(processes), busy_seconds() - processor_seconds(asking)
            written = client.stdout.readline()
            used = processor_seconds(processes) - used
            busy = busy_seconds() - processor_seconds(asking) - busy
            client.wait(_GRACE)
        finally:
            client.kill()
    if not written:
        raise SystemTrouble(f"{conversations} 路并发的客户端中途退出了。")
    load = Load(**json.loads(written))
    if load.failed or not load.turns:
        raise SystemTrouble(f"{conversations} 路并发时 {len(load.turns)} 轮有答复，{load.failed} 轮没有。")
    return Sample(load, used, max(0.0, busy - used))


def level(samples: Sequence[Sample]) -> Level:
    """The samples taken together."""
    turns = [seconds for one in samples for seconds in one.load.turns]
    answers = [seconds for one in samples for seconds in one.load.answers]
    measured = sum(one.load.seconds for one in samples)
    return Level(
        per_second=len(turns) / measured,
        p50=1000 * percentile(turns, 50),
        p95=1000 * percentile(turns, 95),
        answer_p50=1000 * percentile(answers, 50) if answers else float("nan"),
        processor=1000 * sum(one.used for one in samples) / len(turns),
        others=sum(one.strangers for one in samples) / measured,
    )
