"""What runs inside the Rasa environment, tested with that environment's own Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.registry import USE_CASES, all_actions
from bot.settings import PROJECT
from bot.usecases.knowledge_in_use import KnowledgeInUse

PYTHON = PROJECT / "rasa_box" / ".venv" / "bin" / "python"
IN_BOX = Path(__file__).parent / "in_box"
ASKED = ("结婚登记要什么材料", "要带什么", "火星上怎么种土豆", "😀", "转人工")


@pytest.fixture
async def results(knowledge: KnowledgeInUse, tmp_path: Path) -> Path:
    """A file with what our actions answer, for Rasa's own schema to judge."""
    executor = ActionExecutor()
    for action in all_actions(knowledge.current):
        executor.register_action(action)
    answered = []
    for name in USE_CASES:
        for text in ASKED:
            tracker = {"sender_id": "c1", "slots": {}, "latest_message": {"text": text}, "events": []}
            result = await executor.run({"next_action": name, "tracker": tracker, "domain": {}})
            assert result is not None
            answered.append(result.model_dump())
    path = tmp_path / "results.json"
    path.write_text(json.dumps(answered), encoding="utf-8")
    return path


@pytest.mark.rasa
def test_the_components_pass_their_tests_in_their_own_environment(results: Path) -> None:
    if not PYTHON.exists() and os.environ.get("CI") != "true":
        pytest.skip("rasa_box/.venv is missing: make setup")
    outcome = subprocess.run(
        [
            str(PYTHON),
            "-W",
            "ignore",
            "-m",
            "unittest",
            "discover",
            "-s",
            str(IN_BOX),
            "-p",
            "check_*.py",
            "-t",
            ".",
        ],
        cwd=PROJECT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT),
            "JIESU_TEST_RESULTS": str(results),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "MPLCONFIGDIR": str(results.parent),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr[-6000:]
    ran = int(outcome.stderr.split("Ran ")[1].split(" tests")[0])
    assert ran >= 25, "tests were not found"


WAITS = """
import threading
from rasa_box import end_with_service
end_with_service.install()
threading.Event().wait({seconds})
raise SystemExit(3)
"""


def waiting(seconds: float, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process that ends with 3 after so many seconds, unless it is ended before."""
    return subprocess.run(
        [sys.executable, "-c", WAITS.format(seconds=seconds)],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_rasa_ends_when_the_service_that_started_it_is_gone() -> None:
    assert waiting(30, JIESU_SERVICE_PID="0").returncode == 0


def test_rasa_goes_on_while_the_service_lives() -> None:
    assert waiting(1.2, JIESU_SERVICE_PID=str(os.getpid())).returncode == 3


def test_rasa_started_on_its_own_watches_nobody() -> None:
    assert waiting(0.1).returncode == 3
