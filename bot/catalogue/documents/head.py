"""What the head of a document says of it: title, number, issuer, date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.documents.block import Block, Content, Paragraph
from bot.catalogue.documents.outline import mark_of

# The body begins with the first paragraph of this length or the first numbered one.
_BODY_FROM = 60
_LONGEST_HEAD = 40
_TAIL = 12
_LONGEST_TITLE = 200
_KINDS = (
    "意见|通知|办法|方案|规定|条例|细则|措施|决定|决议|公告|通告|通报|指南|规划|计划|清单|目录|规范|标准|规程|任务分工|分工表|"
    "要点|纲要|政策|问答|解读|须知|说明|批复|函|令|法"
)
_ENDS_AS_TITLE = re.compile(
    rf"(?:{_KINDS})(?:表|汇编)?[》”]?(?:等\d+个(?:方案|文件))?(?:[（(](?:试行|暂行|修订|征求意见稿|\d{{4}}年?版?)[^（()）]*[）)])?[》”]?$"
)
_OPENS_TITLE = re.compile("关于|印发|《|转发|公布")
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,15}?)\s*[〔【\[（(［]\s*((?:19|20)\d\d)\s*[〕】\]）)］]\s*(?:第\s*)?(\d{1,5})\s*号"
)
_ORDER = re.compile(r"第\s*(\d{1,4}|[一二三四五六七八九十百]{1,6})\s*号令?")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?!\d)")
_PARTIAL = re.compile(
    r"((?:19|20)\d\d)\s*(?:[年./-]\s*(?:(\d{1,2})\s*(?:[月./-]\s*(?:(\d{1,2})\s*日?)?)?)?)?"
)
_CHINESE_DATE = re.compile(
    "([二一][〇零○ＯO一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {digit: str(i) for i, digit in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○ＯO", "0")
_ISSUER = re.compile(
    r"[\u4e00-\u9fff]{2,25}(?:人民政府|办公厅|办公室|委员会|常务委员会|国务院|[部厅局院署]|中心|管委会|总局|总队)"
)
_PUBLISHED = re.compile("发布时间|发布日期|发文日期|成文日期|印发日期|公布日期|时间|日期")
# What a web page or an editor puts around a document, not the document's own words.
_FURNITURE = re.compile(
    r"^(?:首页|当前位置|您(?:现在)?的位置|来源|信息来源|发布(?:时间|日期|机构|单位)|浏览(?:次数|量)|访问量|阅读|点击|字体|字号|打印|"
    r"分享|责任?编辑|责编|编辑|作者|为您推荐|相关(?:内容|链接|阅读|文章|推荐)|上一篇|下一篇|索引号|主题分类|有效性|扫一扫|关闭窗口|"
    r"[（(]?(?:主动公开|此件公开发布|此件主动公开|依申请公开)[）)]?$)"
)


@dataclass(frozen=True)
class Head:
    """What was found; None where nothing was. `size`: how many blocks the head takes up."""

    title: str | None
    number: str | None
    issuer: str | None
    date: str | None
    size: int


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page around a document."""
    return len(text) <= _BODY_FROM * 2 and bool(_FURNITURE.match(text))


def head_of(content: Content) -> Head:
    """The head of a document, as far as it can be read off."""
    size = _size(content.blocks)
    lines = [b.text for b in content.blocks[:size] if isinstance(b, Paragraph)]
    own = [line for line in lines if not is_furniture(line)]
    number = _number(own)
    titled = next((b.text for b in content.blocks if isinstance(b, Paragraph) and b.level == 0), None)
    return Head(
        title=titled or _title(own) or _main_heading(content.blocks[:size]) or _page_title(content.title),
        number=number,
        issuer=_issuer(own),
        date=_date(own, content.blocks, lines, number),
        size=size,
    )


def body_end(blocks: Sequence[Block]) -> int:
    """How many blocks there are before the signature: issuer and date on lines of their own."""
    end = len(blocks)
    while end and len(blocks) - end < _TAIL:
        last = blocks[end - 1]
        if not isinstance(last, Paragraph) or not (
            is_furniture(last.text) or _is_issuer(last.text) or _DATE.fullmatch(_in_figures(last.text))
        ):
            break
        end -= 1
    return end


def partial_date(text: str) -> str | None:
    """A date as exact as it is given, as 2024, 2024-04 or 2024-04-28; None if it is none."""
    match = _PARTIAL.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])


