"""A whole real system for tests: the service with Rasa, on ports and data of its own."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.settings import PROJECT, read_settings
from tests.child_processes import (
    SystemTrouble,
    environment,
    free_ports,
    marked_processes,
    start,
    stop,
    tail,
)

_READY_WITHIN = 90.0
_HINT = "（句向量没有算好的，先运行 make vectors）"
_UNLIMITED = "9999999"  # the highest limit bot.settings accepts


@dataclass(frozen=True)
class RunningSystem:
    """A system that answers: base address, data folder, process id, seconds its start took."""

    url: str
    data: Path
    pid: int
    started_within: float

    def processes(self) -> list[psutil.Process]:
        """The service and everything it started."""
        return marked_processes(self.data)


@contextmanager
def running_system(settings: Mapping[str, str] | None = None) -> Iterator[RunningSystem]:
    """The whole system, ready and almost without rate limits, until the context ends.

    Takes the trained model of the data folder that this process's own settings name
    (JIESU_DATA, var/ by default); everything else begins empty. `settings` are further
    environment variables; the ports are always free ones. Raises SystemTrouble with the end
    of the logs if it does not get ready, or if something of it is left over at the end.
    """
    with tempfile.TemporaryDirectory(prefix="jiesu-") as folder:
        data = Path(folder)
        copy_model(data)
        port, rasa_port, action_port = free_ports(3)
        ports = {"PORT": port, "JIESU_RASA_PORT": rasa_port, "JIESU_ACTION_PORT": action_port}
        limits = {"JIESU_SENDER_PER_MINUTE": _UNLIMITED, "JIESU_ADDRESS_PER_MINUTE": _UNLIMITED}
        own = {**limits, **(settings or {}), **{name: str(port) for name, port in ports.items()}}
        began = time.monotonic()
        command = [str(PROJECT / ".venv" / "bin" / "jiesu"), "serve", "--with-rasa"]
        process = start(command, environment(data, own), data / "service.log")
        try:
            _wait_until_ready(process, port, data)
            url = f"http://127.0.0.1:{port}"
            yield RunningSystem(url, data, process.pid, time.monotonic() - began)
        finally:
            stop([process], data)


def copy_model(data: Path) -> Path:
    """A copy of the trained model, where settings expect it below `data`. Raises SystemTrouble."""
    model = read_settings().model
    if not model.exists():
        raise SystemTrouble(f"没有训练好的对话模型 {model}，请先运行 make setup。")
    own = data / "models" / model.name
    own.parent.mkdir(parents=True)
    shutil.copyfile(model, own)
    digest = model.with_suffix(".digest")
    if digest.exists():
        # By this the system sees that the model is up to date, and does not train another.
        shutil.copyfile(digest, own.with_suffix(".digest"))
    return own


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, data: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if _is_ready(port):
            return
        time.sleep(0.1)
    why = "自己退出了" if process.poll() is not None else f"{_READY_WITHIN:.0f} 秒内没有就绪{_HINT}"
    logs = "\n".join(f"—— {name}\n{tail(data / name)}" for name in ("service.log", "rasa.log"))
    raise SystemTrouble(f"系统{why}。日志结尾：\n{logs}")


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        ready = json.loads(connection.getresponse().read())
        return bool(ready.get("dialogue")) and bool(ready.get("meaning"))
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()
