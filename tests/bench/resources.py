"""What a system's processes use: processor time and memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Memory:
    """Sums over processes, in MiB: of their own alone, shared pages divided up, all resident."""

    own: float
    proportional: float
    resident: float


def memory(processes: Iterable[psutil.Process]) -> Memory:
    """The memory of the processes now."""
    infos = [process.memory_full_info() for process in processes]
    return Memory(
        own=sum(info.uss for info in infos) / _MIB,
        proportional=sum(info.pss for info in infos) / _MIB,
        resident=sum(info.rss for info in infos) / _MIB,
    )


def processor_seconds(processes: Iterable[psutil.Process]) -> float:
    """Processor time the processes have used so far."""
    total = 0.0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def busy_seconds() -> float:
    """Processor time the whole machine has spent working so far."""
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq)
