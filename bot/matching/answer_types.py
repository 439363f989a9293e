"""What kind of thing a question wants to hear, and whether a fact holds one.

“惠才卡一年补多少钱” wants an amount of money; a fact that says who issues the card is no
answer to it, however much it speaks of the card.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.catalogue.subject import Fact


class AnswerType(StrEnum):
    """Kinds of things that can be told from the wording of question and fact alone."""

    MONEY = "money"
    TIME = "time"
    SHARE = "share"
    PHONE = "phone"
    ADDRESS = "address"
    COUNT = "count"


_WANTED = {
    AnswerType.MONEY: re.compile(
        "多少钱|多少元|多少万|多少块|几块|几万|几千|几百|(?:补贴?助?|发|给|抵|奖|罚|收|交|花|省|领)(?:我们?|你们?|公司|个人|企业)?多少(?!天|项|个|种)|"
        "价格|工本费|收费标准|多少费|(?:税|费|钱).{0,6}(?:得|要)?交多少|一共.{0,4}多少钱"
    ),
    AnswerType.TIME: re.compile(
        "多久|多长时间|多长工夫|几天|多少天|多少日|几个?工作日|多少个?工作日|什么时候|啥时候|何时|几时|几号|哪天|哪年|哪月|"
        "几个?(?:小时|钟头|月|星期|礼拜)|几年|多少年|多咱|几耐|时限|期限|最晚|最迟|有效期|几点|要等多|好多天"
    ),
    AnswerType.SHARE: re.compile("几成|百分之|比例|几折|占多少|少了多少|(?:压|减|砍|降).{0,4}多少"),
    AnswerType.PHONE: re.compile(
        "电话(?!.*(?:看|知道|泄|保密))|手机号|联系方式|号码.{0,3}(?:多少|是啥|给我)"
    ),
    AnswerType.ADDRESS: re.compile("地址|哪条路|哪条街|几楼|几号楼|怎么坐车|(?:具体)?位置"),
    AnswerType.COUNT: re.compile(
        "几(?:项|种|类|枚|份|张|条|家|样|级|趟|次|遍|支|处|档|等)|多少(?:项|种|类|枚|份|张|条|家|样|次|支)|几个(?!工作日|小时|月|钟|人)"
    ),
}
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千半两])"
_HELD = {
    AnswerType.MONEY: re.compile(
        r"\d ?(?:元|万|块)|免费|不收|不要钱|不用(?:花|交|出)钱|不用(?:花|付)|收费标准|由政府|不再收取|"
        "注册资本"
    ),
    AnswerType.TIME: re.compile(
        rf"{_NUMBER} ?(?:个?工作日|个?小时|天|日|个?月|年|分钟|周|季度)|即时|当天|当日|当场|立等|随到随办|"
        "实时|及时|定期|每年|每季|每月|长期|马上|立即|同步|期间|前"
    ),
    AnswerType.SHARE: re.compile(rf"%|分之|{_NUMBER} ?[成倍折]|全部|全覆盖|/3|一半"),
    AnswerType.PHONE: re.compile(r"\d{5,}"),
    AnswerType.ADDRESS: re.compile(r"[路街] ?\d|\d ?号楼|地址(?:在|是|：)"),
    AnswerType.COUNT: re.compile(
        rf"{_NUMBER} ?(?:项|种|类|枚|份|张|条|家|样|级|趟|次|遍|支|处|档|等|个|部|套)|[、].*[、]"
    ),
}


def wanted_types(question: str) -> tuple[AnswerType, ...]:
    """The kinds of things a question plainly asks for; none for most questions."""
    return tuple(kind for kind, pattern in _WANTED.items() if pattern.search(question))


def holds(fact: Fact, kind: AnswerType) -> bool:
    """Whether a fact tells something of a kind."""
    return bool(_HELD[kind].search(fact.text))
