"""A whole real system that a test may kill and start again: same ports, same data."""

from __future__ import annotations

import contextlib
import itertools
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil

from bot.settings import PROJECT
from tests.child_processes import SystemTrouble, environment, marked_processes, start, stop, tail
from tests.json_calls import JsonCalls
from tests.running_system import copy_model

# Below the ports the kernel gives to outgoing connections: nobody takes them while the service is down.
_PORTS = range(8500, 9500)
_LISTENS_WITHIN = 30.0
_READY_WITHIN = 90.0
_ENDS_WITHIN = 15.0


class RestartableSystem:
    """A system at `url` with its data in `data`; not started yet."""

    def __init__(self, data: Path, settings: Mapping[str, str]) -> None:
        self.data = data
        self.port, rasa_port, action_port = lasting_ports(3)
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = data / "service.log"
        self.calls = JsonCalls(self.url)
        ports = {"PORT": self.port, "JIESU_RASA_PORT": rasa_port, "JIESU_ACTION_PORT": action_port}
        self._environment = environment(data, {**settings, **{k: str(v) for k, v in ports.items()}})
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and returns as soon as the service listens; Rasa takes longer."""
        command = [str(PROJECT / ".venv" / "bin" / "jiesu"), "serve", "--with-rasa"]
        self._process = start(command, self._environment, self.output)
        self._wait(self.calls.answers, _LISTENS_WITHIN, "听上端口")

    def wait_until_ready(self) -> None:
        """Returns once Rasa answers as well."""
        self._wait(self._dialogue_answers, _READY_WITHIN, "等到对话引擎")

    def rasa(self) -> psutil.Process:
        """The Rasa process of the service that runs now."""
        (rasa,) = [one for one in marked_processes(self.data) if one.pid != self._running().pid]
        return rasa

    def kill(self) -> None:
        """Ends the service at once, as a power cut would; what it started is left to itself."""
        process = self._running()
        process.send_signal(signal.SIGKILL)
        process.wait(_ENDS_WITHIN)
        self._process = None

    def start_again(self) -> None:
        """Starts it if it does not run."""
        if self._process is None:
            self.start()

    def hang_up(self) -> None:
        """Has the service take up changed knowledge."""
        self._running().send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """Stops it in order. Raises SystemTrouble if something was left over."""
        stop([self._process] if self._process else [], self.data)
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the service was not started"
        return self._process

    def _dialogue_answers(self) -> bool:
        return self.calls.answers() and bool(self.calls.get("/readyz").body["dialogue"])

    def _wait(self, reached: Callable[[], bool], within: float, what: str) -> None:
        deadline = time.monotonic() + within
        while not reached():
            if time.monotonic() > deadline or self._running().poll() is not None:
                raise SystemTrouble(f"系统没有{what}。日志结尾：\n{tail(self.output)}")
            time.sleep(0.1)


@contextlib.contextmanager
def restartable_system(settings: Mapping[str, str] | None = None) -> Iterator[RestartableSystem]:
    """A started system with a copy of the trained model, stopped when the context ends."""
    with tempfile.TemporaryDirectory(prefix="jiesu-") as folder:
        data = Path(folder)
        copy_model(data)
        system = RestartableSystem(data, settings or {})
        try:
            system.start()
            yield system
        finally:
            system.stop()


def lasting_ports(count: int) -> list[int]:
    """Free ports that nobody is given by chance while a test has its service down."""
    return list(itertools.islice((port for port in _PORTS if _is_free(port)), count))


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
