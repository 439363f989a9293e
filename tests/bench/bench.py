"""Measures our whole system beside a stock Rasa with the same model and actions.

`make bench`; under four minutes, on the loopback address only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from tests.bench.level import Level, level, sample
from tests.bench.resources import Memory, memory
from tests.bench.stock_system import stock_system
from tests.child_processes import SystemTrouble, end_on_sigterm
from tests.figures import aligned
from tests.running_system import RunningSystem, running_system

_CONVERSATIONS = (1, 8, 32)
_LONGEST = 15.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 with a sentence if a system did not start or did not answer."""
    end_on_sigterm()
    parser = argparse.ArgumentParser(prog="bench", description="同一模型，本系统和原装 Rasa 并排测速")
    parser.add_argument("--seconds", type=float, default=10.0, help=f"每档量多少秒，最多 {_LONGEST:.0f}")
    seconds = min(parser.parse_args(arguments).seconds, _LONGEST)
    try:
        _say("启动本系统……")
        with running_system() as ours:
            _say("启动原装 Rasa……")
            with stock_system() as stock:
                levels = {number: _both(ours, stock, number, seconds) for number in _CONVERSATIONS}
                used = memory(ours.processes()), memory(stock.processes())
                starts = ours.started_within, stock.started_within
    except SystemTrouble as error:
        print(error, file=sys.stderr)
        return 1
    print(aligned([("", "接诉", "原装 Rasa", "比值"), *_rows(levels), *_rows_once(starts, used)]))
    most = _CONVERSATIONS[-1]
    own, other = levels[most]
    print(
        f"{most} 路并发：每秒轮数是原装 Rasa 的 {own.per_second / other.per_second:.2f} 倍，"
        f"p50 是原装 Rasa 的 {own.p50 / other.p50:.2f} 倍。"
    )
    return 0


def _both(ours: RunningSystem, stock: RunningSystem, number: int, seconds: float) -> tuple[Level, Level]:
    """Ours, stock, ours again, so that what else the machine does hits both alike."""
    _say(f"{number} 路并发，各量 {seconds:.0f} 秒……")
    before = sample(ours, number, seconds / 2)
    other = sample(stock, number, seconds)
    after = sample(ours, number, seconds / 2)
    return level([before, after]), level([other])


def _rows(levels: dict[int, tuple[Level, Level]]) -> Iterator[tuple[str, ...]]:
    for number, (own, other) in levels.items():
        yield _row(f"{number} 路 每秒轮数", own.per_second, other.per_second)
        yield _row(f"{number} 路 p50 毫秒", own.p50, other.p50)
        yield _row(f"{number} 路 p95 毫秒", own.p95, other.p95)
        if number == 1:
            yield _row("1 路 只算答出的 p50 毫秒", own.answer_p50, other.answer_p50)
        yield _row(f"{number} 路 每轮 CPU 毫秒", own.processor, other.processor)
        yield (f"{number} 路 别的程序占几个核", f"{own.others:.2f}", f"{other.others:.2f}", "")


def _rows_once(starts: tuple[float, float], used: tuple[Memory, Memory]) -> Iterator[tuple[str, ...]]:
    own, other = used
    yield _row("冷启动 秒", *starts)
    yield _row("内存 独占 USS MiB", own.own, other.own)
    yield _row("内存 分摊 PSS MiB", own.proportional, other.proportional)
    yield _row("内存 常驻 RSS MiB", own.resident, other.resident)


def _row(label: str, own: float, other: float) -> tuple[str, ...]:
    return label, f"{own:.1f}", f"{other:.1f}", f"{own / other:.2f}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
