"""Questions as citizens vary them: typos by ear, dialect, fillers, another order. All invented."""

from __future__ import annotations

import random
from typing import NamedTuple

# Matters of different sounds, so that what belongs together leaves no doubt.
MATTERS = (
    "护照", "低保", "残疾证", "居住证", "电动车上牌", "老旧小区加装电梯补贴", "公积金异地提取",
    "身份证换领", "户口迁移", "新生儿落户", "结婚证补办", "养老金资格认证", "失业金申领", "灵活就业参保",
    "驾驶证换证", "车辆年检", "网约车资格证", "卫生许可证", "排污许可", "宅基地确权", "房产继承", "公租房",
    "生育津贴", "独生子女费", "高龄补贴", "养老院床位", "中小学转学", "幼儿园报名", "教师资格证",
    "无犯罪记录证明", "港澳通行证", "殡葬补贴", "退伍军人优待证", "个体户注销", "税务登记", "发票领购",
    "水电过户", "燃气开户", "暖气报停", "垃圾清运",
)  # fmt: skip
_WAYS = {
    "materials": (
        "要什么材料",
        "需要带什么材料",
        "要带啥",
        "都要准备哪些东西",
        "需要提供哪些资料",
        "得拿啥证件",
    ),
    "time": ("要多久", "多长时间能办好", "几天能办下来", "得多少天", "要几个工作日"),
    "cost": ("要多少钱", "收费吗", "得花多少钱", "费用多少"),
    "place": ("去哪里办", "在哪办理", "到哪个窗口办", "搁哪办"),
    "process": ("怎么办", "咋办", "怎么办理", "如何申请", "办理流程是什么", "咋弄"),
}
_BEFORE = (
    "",
    "",
    "请问",
    "你好，",
    "俺想问问",
    "我想咨询一下",
    "麻烦问一下",
    "那个，",
    "您好请问",
    "我想知道",
)
_AFTER = ("", "", "？", "啊", "呢", "，谢谢", "吗")
_BY_EAR = dict(zip("护照证补公积金房产驾登记住残疾", "户赵正捕工基今防铲架灯计注惨急", strict=True))
_TYPOS, _NAME_FIRST = 0.25, 0.8


class Planted(NamedTuple):
    """A question with the matter and the aspect it is about."""

    text: str
    matter: str
    aspect: str


def planted(count: int, seed: int = 1) -> list[Planted]:
    """So many questions, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    return [_planted(chance) for _ in range(count)]


def _planted(chance: random.Random) -> Planted:
    matter, aspect = chance.choice(MATTERS), chance.choice(list(_WAYS))
    name = matter
    sounding = [character for character in name if character in _BY_EAR]
    if sounding and chance.random() < _TYPOS:
        mistaken = chance.choice(sounding)
        name = name.replace(mistaken, _BY_EAR[mistaken], 1)
    way = chance.choice(_WAYS[aspect])
    asked = name + way if chance.random() < _NAME_FIRST else way + name
    return Planted(chance.choice(_BEFORE) + asked + chance.choice(_AFTER), matter, aspect)
