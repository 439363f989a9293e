"""Starting and stopping as a newcomer does, and what is said when it cannot be done."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest

from bot.settings import PROJECT
from tests.child_processes import environment, marked_processes, start, stop, tail
from tests.json_calls import JsonCalls
from tests.questions import SEAL
from tests.restartable_system import lasting_ports
from tests.running_system import RunningSystem, copy_model
from tests.sample import edit

_SET_UP_AND_STARTED_WITHIN = 150.0  # seconds; a model that is stale is trained first
_LISTENS_WITHIN = 30.0
_GONE_WITHIN = 30.0
_SEAL_FILE = "matters/public_security/seal_engraving.yml"
_KEY, _BROKEN_KEY = "about: 刻章用多长时间", "abuot: 刻章用多长时间"


def test_make_run_prints_its_addresses_and_ctrl_c_ends_everything_it_started(
    trained_model: None, tmp_path: Path
) -> None:
    copy_model(tmp_path)
    port, *_ = _three_ports_in_a_row()
    log = tmp_path / "make.log"
    make = start(["make", "run", f"PORT={port}"], environment(tmp_path, {}), log)
    try:
        address = f"http://127.0.0.1:{port}/"
        _until(lambda: f"{address}\n" in log.read_text("utf-8"), _SET_UP_AND_STARTED_WITHIN, make, log)
        assert JsonCalls(address).get("/readyz").body["dialogue"] is True
        started = marked_processes(tmp_path)
        assert any("rasa" in " ".join(one.cmdline()) for one in started)
        # Ctrl-C reaches every process of the terminal.
        os.killpg(make.pid, signal.SIGINT)
        make.wait(_GONE_WITHIN)
        psutil.wait_procs(started, timeout=5)
        assert [one.pid for one in marked_processes(tmp_path)] == []
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        if make.poll() is None:
            stop([make], tmp_path)


def test_a_port_in_use_is_told_in_one_chinese_sentence(whole_system: RunningSystem, tmp_path: Path) -> None:
    copy_model(tmp_path)
    port = whole_system.url.rsplit(":", 1)[1]
    refused = _serve(tmp_path, {"PORT": port, "JIESU_ACTION_PORT": str(lasting_ports(1)[0])})
    assert refused.returncode == 1
    (sentence,) = refused.stderr.splitlines()
    assert "端口已被占用" in sentence
    assert "make run PORT=" in sentence


def test_broken_knowledge_stops_the_start_with_file_line_and_reason(tmp_path: Path) -> None:
    knowledge = _own_knowledge(tmp_path)
    line = edit(knowledge / _SEAL_FILE, _KEY, _BROKEN_KEY)
    port = str(lasting_ports(1)[0])
    refused = _serve(tmp_path, {"PORT": port, "JIESU_KNOWLEDGE": str(knowledge)})
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    told = [text for text in refused.stderr.splitlines() if "seal_engraving.yml" in text]
    assert any("abuot" in text and re.search(rf"\.yml\D+{line}\D", text) for text in told), refused.stderr


@pytest.fixture
def on_own_knowledge(tmp_path: Path) -> Iterator[tuple[JsonCalls, Path, int]]:
    """A service on knowledge of its own: calls to it, the folder, its process. Needs no Rasa."""
    knowledge = _own_knowledge(tmp_path)
    port, _, action_port = lasting_ports(3)
    settings = {
        "PORT": str(port), "JIESU_ACTION_PORT": str(action_port), "JIESU_KNOWLEDGE": str(knowledge)
    }  # fmt: skip
    log = tmp_path / "service.log"
    service = start([_JIESU, "serve"], environment(tmp_path, settings), log)
    try:
        calls = JsonCalls(f"http://127.0.0.1:{port}")
        _until(calls.answers, _LISTENS_WITHIN, service, log)
        yield calls, knowledge, service.pid
    finally:
        stop([service], tmp_path)


def test_broken_knowledge_on_reload_leaves_the_old_in_use_and_a_mended_one_is_taken_up(
    on_own_knowledge: tuple[JsonCalls, Path, int], tmp_path: Path
) -> None:
    calls, knowledge, pid = on_own_knowledge
    file, log = knowledge / _SEAL_FILE, tmp_path / "service.log"
    version = calls.get("/readyz").body["knowledge"]["version"]
    good = file.read_text("utf-8")
    line = edit(file, _KEY, _BROKEN_KEY)
    os.kill(pid, signal.SIGHUP)
    _until(lambda: "knowledge not reloaded" in log.read_text("utf-8"), _LISTENS_WITHIN)
    assert re.search(rf"seal_engraving\.yml\D+{line}\D", log.read_text("utf-8")), tail(log)
    assert calls.get("/readyz").body["knowledge"]["version"] == version
    assert SEAL.told in _told(calls)
    file.write_text(good.replace("2 个小时内。", "3 个小时内。"), encoding="utf-8")
    os.kill(pid, signal.SIGHUP)
    _until(lambda: calls.get("/readyz").body["knowledge"]["version"] != version, _LISTENS_WITHIN)
    assert "3 个小时" in _told(calls)


_JIESU = str(PROJECT / ".venv" / "bin" / "jiesu")


def _told(calls: JsonCalls) -> str:
    (utterance,) = calls.post("/webhooks/rest/webhook", {"sender": "newcomer", "message": SEAL.question}).body
    return str(utterance["text"])


def _own_knowledge(folder: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "knowledge", folder / "knowledge"))


def _serve(data: Path, settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A start that is expected to be refused."""
    return subprocess.run(
        [_JIESU, "serve", "--with-rasa"], cwd=PROJECT, env=environment(data, settings), text=True,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def _three_ports_in_a_row() -> tuple[int, int, int]:
    """PORT, PORT + 5, PORT + 6, as they are without further settings."""
    for port in lasting_ports(40):
        if {port, port + 5, port + 6} <= set(lasting_ports(60)):
            return port, port + 5, port + 6
    raise AssertionError("no three ports are free")


def _until(
    reached: Callable[[], bool],
    within: float,
    process: subprocess.Popen[bytes] | None = None,
    log: Path | None = None,
) -> None:
    deadline = time.monotonic() + within
    while not reached():
        ended = process is not None and process.poll() is not None
        assert not ended, f"it ended by itself:\n{tail(log) if log else ''}"
        assert time.monotonic() < deadline, f"not within {within:.0f} s:\n{tail(log) if log else ''}"
        time.sleep(0.1)
