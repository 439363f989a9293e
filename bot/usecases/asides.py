"""What people say beside their question: openings, chatter, corrections, ways back to a matter."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bot.matching.aspect_cues import aspects_named

_QUESTION = re.compile("[?？吗呢么啥]|什么|怎么|咋|几|多少|多久|哪|谁|可以不|有没有|多大|(?<!不)(.)不\\1")
_PERSON = re.compile(
    "转人工|人工(?:服务|客服|坐席|接听)|^人工$|真人|话务员|客服|找个(?:活|真)?人(?:说|聊|来|跟|和)"
)
# What people say before they say anything: “我想问一下”, “有个事”.
_OPENING = re.compile(
    "(?=.*(?:问|咨询|打听|请教|了解|事|情况|就是说|跟[你您]说|^$))(?:咨询|打听|请教|了解|情况|问题|就是|麻烦|"
    "[请我俺你您想要来有这那个件点些一下事儿问是说帮忙查看的了吧啊呀嘛呢跟])*"
)
# What is said back to an answer without asking for more: “哈哈”, “好的知道了”.
_CHATTER = re.compile(
    "(?:哈+|呵+|嘿+|嘻+|嗯+|哦+|噢+|喔+|唔+|唉+|哎+[呀哟]?|好(?:的|嘞|吧|呢|了|啊|滴)?|行(?:吧|啊|了)?|中|可以|成|ok|"
    "(?:我|俺)?(?:知道|晓得|明白|了解|懂|清楚|记住|收到)(?:了|啦)?|原来如此|原来是?这样|这样啊|这么[快慢]啊?|"
    "没事(?:儿|了)?|真(?:是)?(?:好|快|麻烦|不错|方便|行)|太?(?:好|棒|厉害)了|厉害|不错|有意思|[啊呀啦呢吧了哟嘛])+",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"[\W_]+")
_CALLED_OFF = re.compile(
    "算了|算啦|算喽|蒜了|取消|曲消|取肖|撤|退出|返回|重来|重新开始|回到开头|从头|^停|打住|放弃|[中终]止|为止|拉倒|作罢|当我没|改主意|后悔|"
    "再想想|[不别](?:用|想|要|再)?(?:办|弄|搞|问|说|查|投诉|反映|登记|报|填|写|记|告|整)|^得了?[，,]|唔(?:搞|办|好搞)|"
    "以后再|回头再|下次再|先放|已经解决|cancel|quit",
    re.IGNORECASE,
)

_SAYS = "(?:问|说|指|讲|查|办|要)"
# “不是换证，是补办”, “不是这个，我问的是换证”, “我说的是补办”: what follows is meant.
_TURNED_DOWN = "(?:不对|错了|搞错了|弄错了|不是|你?理解错了|没问这个)?[，,。！!\\s]*"
_DENIAL = f"{_TURNED_DOWN}(?:[那这]个|(?:我|俺){_SAYS}?的?)?不是[^，,。！!吗？?]{{1,10}}[，,。！!\\s]*"
_CLAIM = f"(?:我|俺)?(?:想|要)?{_SAYS}的?(?:是|不是这个[，,]?是)"
_CORRECTION = re.compile(
    f"^(?:{_DENIAL}(?:{_CLAIM}|而?是)|(?:不是|不对|错了|搞错了|弄错了|你?理解错了|没问这个|不是这个|不是问这个)?[，,。！!\\s]*"
    f"(?:我|俺)?(?:想|要)?{_SAYS}的(?:是|不是这个[，,]?是)|(?:不是|不对|错了|搞错了|弄错了)[，,。！!\\s]+(?:我是{_SAYS})?(?=.{{2}}))"
)
# “补办不是换证”: what is not meant, said after what is.
_NOT_MEANT = re.compile("[，,\\s]*(?:而)?(?:不是|不要|没问)[^，,。！!吗？?]{1,10}$")
# “回到刚才身份证的事”, “还是说护照吧，要带什么”.
_BACK = re.compile(
    "^(?:那|好|嗯|行|好的)?[，,\\s]*(?:(?:还是|再|咱们?|我们)?(?:先)?(?:回到|说回|问回|聊回|回过头来?[说问]?|接着[说问]|继续[说问])|还是(?:先)?[说问]|再[说问]一?下?(?=刚|前|上|之前)|"
    "(?=(?:刚才|刚刚|前面|上面|一开始)(?:我)?[问说]的))"
    "一?下?(?:刚才|刚刚|前面|上面|之前|一开始)?(?:我)?[问说]?的?(?:那个)?"
)
_AFTER_BACK = re.compile(
    "的?(?:那件|那个|这个|这件)?(?:事|问题)(?:情|儿)?(?=[吧啊呀，,。\\s]|$)|吧(?=[，,。\\s]|$)"
)
_SHORTEST = 2
_BETWEEN = re.compile("[，。？！；,?!;\n]+|(?:还有|另外|以及|顺便|再就是|对了)(?:再?问一?下?)?")


class Meant(NamedTuple):
    """A message without what turns down the reply before, or leads back to an earlier matter."""

    text: str
    corrects: bool
    """Whether it turned that reply down."""


def asks(text: str) -> bool:
    """Whether a text has the form of a question."""
    return bool(_QUESTION.search(text))


def asks_for_person(text: str) -> bool:
    """Whether a text calls for a person."""
    return bool(_PERSON.search(text))


def opens(words: str) -> bool:
    """Whether normalised words without blanks say only that something will be asked."""
    return bool(_OPENING.fullmatch(words))


def chats(text: str) -> bool:
    """Whether a text only says back that it was heard: “哈哈”, “好的知道了”."""
    words = _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))
    return bool(_CHATTER.fullmatch(words))


def calls_off(text: str) -> bool:
    """Whether a text drops what was being asked: “算了”, “不问了”."""
    return bool(_CALLED_OFF.search(text)) and not asks(text.replace("这么", ""))


def meant(text: str) -> Meant:
    """What a message means by itself, as it was written where nothing is to be cut."""
    claimed = _CORRECTION.sub("", text)
    corrects = claimed != text
    if corrects:
        claimed = _NOT_MEANT.sub("", claimed)
    back = _BACK.sub("", claimed)
    if back != claimed:
        claimed = _AFTER_BACK.sub(" ", back).strip()
    return Meant(claimed, corrects) if len(claimed) >= _SHORTEST else Meant(text, corrects=False)


def asking_clauses(text: str) -> list[str]:
    """The clauses of a message that ask something, each with what is told before it."""
    clauses: list[str] = []
    told = ""
    for clause in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        told += clause
        if asks(clause) or aspects_named(clause):
            clauses.append(told)
            told = ""
        else:
            told += "，"
    return clauses
