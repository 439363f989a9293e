"""The project's own Python files, parsed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.settings import PROJECT

OURS = ("bot", "actions", "rasa_box")


def files(*folders: str) -> list[Path]:
    """All Python files of folders of the project, environments left out."""
    found = (path for folder in folders or OURS for path in sorted((PROJECT / folder).rglob("*.py")))
    return [path for path in found if ".venv" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """The dotted name of a file's module."""
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of everything a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            # Both, for `from bot.gateway import errors` imports a module.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def texts(path: Path) -> Iterator[str]:
    """All text constants of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
