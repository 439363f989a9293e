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
    HOURS = "hours"
    LIST = "list"
    REIMBURSED = "reimbursed"
    VALIDITY = "validity"


# Who asks for the one does not ask for the other, though it sounds alike: “能报几成” is no
# question for the share by which a procedure was shortened.
_INSTEAD_OF = {
    AnswerType.REIMBURSED: AnswerType.SHARE,
    AnswerType.VALIDITY: AnswerType.TIME,
    AnswerType.HOURS: AnswerType.TIME,
    AnswerType.LIST: AnswerType.COUNT,
}


_WANTED = {
    AnswerType.MONEY: re.compile(
        "多少钱|多少元|多少万|多少块|(?<!好)几(?:块|万|千|百)|(?:补贴?助?|发|给|抵|奖|罚|收|交|花|省|领)(?:我们?|你们?|公司|个人|企业)?多少(?!天|项|个|种)|"
        "价格|工本费|收费标准|多少费|(?:税|费|钱).{0,6}(?:得|要)?交多少|一共.{0,4}多少钱"
    ),
    AnswerType.TIME: re.compile(
        "多久|多长时间|多长工夫|几天|多少天|多少日|几个?工作日|多少个?工作日|什么时候|啥时候|何时|几时|几号|哪天|哪年|哪月|"
        "(?:当天|当日|当场|一天)(?:就|之内|内)?(?:能|行|可|办|拿|取|出|给)|几个?(?:小时|钟头|月|星期|礼拜)|几年|多少年|多咱|几耐|时限|期限|最晚|最迟|有效期|几点|要等多|好多天"
    ),
    AnswerType.SHARE: re.compile("几成|百分之|比例|几折|占多少|少了多少|(?:压|减|砍|降).{0,4}多少"),
    AnswerType.PHONE: re.compile(
        "电话(?!.*(?:看|知道|泄|保密))|手机号|联系方式|号码.{0,3}(?:多少|是啥|给我)"
    ),
    AnswerType.ADDRESS: re.compile(
        "地址(?:是|在|呢|给|多少|有没有|[?？]|$)|(?:什么|啥|具体|详细)地址|哪条路|哪条街|几楼|几号楼|怎么坐车|(?:具体)?位置"
    ),
    AnswerType.COUNT: re.compile(
        "(?<!好)几(?:项|种|类|枚|份|张|条|家|样|级|趟|次|遍|支|处|档|等)|多少(?:项|种|类|枚|份|张|条|家|样|次|支)|几个(?!工作日|小时|月|钟|人)"
    ),
    AnswerType.HOURS: re.compile(
        "几点|(?:周|星期|礼拜)[六日天末]|周末|节假日|休息日|(?:上|下)班时间|办公时间|中午(?:休息|有人|办)|工作时间"
    ),
    AnswerType.LIST: re.compile(
        "名单|哪几家|哪些(?:医院|药店|银行|学校|网点|公司|企业|机构)|(?:完整|全部|所有)的?(?:清单|目录|列表)"
    ),
    AnswerType.REIMBURSED: re.compile("报(?:销)?(?:多少|几成|百分之)|报销比例|报多大"),
    AnswerType.VALIDITY: re.compile(
        "有效期|(?:能|可以)用几年|用多久|管(?:几|多少)年|几年有效|多久(?:有效|过期|到期)"
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
        "实时|及时|定期|每年|每季|每月|长期|马上|立即|同步|期间|前|终身|一直|永久"
    ),
    AnswerType.SHARE: re.compile(rf"%|分之|{_NUMBER} ?[成倍折]|全部|全覆盖|/3|一半"),
    AnswerType.PHONE: re.compile(r"\d{5,}"),
    AnswerType.ADDRESS: re.compile(r"[路街] ?\d|\d ?号楼|地址(?:在|是|：)"),
    AnswerType.COUNT: re.compile(
        rf"{_NUMBER} ?(?:项|种|类|枚|份|张|条|家|样|级|趟|次|遍|支|处|档|等|个|部|套)|[、].*[、]"
    ),
    AnswerType.HOURS: re.compile(
        r"(?:周|星期)[一二三四五六日末]|\d ?[:：] ?\d\d|\d ?点|节假日|24 ?小时|全天|工作时间"
    ),
    AnswerType.LIST: re.compile("、[^。]*、"),
    AnswerType.REIMBURSED: re.compile("(?:报销|支付)[^。]{0,12}(?:%|分之|成)|(?:%|分之)[^。]{0,6}报销"),
    AnswerType.VALIDITY: re.compile(
        rf"有效|长期|全年|终身|永久|一直|届满|到期|{_NUMBER} ?(?:年|个月)|不用(?:再|重新|另)"
    ),
}


def wanted_types(question: str) -> tuple[AnswerType, ...]:
    """The kinds of things a question plainly asks for; none for most questions."""
    wanted = [kind for kind, pattern in _WANTED.items() if pattern.search(question)]
    displaced = {_INSTEAD_OF.get(kind) for kind in wanted}
    return tuple(kind for kind in wanted if kind not in displaced)


def holds(fact: Fact, kind: AnswerType) -> bool:
    """Whether a fact tells something of a kind."""
    return bool(_HELD[kind].search(fact.text))
