"""A labelled question: what is asked, and what a right reply holds."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class BadCases(Exception):
    """A file of cases cannot be used; the message is a Chinese sentence."""


class Case(BaseModel):
    """One line of a file; the meaning of its keys stands in tests/evaluation/README.md."""

    model_config = ConfigDict(frozen=True)

    id: str
    q: str
    style: str = ""
    aspect: str = ""
    turns: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    must_refuse: bool = False


def read_cases(path: Path) -> list[Case]:
    """The cases of a file of JSON lines. Raises BadCases naming file and line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise BadCases(f"读不了题目文件 {path}：{error.strerror}。") from error
    cases = [_case(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not cases:
        raise BadCases(f"题目文件 {path} 里没有题目。")
    return cases


def _case(path: Path, number: int, line: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        keys = "、".join(".".join(map(str, fault["loc"])) or "整行" for fault in error.errors())
        raise BadCases(f"题目文件 {path} 第 {number} 行格式不对：{keys}。") from error
