"""Files that are no usable YAML are told as faults, never as a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from tests.sample import ELDERLY, LICENCE

CONTENTS = {
    "an open bracket": ("code: [a\nname: b\n", "不是合法的 YAML"),
    "a tab for a blank": ("code: a\n\tname: b\n", "不是合法的 YAML"),
    "a key twice": ("code: a\nname: b\nname: c\n", "键“name”写了两次"),
    "a control character": ("code: a\x07\n", "不允许的字符"),
    "nothing at all": ("", "文件是空的"),
    "only a comment": ("# 以后再写\n", "文件是空的"),
    "a text after an exclamation mark": ("code: a\nname: !note 办证\n", "不是合法的 YAML"),
    "an alias inside itself": ("code: a\nname: &n [*n]\n", "引用了自己"),
    "a list": ("- code: a\n", "键: 值"),
    "a sentence": ("办证要带身份证\n", "键: 值"),
}


@pytest.mark.parametrize(("content", "reason"), CONTENTS.values(), ids=CONTENTS.keys())
def test_a_broken_matter_is_a_fault_of_its_file(sample_folder: Path, content: str, reason: str) -> None:
    (sample_folder / LICENCE).write_text(content, encoding="utf-8")
    assert reason in reasons(sample_folder)[sample_folder / LICENCE]


def test_a_key_written_twice_is_told_with_the_line_of_the_second(sample_folder: Path) -> None:
    (sample_folder / LICENCE).write_text("code: a\nname: b\nname: c\n", encoding="utf-8")
    with pytest.raises(KnowledgeFaults) as raised:
        load(sample_folder)
    assert raised.value.faults[0].line == 3


def test_a_file_in_another_encoding_is_a_fault(sample_folder: Path) -> None:
    path = sample_folder / LICENCE
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert reasons(sample_folder)[path] == "不是 UTF-8 编码"


@pytest.mark.parametrize("content", ["7", "aspect", "aspect: []", "aspect: 材料", "- aspect: {}", "aspect:"])
@pytest.mark.parametrize("name", ["labels.yml", "documents.yml", "synonyms.yml", ELDERLY])
def test_a_file_of_another_shape_is_a_fault(sample_folder: Path, name: str, content: str) -> None:
    (sample_folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeFaults):
        load(sample_folder)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_no_content_of_a_file_breaks_the_check(sample_folder: Path, content: bytes) -> None:
    (sample_folder / LICENCE).write_bytes(content)
    with pytest.raises(KnowledgeFaults):
        load(sample_folder)


def reasons(folder: Path) -> dict[Path, str]:
    """The first reason for each file with a fault."""
    with pytest.raises(KnowledgeFaults) as raised:
        load(folder)
    return {fault.path: fault.reason for fault in reversed(raised.value.faults)}
