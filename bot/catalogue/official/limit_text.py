"""How long something takes at most, read from the wording of a catalogue's cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from bot.catalogue.official.cell_text import full_width, is_nothing
from bot.catalogue.subject import LimitKind, TimeLimit, TimeUnit

_AT_ONCE = re.compile("即办件?|(?:当场|即时|立即|现场)(?:办结|办理|办完)?|即来即办")
_NO_LIMIT = re.compile("(?:无|没有|不设)(?:法定|承诺)?(?:办结|办理)?(?:时限|期限)(?:要求|限制|规定)?|不限")
_NUMBER = r"\d+(?:\.\d+)?|[零一二两三四五六七八九十百千]+|半"
_UNITS = {
    TimeUnit.WORKING_DAY: "个?工作日",
    TimeUnit.DAY: "个?(?:自然|日历)日|日|天",
    TimeUnit.HOUR: "个?小时",
    TimeUnit.MINUTE: "分钟",
    TimeUnit.MONTH: "个?月",
    TimeUnit.YEAR: "年",
}
_WEEK = "周|个?星期"
_UNIT = "|".join((*_UNITS.values(), _WEEK))
_LIMIT = re.compile(
    "(?:(?:法定|承诺)?(?:办结|办理)?(?:时限|期限|时间)?(?:为|是)?:?)?"
    r"(?P<since>[^\d:]{0,20}?(?:之日起|日起|后|起))?"
    "(?:不超过|不多于|最长|最多|≤|<=)?"
    rf"(?:(?P<least>{_NUMBER})(?P<least_unit>{_UNIT})?[-至到])?"
    rf"(?P<most>{_NUMBER})(?P<unit>{_UNIT})?"
    "(?:(?:以|之)?内)?(?:办结|办完|完成|办理完毕)?"
)
_DASHES = re.compile("[~—–−〜]+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_DURATION = re.compile(rf"(?:{_NUMBER})(?:{_UNIT})")
_EXCLUSION = re.compile("不含|不包括|不包含|不计|除")
_WORDS = {
    TimeUnit.WORKING_DAY: "个工作日",
    TimeUnit.DAY: "天",
    TimeUnit.HOUR: "小时",
    TimeUnit.MINUTE: "分钟",
    TimeUnit.MONTH: "个月",
    TimeUnit.YEAR: "年",
}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_NUMBER = re.compile(
    "(?:[一二两三四五六七八九]千)?(?:零?[一二两三四五六七八九]百)?"
    "(?:(?:零?[一二三四五六七八九])?十)?(?:零?[一二两三四五六七八九])?"
)
_MOST = 9_999


class LimitNotUnderstood(Exception):
    """A wording that cannot be read exactly; the message says in Chinese why."""


@dataclass(frozen=True)
class LimitText:
    """A limit; without `amount` it is at once.

    `least` is the lower end of “1-3 个工作日”; `notes` is what else the cell says (“不含公示”).
    """

    unit: TimeUnit
    amount: Decimal | None = None
    least: Decimal | None = None
    notes: tuple[str, ...] = ()

    def as_limit(self, kind: LimitKind) -> TimeLimit:
        """The upper bound as a typed limit."""
        return TimeLimit(unit=self.unit, kind=kind, amount=self.amount)

    @property
    def words(self) -> str:
        """“1 至 3 个工作日”, “当场” for what is done at once; without the notes."""
        if self.amount is None:
            return "当场"
        least = "" if self.least is None else f"{_plain(self.least)} 至 "
        return f"{least}{_plain(self.amount)} {_WORDS[self.unit]}"

    @property
    def bracketed_notes(self) -> str:
        """“（不含公示）”, empty if the cell says nothing else."""
        return f"（{'；'.join(self.notes)}）" if self.notes else ""


def read_limit(cell: str, bare_unit: TimeUnit | None = None) -> LimitText | None:
    """The limit that a cell states, None if it states none. Raises LimitNotUnderstood.

    `bare_unit`: what a number without a unit counts.
    """
    text = _DASHES.sub("-", re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))).rstrip("。.")
    notes = [note for inside in _BRACKETED.findall(text) for note in re.split("[,;]", inside) if note]
    core, *further = re.split("[,;。]", _BRACKETED.sub("", text), maxsplit=1)
    notes += [note for note in further if note]
    if is_nothing(core) or _NO_LIMIT.fullmatch(core):
        if notes:
            raise LimitNotUnderstood("没有写时限，只有说明")
        return None
    if any(_DURATION.search(note) and not _EXCLUSION.match(note) for note in further):
        raise LimitNotUnderstood("写了不止一个时限")
    if _AT_ONCE.fullmatch(core):
        return LimitText(TimeUnit.IMMEDIATE, notes=_said(notes))
    return _counted(core, notes, bare_unit)


def _counted(core: str, notes: list[str], bare_unit: TimeUnit | None) -> LimitText:
    found = _LIMIT.fullmatch(core)
    if found is None:
        raise LimitNotUnderstood("看不懂")
    if found["least_unit"] not in (None, found["unit"]):
        raise LimitNotUnderstood("前后单位不一样")
    most = _number(found["most"])
    least = None if found["least"] is None else _number(found["least"])
    if most == 0:
        raise LimitNotUnderstood("时限是 0，看不出是不是当场办结")
    if most > _MOST or (least is not None and least >= most):
        raise LimitNotUnderstood("数字不合理")
    unit, notes = _unit(found["unit"], notes, bare_unit)
    if found["unit"] and re.fullmatch(_WEEK, found["unit"]):
        most, least = most * 7, None if least is None else least * 7
    if found["since"]:
        notes = [found["since"], *notes]
    return LimitText(unit, most, least, _said(notes))


def _unit(written: str | None, notes: list[str], bare_unit: TimeUnit | None) -> tuple[TimeUnit, list[str]]:
    """The unit, and the notes without those that only name it: “20(工作日)”."""
    unit = None if written is None else _named(written)
    for at, note in enumerate(notes):
        named = _named(note)
        if named is None:
            continue
        others = notes[:at] + notes[at + 1 :]
        if unit in (None, named):
            # “自然日” tells more than “天” does.
            return named, notes if named is TimeUnit.DAY else others
        if unit is TimeUnit.DAY and named is TimeUnit.WORKING_DAY and written in ("日", "天"):
            return named, others
        if TimeUnit.WORKING_DAY in (unit, named):
            raise LimitNotUnderstood(f"“{written}”和“{note}”对不上")
    if unit is None and bare_unit is None:
        raise LimitNotUnderstood("没有写单位")
    return unit or bare_unit or TimeUnit.DAY, notes


def _named(text: str) -> TimeUnit | None:
    if re.fullmatch(_WEEK, text):
        return TimeUnit.DAY
    return next((unit for unit, pattern in _UNITS.items() if re.fullmatch(pattern, text)), None)


def _number(text: str) -> Decimal:
    if text == "半":
        return Decimal("0.5")
    if text[0].isdigit():
        return Decimal(text)
    if not _CHINESE_NUMBER.fullmatch(text):
        raise LimitNotUnderstood(f"“{text}”不是数")
    total, digit = 0, 0
    for character in text:
        if character in _POWERS:
            total, digit = total + (digit or 1) * _POWERS[character], 0
        else:
            digit = _DIGITS[character]
    return Decimal(total + digit)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _said(notes: list[str]) -> tuple[str, ...]:
    return tuple(full_width(note) for note in notes)
