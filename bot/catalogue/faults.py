"""Faults of the knowledge files, said so that the author can mend them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.catalogue.located_yaml import LocatedYaml, Location

_REASONS = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识的键",
    "string_type": "应当是文字（像数字或日期的要加引号）",
    "string_pattern_mismatch": "格式不对",
    "string_too_short": "不能为空",
    "string_too_long": "太长",
    "enum": "不是允许的值",
    "tuple_type": "应当是列表",
    "too_short": "至少要有一项",
    "int_parsing": "应当是整数",
    "int_type": "应当是整数",
    "int_from_float": "应当是整数",
    "decimal_parsing": "应当是数字",
    "decimal_type": "应当是数字",
    "finite_number": "应当是有限的数字",
    "greater_than": "应当大于 0",
    "model_type": "应当是“键: 值”的形式",
    "model_attributes_type": "应当是“键: 值”的形式",
    "dict_type": "应当是“键: 值”的形式",
}


@dataclass(frozen=True)
class Fault:
    """One fault: in which file, on which line, at which key, and why."""

    path: Path
    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}"
        return f"{place} {self.key}：{self.reason}" if self.key else f"{place} {self.reason}"


class KnowledgeFaults(Exception):
    """The knowledge cannot be used; `faults` names everything that is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("知识库有错：\n" + "\n".join(map(str, faults)))
        self.faults = tuple(faults)


def fault_at(path: Path, source: LocatedYaml, location: Location, reason: str) -> Fault:
    """A fault at a part of a file, with its line."""
    return Fault(path, source.line_of(location), ".".join(map(str, location)), reason)


def faults_of(
    error: ValidationError, path: Path, source: LocatedYaml, prefix: Location = ()
) -> Iterable[Fault]:
    """The faults that validation found in the part of a file at `prefix`."""
    for item in error.errors(include_url=False):
        yield fault_at(path, source, (*prefix, *item["loc"]), _reason(item))


def _reason(item: Any) -> str:
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    reason = _REASONS.get(item["type"], str(item["msg"]))
    if item["type"] == "enum":
        return f"“{item['input']}”{reason}，可以写 {item['ctx']['expected']}".replace(" or ", "、")
    if item["type"] == "string_pattern_mismatch":
        return f"“{item['input']}”{reason}"
    return reason
