"""A stock Rasa for comparison: `rasa run` and `python -m rasa_sdk` as the manual has them."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.clients.rasa_training import rasa_command, rasa_environment
from bot.settings import PROJECT, read_settings
from tests.child_processes import SystemTrouble, environment, free_ports, start, stop, tail
from tests.running_system import RunningSystem, copy_model

_READY_WITHIN = 90.0
_ENDPOINTS = """\
action_endpoint:
  url: http://127.0.0.1:{port}/webhook
tracker_store:
  type: SQL
  dialect: sqlite
  db: {database}
"""


@contextlib.contextmanager
def stock_system() -> Iterator[RunningSystem]:
    """Stock Rasa with our model and actions, ready, on the loopback address.

    Its own REST channel, its SQLite tracker store, its action server; nothing of
    rasa_box but the tokenizer that the model contains. Raises SystemTrouble.
    """
    with tempfile.TemporaryDirectory(prefix="jiesu-stock-") as folder:
        data = Path(folder)
        model = copy_model(data)
        port, action_port = free_ports(2)
        endpoints, credentials = data / "endpoints.yml", data / "credentials.yml"
        endpoints.write_text(_ENDPOINTS.format(port=action_port, database=data / "rasa.db"))
        credentials.write_text("rest:\n")
        began = time.monotonic()
        started = [_start_actions(data, action_port)]
        try:
            command = rasa_command(
                "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model),
                "--endpoints", str(endpoints), "--credentials", str(credentials), "--quiet",
            )  # fmt: skip
            # The same quiet environment as ours, so that only the system differs.
            quiet = rasa_environment(replace(read_settings(), data=data), {})
            started.append(start(command, environment(data, quiet), data / "rasa.log"))
            _wait_until_ready(started, port, data)
            url = f"http://127.0.0.1:{port}"
            yield RunningSystem(url, data, started[-1].pid, time.monotonic() - began)
        finally:
            stop(started, data)


def _start_actions(data: Path, port: int) -> subprocess.Popen[bytes]:
    python = str(PROJECT / ".venv" / "bin" / "python")
    actions = ("--actions", "tests.bench.stock_actions")
    command = [python, "-m", "rasa_sdk", *actions, "--port", str(port), "--quiet"]
    return start(command, environment(data, {"SANIC_HOST": "127.0.0.1"}), data / "actions.log")


def _wait_until_ready(started: Sequence[subprocess.Popen[bytes]], port: int, data: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and all(process.poll() is None for process in started):
        if _answers(port):
            return
        time.sleep(0.2)
    logs = "\n".join(f"—— {name}\n{tail(data / name)}" for name in ("actions.log", "rasa.log"))
    raise SystemTrouble(f"原装 Rasa 没有就绪。日志结尾：\n{logs}")


def _answers(port: int) -> bool:
    """Whether a question is answered: Rasa listens before its action server has the knowledge."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    question = json.dumps({"sender": "ready", "message": "刻章要多久"})
    try:
        connection.request("POST", "/webhooks/rest/webhook", question, {"Content-Type": "application/json"})
        utterances = json.loads(connection.getresponse().read())
        return any("matter_code" in utterance.get("custom", {}) for utterance in utterances)
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()
