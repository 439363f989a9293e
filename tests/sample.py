"""A small invented knowledge, so that tests do not hang on what the real one says."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.settings import PROJECT

SAMPLE = Path(__file__).parent / "knowledge_sample"

MARRIAGE = "matters/civil_affairs/marriage_registration.yml"
LICENCE = "matters/public_security/driving_licence_renewal.yml"
FOOD = "matters/market_regulation/food_business_permit.yml"
ELDERLY = "policies/elderly.yml"


def copy_of_sample(folder: Path) -> Path:
    """The sample in a folder of its own, free to be changed, with the real labels."""
    shutil.copytree(SAMPLE, folder)
    shutil.copy(PROJECT / "knowledge" / "labels.yml", folder)
    return folder


def edit(path: Path, old: str, new: str) -> int:
    """Replaces the only occurrence of `old` in a file; the line on which it stood."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
