"""Every setting is explained in .env.example, with the value it has by itself."""

from __future__ import annotations

import ast
import re

from bot.settings import PROJECT, read_settings
from tests.guards.source import files, texts, tree

EXAMPLE = PROJECT / ".env.example"
# Set by the service for the Rasa it starts, not by people.
INTERNAL = {"JIESU_ACTION_URL", "JIESU_TRACKER_URL", "JIESU_SERVICE_PID"}
# Of the system, and the one that tests know of a database by.
FOREIGN = {"JIESU_TEST_POSTGRES_URL"}
_NAME = re.compile(r"PORT|JIESU_[A-Z_]+")


def settings_read() -> set[str]:
    """Names of settings anywhere in the code."""
    return {text for path in files() for text in texts(path) if _NAME.fullmatch(text)} - INTERNAL


def settings_documented() -> dict[str, str]:
    """Names in .env.example with the values shown, commented out or not."""
    found = re.findall(r"^#?\s?(PORT|JIESU_[A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) == len(dict(found)), "a setting stands twice"
    return dict(found)


def test_every_setting_is_documented_and_no_other() -> None:
    assert set(settings_documented()) - FOREIGN == settings_read()


def test_every_setting_is_explained_in_chinese_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for name in settings_documented():
        (at,) = (i for i, line in enumerate(lines) if re.match(rf"#?\s?{name}=", line))
        above = lines[at - 1]
        assert above.startswith("#"), name
        block = "\n".join(lines[max(at - 8, 0) : at])
        assert re.search("[\u4e00-\u9fff]", block), name


def test_the_numbers_shown_are_the_ones_used() -> None:
    shown = {name: value for name, value in settings_documented().items() if value.isdigit()}
    shown.pop("JIESU_DEMO", None)
    assert shown
    assert read_settings(shown) == read_settings({})


def test_no_secret_stands_in_the_example() -> None:
    for name, value in settings_documented().items():
        if "KEY" in name or "TOKEN" in name:
            assert value == "", name


def test_settings_are_read_in_one_place() -> None:
    # Rasa's own environment is put together by the client that starts it; what runs in the
    # box has no settings object.
    for path in files("bot", "actions"):
        if path.name not in {"settings.py", "rasa_training.py"}:
            uses = [
                n
                for n in ast.walk(tree(path))
                if isinstance(n, ast.Attribute) and n.attr in {"environ", "getenv"}
            ]
            assert not uses, path
