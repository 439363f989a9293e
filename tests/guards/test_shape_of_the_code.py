"""One reason a file; one migration head; nothing of this machine in the locks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.settings import PROJECT
from tests.guards.source import files, tree

LOCKS = ("requirements.lock", "rasa_box/requirements.lock", "web/package-lock.json")
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "models.py", "manager.py", "common.py", "misc.py"}


def relative(path: Path) -> str:
    """For the names of cases."""
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", files("bot", "actions", "rasa_box", "tests", "tools"), ids=relative)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", files(), ids=relative)
def test_every_module_opens_with_what_it_gives(path: Path) -> None:
    assert ast.get_docstring(tree(path)) or path.name == "__init__.py"


@pytest.mark.parametrize("path", files("bot", "actions"), ids=relative)
def test_everything_public_says_what_the_caller_gets(path: Path) -> None:
    bodies = [tree(path).body]
    bodies += [
        node.body for node in tree(path).body if isinstance(node, ast.ClassDef) and node.name[0] != "_"
    ]
    for node in (node for body in bodies for node in body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
            assert ast.get_docstring(node), f"{node.name} in {path}"


def test_no_file_is_named_for_nothing() -> None:
    assert not [path for path in files() if path.name in FORBIDDEN_NAMES]


def test_actions_are_flat() -> None:
    assert not [
        path for path in (PROJECT / "actions").iterdir() if path.is_dir() and path.name != "__pycache__"
    ]


def test_there_is_exactly_one_migration_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "bot" / "storage" / "migrations"))
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry_and_no_machine(name: str) -> None:
    lock = (PROJECT / name).read_text(encoding="utf-8")
    assert not re.search(r"(?m)^\s*(?:-i|--(?:extra-)?index-url|--find-links|--trusted-host)\b", lock)
    assert "file:" not in lock
    assert not re.search(r"(?<![\w@.-])/(?:home|root|work|tmp|usr|opt|Users|var)/", lock)
    assert not re.search(r"\b(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)\b", lock)
    if name.endswith(".lock"):
        assert not re.search("https?://", lock)
    else:
        assert '"resolved":' not in lock, "npm then asks the registry of whoever installs"


@pytest.mark.parametrize("name", LOCKS[:2])
def test_every_locked_package_has_its_hash(name: str) -> None:
    lock = (PROJECT / name).read_text(encoding="utf-8")
    packages = re.split(r"(?m)^(?=[A-Za-z0-9])", lock)[1:]
    assert len(packages) > 50
    for package in packages:
        assert "--hash=sha256:" in package, package.splitlines()[0]
        assert re.match(r"[A-Za-z0-9._\[\],-]+==", package), package.splitlines()[0]


def test_every_locked_node_package_has_its_hash() -> None:
    lock = (PROJECT / LOCKS[2]).read_text(encoding="utf-8")
    assert lock.count('"integrity":') > 50
    assert lock.count('"integrity": "sha512-') == lock.count('"integrity":')
