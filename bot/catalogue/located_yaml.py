"""YAML as plain data together with the line on which each part stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Location = tuple[str | int, ...]


class UnreadableYaml(Exception):
    """The file is no valid YAML, or not UTF-8; carries the line and a Chinese reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class LocatedYaml:
    """`data` as lists, dicts and scalars; `line_of` knows where each part begins."""

    data: Any
    lines: Mapping[Location, int]

    def line_of(self, location: Location) -> int:
        """Line (from 1) of the nearest existing part at or above `location`."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read(path: Path) -> LocatedYaml:
    """The content of a YAML file. Raises UnreadableYaml."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise UnreadableYaml(1, "不是 UTF-8 编码") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableYaml(mark.line + 1 if mark else 1, f"不是合法的 YAML（{error.problem}）") from error
    except yaml.YAMLError as error:
        raise UnreadableYaml(1, "不是合法的 YAML（含有不允许的字符）") from error
    if root is None:
        raise UnreadableYaml(1, "文件是空的")
    lines: dict[Location, int] = {}
    try:
        return LocatedYaml(_plain(root, (), lines), lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableYaml(line, f"不是合法的 YAML（{error.problem}）") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableYaml(1, "不是合法的 YAML（有的值读不出来，或者引用了自己）") from error


def _plain(node: yaml.Node, location: Location, lines: dict[Location, int]) -> Any:
    lines[location] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*location, index), lines) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in content:
                raise UnreadableYaml(key_node.start_mark.line + 1, f"键“{key}”写了两次")
            content[key] = _plain(value_node, (*location, key), lines)
            lines[(*location, key)] = key_node.start_mark.line + 1
        return content
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    # Dates and years stay the text they were written as.
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    if node.tag == "tag:yaml.org,2002:int" and not node.value.lstrip("-").isdigit():
        return node.value
    constructor = yaml.SafeLoader("")
    return constructor.construct_object(node)