def _size(blocks: Sequence[Block]) -> int:
    for at, block in enumerate(blocks[:_LONGEST_HEAD]):
        if not isinstance(block, Paragraph):
            return at
        long = len(block.text) >= _BODY_FROM and not is_furniture(block.text) and block.level is None
        mark = mark_of(block.text)
        if long or (mark and not (mark.rank == 0 and mark.is_alone)):
            return at
    return min(len(blocks), _LONGEST_HEAD)


def _title(lines: Sequence[str]) -> str | None:
    """The lines that end as titles end, with those before that begin them."""
    texts = [line for line in lines if not _is_number(line) and not _DATE.fullmatch(line.strip("()（）"))]
    for at, text in enumerate(texts):
        if not _ENDS_AS_TITLE.search(text):
            continue
        first = at
        # A title broken over lines begins with what it is about, or inside its quotation marks.
        for back in range(at - 1, max(at - 4, -1), -1):
            if _is_whole(texts[first : at + 1]):
                break
            if _OPENS_TITLE.match(texts[back]) or not _is_balanced("".join(texts[first : at + 1])):
                first = back
        if first and _is_issuer(texts[first - 1]) and _OPENS_TITLE.match(texts[first]):
            first -= 1
        title = "".join(texts[first : at + 1]) if first < at else text
        return re.sub(r"\s+", " ", title).strip()[:_LONGEST_TITLE]
    return None


def _is_whole(lines: Sequence[str]) -> bool:
    text = "".join(lines)
    return _is_balanced(text) and bool(_OPENS_TITLE.match(text))


def _is_balanced(text: str) -> bool:
    return text.count("《") == text.count("》") and text.count("“") == text.count("”")


def _main_heading(blocks: Sequence[Block]) -> str | None:
    return next((b.text for b in blocks if isinstance(b, Paragraph) and b.level == 1), None)


def _page_title(title: str | None) -> str | None:
    """The title of a web page without the name of its site."""
    if not title:
        return None
    own = re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+", title)[0].strip()
    return own[:_LONGEST_TITLE] or None


def _is_number(line: str) -> bool:
    match = _NUMBER.search(line)
    return bool(match) and len(line) - len(match[0] if match else "") <= 4


def _number(lines: Sequence[str]) -> str | None:
    for line in lines:
        match = _NUMBER.search(line)
        # A number inside a sentence is another document's.
        if match and len(line) - len(match[0]) <= 4:
            return f"{match[1]}〔{match[2]}〕{match[3]}号"
    for line in lines:
        match = _ORDER.fullmatch(line.strip("()（） "))
        if match:
            return f"第 {match[1]} 号"
    return None


def _is_issuer(line: str) -> bool:
    parts = re.split(r"[\s、]+", line.removesuffix("文件").strip())
    return all(_ISSUER.fullmatch(part) for part in parts)


def _issuer(lines: Sequence[str]) -> str | None:
    found = next((line for line in lines if _is_issuer(line)), None)
    return "、".join(re.split(r"[\s、]+", found.removesuffix("文件").strip())) if found else None


def _date(
    own: Sequence[str], blocks: Sequence[Block], lines: Sequence[str], number: str | None
) -> str | None:
    """The day a document was signed: a line of its own. Else the day a page gives for it."""
    tail = [b.text for b in blocks[-_TAIL:] if isinstance(b, Paragraph)]
    for line in (*own, *tail):
        text = _in_figures(line.strip("()（） \u3000"))
        match = _DATE.match(text)
        if match and len(text) - len(match[0]) <= 6:
            return partial_date(f"{match[1]}-{match[2]}-{match[3]}")
    published = (m for line in lines if _PUBLISHED.search(line) and (m := _DATE.search(line)))
    match = next(published, None)
    # A page may show a document years later: then its day says nothing of the document's.
    if match and (number is None or f"〔{match[1]}〕" in number):
        return partial_date(f"{match[1]}-{match[2]}-{match[3]}")
    return None


def _in_figures(text: str) -> str:
    """二〇二四年四月二十八日 as 2024年4月28日."""
    match = _CHINESE_DATE.fullmatch(text)
    if not match:
        return text
    year = "".join(_DIGITS[digit] for digit in match[1])
    return f"{year}年{_small(match[2])}月{_small(match[3])}日"


def _small(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (int(_DIGITS[tens]) if tens else 1 if ten else 0) * 10 + (int(_DIGITS[ones]) if ones else 0)
