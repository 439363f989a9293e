"""The facts of an imported row, in full sentences.

They come without ways of asking: those from templates would be the same for every matter
and tell none from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.catalogue.official.cell_text import as_sentence
from bot.catalogue.official.limit_text import LimitText
from bot.catalogue.official.matter_row import MatterRow
from bot.catalogue.subject import Aspect, Citation, Fact, LimitKind, Material

# “服务对象” stands in nearly every row: it says less than conditions written by hand.
AUDIENCE = "official_audience"

_NO_WINDOW = re.compile("(?:无|没有|不设)(?:线下|实体|现场)*(?:办理|办事|服务)?(?:窗口|大厅|地点|场所)")
_FREE = frozenset({"否", "不收费", "免费", "不收取费用", "无收费", "0", "0元"})
_CHARGED = frozenset({"是", "收费"})
# What the catalogue calls whom, and how the shipped knowledge calls them.
_AUDIENCES = {
    "自然人": "个人",
    "公民": "个人",
    "企业法人": "企业",
    "事业法人": "事业单位",
    "社会组织法人": "社会组织",
    "行政机关": "机关",
}


def audience_of(row: MatterRow) -> tuple[str, ...]:
    """For whom a matter is, in the words of the shipped knowledge."""
    return tuple(dict.fromkeys(_AUDIENCES.get(one, one) for one in row.audience))


def facts_of(row: MatterRow, source: Citation) -> tuple[Fact, ...]:
    """The facts of a row, at least its department; each cites `source`."""
    return tuple(_Facts(row, source).all())


class _Facts:
    def __init__(self, row: MatterRow, source: Citation) -> None:
        self.row, self.source, self.name = row, source, row.name

    def all(self) -> Iterator[Fact]:
        """One fact for each cell that says something."""
        yield from self._materials()
        yield from self._limits()
        yield from self._channels()
        yield from self._conditions()
        yield from self._fee()
        if self.row.phone:
            text = as_sentence(f"{self.name}的咨询电话：{self.row.phone}")
            yield self._fact("contact", Aspect.CONTACT, "咨询电话", text)
        text = f"{self.name}由{self.row.department}办理。"
        yield self._fact("department", Aspect.DEPARTMENT, "归哪个部门办", text)

    def _materials(self) -> Iterator[Fact]:
        if self.row.materials:
            text = f"{self.name}要交下列 {len(self.row.materials)} 种材料。"
            materials = tuple(Material(name=name) for name in self.row.materials)
            about = "申请材料"
            yield self._fact("materials", Aspect.MATERIALS, about, text, materials=materials)

    def _limits(self) -> Iterator[Fact]:
        committed, statutory = self.row.committed_limit, self.row.statutory_limit
        if committed:
            within = f" {committed.words}内" if committed.amount else committed.words
            text = f"{self.name}承诺{within}办结{committed.bracketed_notes}。"
            yield self._limit(LimitKind.COMMITTED, committed, "承诺时限", text)
        if statutory:
            length = f" {statutory.words}" if statutory.amount else f"{statutory.words}办结"
            text = f"{self.name}的法定办结时限是{length}{statutory.bracketed_notes}。"
            yield self._limit(LimitKind.STATUTORY, statutory, "法定时限", text)

    def _limit(self, kind: LimitKind, limit: LimitText, about: str, text: str) -> Fact:
        typed = limit.as_limit(kind)
        return self._fact(f"{kind}_limit", Aspect.TIME_LIMIT, about, text, limit=typed)

    def _channels(self) -> Iterator[Fact]:
        place, url = self.row.place, self.row.url
        if place:
            said = "没有线下办理窗口" if _NO_WINDOW.fullmatch(place) else f"的办理地点：{place}"
            yield self._fact("place", Aspect.CHANNEL, "办理地点", as_sentence(f"{self.name}{said}"))
        if url:
            # A blank ends the address for those who click on it.
            text = f"{self.name}的网上办事页面：{url} 。"
            yield self._fact("page", Aspect.CHANNEL, "网上办事页面", text)

    def _conditions(self) -> Iterator[Fact]:
        if self.row.condition:
            text = f"{self.name}的受理条件：{self.row.condition}"
            yield self._fact("condition", Aspect.CONDITION, "受理条件", text)
        if self.row.audience:
            text = f"{self.name}的服务对象是{'、'.join(self.row.audience)}。"
            yield self._fact("audience", Aspect.CONDITION, "服务对象", text)

    def _fee(self) -> Iterator[Fact]:
        fee = (self.row.fee or "").rstrip("。")
        if fee:
            text = as_sentence(f"{self.name}的收费：{self.row.fee}")
            if fee in _FREE:
                text = f"{self.name}不收费。"
            elif fee in _CHARGED:
                text = f"{self.name}要收费，事项目录里没有写收多少。"
            yield self._fact("fee", Aspect.FEE, "收费", text)

    def _fact(self, key: str, aspect: Aspect, about: str, text: str, **more: Any) -> Fact:
        return Fact(
            id=f"official_{key}",
            aspect=aspect,
            about=about,
            text=text,
            source=self.source,
            **more,
        )
