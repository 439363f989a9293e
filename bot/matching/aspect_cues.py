"""What a question is after, read off its wording alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.catalogue.subject import Aspect

_CUES: Mapping[Aspect, re.Pattern[str]] = {
    Aspect.MATERIALS: re.compile(
        "材料|资料|手续(?!费)|证件|证明|原件|复印件|带(?:什么|啥|哪些|点)|(?:要|需要?|用)(?:带|交|提供|准备|拿|出示|开)|"
        "拿(?:什么|啥)|要(?:什么|啥|哪些)(?:东西|证|件)?|(?:还得|还要|非得|必须|用不用).{0,8}(?:交|提供|开|拿|带)"
    ),
    Aspect.TIME_LIMIT: re.compile(
        "多久|多长|几天|多少天|几个?工作日|多少个?工作日|多少日|什么时候|啥时候|何时|几时|多咱|几耐|好久|"
        "几(?:个)?(?:小时|钟头|月|年)|多少(?:个)?(?:小时|月|年)|时限|时间|期限|最晚|最迟|最快|最长|当天|当日|立等|"
        "马上|即时|有效期|多快|快不快|等(?:几|多)|几号|哪天|截止|到期|半夜|周末"
    ),
    Aspect.PROCESS: re.compile(
        "怎么(?:办|弄|搞|走|申请|操作|查|报|开|注册|领)|咋(?:办|弄|搞|整|申请|查|看|走)|如何|流程|步骤|程序|先后|"
        "第几步|一起办|一块|一并|顺便|跑几(?:趟|次)|进度|哪一步|能不能.{0,6}代|代办|自动|点办|要跑|来回"
    ),
    Aspect.CHANNEL: re.compile(
        "哪里|哪儿|哪个?(?:地方|窗口|网站|平台|系统|大厅|app|软件)|在哪|去哪|上哪|搁哪|到哪|(?:什么|啥)(?:地方|网站|平台|系统|窗口)|"
        "网上|线上|手机|掌上|异地|外地|就近|窗口|大厅|app|小程序|登录|登陆|网址|地址|邮寄|快递|寄"
    ),
    Aspect.FEE: re.compile(
        "多少钱|要钱|收费|费用|花钱|掏钱|几块|免费|不要钱|交钱|价格|工本费|谁出钱|补贴|补助|补多少|给多少|钱"
    ),
    Aspect.CONDITION: re.compile(
        "条件|资格|谁(?:能|可以)|(?:我|俺).{0,10}(?:能|可以)(?:办|申请|享受|用)|什么人|哪些人|啥人|要求|"
        "能不能|可不可以|可以.{0,6}吗|行不行|中不中|能.{0,8}(?:吗|不|么)|必须|非得|要是|如果|限制"
    ),
    Aspect.SCOPE: re.compile(
        "包括|包含|哪些|哪几|几(?:种|类|项|个|样|条|枚|方面|份)|多少(?:种|类|项|个|条|家|件)|算不算|算在|在内|范围|"
        "有没有|都有(?:什么|啥)|有(?:什么|啥)|是不是.{0,6}也|也算"
    ),
    Aspect.DEPARTMENT: re.compile(
        "哪个?(?:部门|单位|局|科|处|家|机构)|(?:什么|啥)(?:部门|单位|机构)|归谁|归哪|谁(?:管|负责|审|批|牵头|来|给|办|定)|"
        "找谁|找哪|找(?:什么|啥)|负责|牵头|主管|谁确认|谁决定"
    ),
    Aspect.CONTACT: re.compile("电话|号码|联系方式|怎么联系|地址"),
    Aspect.POLICY: re.compile(
        "规定|政策|是不是|有没有|为什么|为啥|比例|百分之|多大|目标|几成|少了|减少|取消|以前|原来|会不会|还(?:要|用|得)|"
        "什么意思|是什么|是啥|怎么回事|多少$|管不管|合法|允许"
    ),
}

# Words that leave open what is spoken of.
_OPEN = re.compile(
    "那么|那个|这个|这边|那边|那|这|它|还有|还|也|都|就|再|又|要|能|可以|会|得|是|的|了|吗|呢|吧|啊|呀|么|嘛|哈|不|没|"
    "我们|你们|我|你|您|俺|咱|办理|办|弄|搞|整|去|来|着|在|到|给|个|种|多少|大概|一般|现在|需要|用|想|怎么|咋|有没有|有|"
    "什么|啥|哪|谁|好|完|行|成|中|拿|交|带|具体|一共|总共|到底|下来|出来|下去|到手|部门|单位|地方|窗口|网站|平台|管|里|儿|归|找|最少|最多|钱|天|人|事"
)


def is_elliptical(text: str) -> bool:
    """Whether a question names nothing of its own and lives on what was said before: “那要几天”."""
    for cue in _CUES.values():
        text = cue.sub(" ", text)
    return not _OPEN.sub("", text).strip()


def aspect_weights(text: str) -> dict[Aspect, float]:
    """Share of each aspect that the wording speaks for; empty if it speaks for none.

    Shares add up to 1. “要什么材料，多久能办” gives two aspects.
    """
    hits = {aspect: 1.0 for aspect, cue in _CUES.items() if cue.search(text)}
    total = sum(hits.values())
    return {aspect: hit / total for aspect, hit in hits.items()}


def aspects_named(text: str) -> tuple[Aspect, ...]:
    """The clear aspects asked for, in the order of the text: those one would answer apart."""
    found = [
        (match.start(), aspect)
        for aspect in (Aspect.MATERIALS, Aspect.TIME_LIMIT, Aspect.CHANNEL, Aspect.FEE, Aspect.PROCESS)
        if (match := _CUES[aspect].search(text))
    ]
    return tuple(aspect for _, aspect in sorted(found))


def merged(by_wording: Mapping[Aspect, float], by_model: Mapping[Aspect, float]) -> dict[Aspect, float]:
    """What the wording speaks for and what the dialogue model takes it for, the mean of both."""
    if not by_model:
        return dict(by_wording)
    if not by_wording:
        return dict(by_model)
    return {a: (by_wording.get(a, 0.0) + by_model.get(a, 0.0)) / 2 for a in Aspect}
