"""Trains the dialogue model when what it is made from has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.settings import PROJECT, Settings

_INPUTS = ("config.yml", "domain.yml", "data/**/*.yml", "rasa_box/*.py", "rasa_box/requirements.lock")


class TrainingFailed(Exception):
    """Training ended with an error; the message is a Chinese sentence that names the log."""


def rasa_command(*arguments: str) -> list[str]:
    """A command of the Rasa environment."""
    return [str(PROJECT / "rasa_box" / ".venv" / "bin" / "rasa"), *arguments]


def rasa_environment(settings: Settings, extra: Mapping[str, str]) -> dict[str, str]:
    """The environment Rasa runs in: quiet, no telemetry, one thread for its arithmetic."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))},
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SQLALCHEMY_WARN_20": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "JIESU_KNOWLEDGE": str(settings.knowledge),
        "MPLCONFIGDIR": str(settings.data / "cache"),
        **extra,
    }


def is_stale(settings: Settings, catalogue: Catalogue) -> bool:
    """Whether there is no model, or one made from other content."""
    stamp = _stamp(settings)
    return not (settings.model.exists() and stamp.exists() and stamp.read_text() == _digest(catalogue))


def train(settings: Settings, catalogue: Catalogue) -> None:
    """Trains a new model. Raises TrainingFailed; the old model then stays."""
    settings.model.parent.mkdir(parents=True, exist_ok=True)
    log = settings.data / "training.log"
    # Rasa's own cache of earlier trainings stays out of the way: the digest does its work.
    unused = {"JIESU_ACTION_URL": "", "JIESU_TRACKER_URL": "", "JIESU_RASA_TOKEN": ""}
    environment = rasa_environment(settings, {"RASA_CACHE_DIRECTORY": str(settings.data / "cache"), **unused})
    command = rasa_command("train", "--fixed-model-name", "fresh", "--out", str(settings.model.parent))
    with log.open("wb") as output:
        outcome = subprocess.run(
            command, cwd=PROJECT, env=environment, stdout=output, stderr=output, check=False
        )
    fresh = settings.model.with_name("fresh.tar.gz")
    if outcome.returncode != 0 or not fresh.exists():
        raise TrainingFailed(f"对话模型训练失败，原因见 {log}。")
    fresh.replace(settings.model)
    _stamp(settings).write_text(_digest(catalogue))


def _stamp(settings: Settings) -> Path:
    return settings.model.with_suffix(".digest")


def _digest(catalogue: Catalogue) -> str:
    digest = hashlib.sha256()
    for path in _input_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for subject in catalogue.subjects.values():
        digest.update("\0".join((subject.name, *subject.aliases)).encode())
    return digest.hexdigest()


def _input_files() -> Iterator[Path]:
    for pattern in _INPUTS:
        yield from sorted(PROJECT.glob(pattern))
