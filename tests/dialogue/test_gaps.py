"""What the whole system did not know is kept, with Rasa telling questions from small talk and cases."""

from __future__ import annotations

import secrets
import subprocess

from bot.settings import PROJECT
from tests.child_processes import environment
from tests.dialogue.citizen import NewCitizen
from tests.questions import MORTGAGE
from tests.running_system import RunningSystem


def test_questions_left_open_are_kept_and_nothing_else(
    whole_system: RunningSystem, new_citizen: NewCitizen
) -> None:
    word = secrets.token_hex(6)
    refused = new_citizen()
    assert refused.say(f"{word}黑洞里头到底有啥").kind == "refusal"
    left = new_citizen()
    assert left.say(f"{MORTGAGE.question}{word}").kind in {"answer", "candidates"}
    assert left.say("转人工").kind == "handoff"
    other = new_citizen()
    for text in (f"你好{word}", f"谢谢你{word}", f"我要投诉，楼下{word}半夜施工太吵"):
        other.say(text)
    listed = _listed(whole_system)
    assert f"{word}黑洞里头到底有啥" in listed
    assert f"{MORTGAGE.question}{word}" in listed
    assert f"楼下{word}" not in listed


def _listed(system: RunningSystem) -> str:
    command = [str(PROJECT / ".venv" / "bin" / "jiesu"), "knowledge", "gaps", "--limit", "9999"]
    listing = subprocess.run(
        command, cwd=PROJECT, env=environment(system.data, {}), text=True, capture_output=True, check=True
    )
    return listing.stdout
