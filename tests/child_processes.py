"""Processes that tests start: found by a mark in their environment, surely stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from bot.settings import PROJECT, read_settings

# Every process started for a test carries its data folder here, and hands it on to its children.
MARK = "JIESU_DATA"
_STOP_WITHIN = 20.0
_KILL_WITHIN = 5.0


class SystemTrouble(Exception):
    """A system did not start, or did not stop cleanly; the message is a Chinese sentence."""


def free_ports(count: int) -> list[int]:
    """Ports of the loopback address that nobody listens on now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def environment(data: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without any setting of ours, with `extra` on top, marked.

    The vectors are shared: computing them takes minutes, and they are the same for all.
    """
    ours = ("JIESU_", "PORT")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**inherited, "JIESU_VECTORS": str(read_settings().vectors), **extra, MARK: str(data)}


def start(command: Sequence[str], marked: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """A process in the project's folder, in a group of its own, that writes into `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command, cwd=PROJECT, env=marked, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            # Ctrl-C reaches the test, which then stops what it started.
            start_new_session=True,
        )  # fmt: skip


def marked_processes(data: Path) -> list[psutil.Process]:
    """All living processes started for this data folder, by whomever they were started."""
    return [process for process in psutil.process_iter() if _is_marked(process, str(data))]


def stop(first: Sequence[subprocess.Popen[bytes]], data: Path) -> None:
    """Asks the processes to end, then ends whatever is left with their mark.

    Raises SystemTrouble if one did not end when asked, or left a child behind.
    """
    for process in first:
        process.terminate()
    late = [process.pid for process in first if not _ended(process)]
    left = marked_processes(data)
    for one in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(left, timeout=_KILL_WITHIN)
    for process in first:
        process.wait(_KILL_WITHIN)
    if left:
        kind = "没有按要求停下" if late else "停下后留下了子进程"
        raise SystemTrouble(f"系统{kind}，已强行结束：{'、'.join(str(one.pid) for one in left)}。")


def tail(log: Path, lines: int = 20) -> str:
    """The end of a log; a sentence if there is none."""
    if not log.exists():
        return f"（没有 {log.name}）"
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-lines:])


def end_on_sigterm() -> None:
    """Makes SIGTERM end this program in order, so that it stops what it started."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def _is_marked(process: psutil.Process, value: str) -> bool:
    try:
        return process.environ().get(MARK) == value
    except (psutil.Error, OSError):
        return False


def _ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(_STOP_WITHIN)
    except subprocess.TimeoutExpired:
        return False
    return True
