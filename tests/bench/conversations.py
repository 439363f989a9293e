"""What citizens say in the load test: whole conversations in everyday words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

# A greeting, several matters, a follow-up that names none, thanks: eight messages each.
CONVERSATIONS = (
    (
        "你好",
        "新办公司刻章要多长时间",
        "那要钱吗",
        "爱山东能办多少事",
        "没买房孩子能上学吗",
        "执照能寄到家里不",
        "房产证更名要几天",
        "好的，谢谢",
    ),
    (
        "您好，在吗",
        "异地就医备案手机上能办吗",
        "归哪个部门管",
        "哪些外国人能办口岸签证",
        "过户的税能网上交吗",
        "不会上网，开公司有人帮忙吗",
        "企业盖厂房审批最快多少天",
        "知道了，多谢",
    ),
    (
        "喂，是12345吗",
        "电子执照多久能拿到",
        "有了这个还给纸质的吗",
        "社保费和医保费能在一个窗口办吗",
        "项目评估要多久",
        "附近哪家火锅好吃",
        "高级技工算不算高层次人才",
        "谢谢啊",
    ),
)


def conversations(first: int) -> Iterator[tuple[str, ...]]:
    """Conversations without end, beginning with another one for each `first`."""
    return itertools.islice(itertools.cycle(CONVERSATIONS), first % len(CONVERSATIONS), None)
