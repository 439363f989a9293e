"""Figures that a citizen names: “三天”, “45 个工作日”."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.catalogue.subject import Fact

_NUMERALS = "一二三四五六七八九"
_POWERS = {"十": 10, "百": 100}
_COUNTED = re.compile(
    r"(\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?= ?个?(?:工作日|小时|天|日|月|年|块|元|万|份|项))"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def figures(text: str) -> frozenset[Decimal]:
    """The figures with a unit in a text."""
    return frozenset(map(_value, _COUNTED.findall(text)))


def asking_for_them(text: str) -> str:
    """The text with every figure made a question: “原来不是几天吗”."""
    return _COUNTED.sub("几", text)


def tells(fact: Fact, said: frozenset[Decimal]) -> bool:
    """Whether a fact holds one of the figures."""
    held = {Decimal(number) for number in _NUMBER.findall(fact.text)} | figures(fact.text)
    return bool(said & held)


def _value(number: str) -> Decimal:
    if number[0].isdigit():
        return Decimal(number)
    total, digit = 0, 0
    for character in number.replace("两", "二"):
        if character in _POWERS:
            total += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _NUMERALS.index(character) + 1
    return Decimal(total + digit)
