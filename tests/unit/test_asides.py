"""What stands beside a question is told from it: corrections, ways back, chatter, giving up."""

from __future__ import annotations

import pytest
import yaml

from bot.settings import PROJECT
from bot.usecases.asides import asking_clauses, calls_off, chats, meant


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("不对，我问的是护照", "护照"),
        ("不是这个，是公司的", "公司的"),
        ("我说的是补办不是换证", "补办"),
        ("不是换证，是补办", "补办"),
        ("错了，我是问要几天", "要几天"),
        ("那个不是贷款，是提取", "提取"),
    ],
)
def test_a_correction_leaves_what_was_meant(text: str, left: str) -> None:
    assert meant(text) == (left, True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("回到刚才身份证的事", "身份证"),
        ("接着问刚才那个护照的事吧", "护照"),
        ("刚才说的抵押登记", "抵押登记"),
        ("还是说身份证吧，要带什么", "身份证 ，要带什么"),
    ],
)
def test_a_way_back_leaves_the_matter(text: str, left: str) -> None:
    assert meant(text) == (left, False)


@pytest.mark.parametrize(
    "text", ["都不是", "不是", "原来不是三天吗", "不是三天吗，怎么变了", "那要几天", "再说吧"]
)
def test_anything_else_stays_as_it_was_said(text: str) -> None:
    assert meant(text) == (text, False)


@pytest.mark.parametrize("text", ["哈哈", "好的知道了", "嗯嗯", "哦，这样啊", "行吧！", "真麻烦"])
def test_chatter_is_told_from_questions(text: str) -> None:
    assert chats(text)


@pytest.mark.parametrize("text", ["好办吗", "行不行", "要钱", "好的，那去哪办", "中考", ""])
def test_a_question_is_no_chatter(text: str) -> None:
    assert not chats(text)


def test_what_the_dialogue_model_learns_as_giving_up_is_heard_as_that() -> None:
    taught = yaml.safe_load((PROJECT / "data" / "nlu" / "cancel.yml").read_text(encoding="utf-8"))
    examples = [line[2:] for line in taught["nlu"][0]["examples"].splitlines()]
    assert [example for example in examples if not calls_off(example)] == []


@pytest.mark.parametrize("text", ["丢了", "咋取出来", "我要办登记", "户口撤销怎么办"])
def test_what_only_sounds_like_giving_up_is_not(text: str) -> None:
    assert not calls_off(text)


def test_what_is_told_belongs_to_the_question_after_it() -> None:
    assert asking_clauses("我驾照丢了，补办要几天？还有要带什么") == ["我驾照丢了，补办要几天", "要带什么"]
