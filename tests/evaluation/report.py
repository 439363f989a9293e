"""What an evaluation shows: one table a file, its failures, its latency."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bot.settings import PROJECT
from tests.evaluation.case import Case
from tests.evaluation.scoring import Outcome, Verdict, holds_what_is_asked
from tests.figures import aligned, percentile

_HEADINGS = ("", "题数", "答对", "对率", "答错", "误拒", "追问", "选后对", "误答", "禁词")
_STYLES = {
    "plain": "平实", "colloquial": "口语", "elliptical": "省略", "typo": "错别字",
    "noisy": "杂音", "dialectal": "方言", "long": "长叙述",
}  # fmt: skip
_ASPECTS = {
    "materials": "材料", "time_limit": "时限", "process": "流程", "channel": "渠道", "condition": "条件",
    "fee": "费用", "scope": "范围", "department": "部门", "contact": "联系", "policy": "政策",
}  # fmt: skip
_OUTCOMES = {
    Outcome.WRONG: "答错",
    Outcome.WRONGLY_REFUSED: "误拒",
    Outcome.ASKED: "追问",
    Outcome.WRONGLY_ANSWERED: "误答",
}
_SHOWN = 120


def figures(verdicts: Sequence[Verdict]) -> str:
    """The table of a file: all, answerable, to be refused, several turns, by aspect, by style."""
    answerable = [v for v in verdicts if not v.case.must_refuse]
    rows = [
        _row("全部", verdicts),
        _row("应当回答", answerable),
        _row("应当说查不到", [v for v in verdicts if v.case.must_refuse]),
        _row("多轮", [v for v in verdicts if v.case.turns]),
        *_rows_by(answerable, "方面", lambda case: _ASPECTS.get(case.aspect, case.aspect)),
        *_rows_by(verdicts, "说法", lambda case: _STYLES.get(case.style, case.style)),
    ]
    by_text = sum(holds_what_is_asked(v.case, v.given.text) and not v.forbidden for v in answerable)
    note = f"应当回答的题里，不看答复类别、只看文字也算对的：{by_text}/{len(answerable)}"
    return f"{aligned([_HEADINGS, *rows])}\n{note}"


def failures(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Each question that did not end right: what was asked, expected, said."""
    for verdict in verdicts:
        if verdict.outcome is Outcome.RIGHT:
            continue
        case, given = verdict.case, verdict.given
        chosen = "，选后对" if verdict.right_by_choice else ""
        said = given.text.replace("\n", " ")[:_SHOWN]
        asked = " → ".join((*case.turns, case.q))
        yield (
            f"{case.id} [{_OUTCOMES[verdict.outcome]}{chosen}] {asked}\n"
            f"    应有：{_expected(verdict)}\n    答了（{given.kind or '没有回话'}）：{said}"
        )


def latency(verdicts: Sequence[Verdict]) -> str:
    """p50 and p95 of the scored turns, asked one after the other."""
    times = [v.given.seconds * 1000 for v in verdicts]
    p50, p95 = percentile(times, 50), percentile(times, 95)
    return f"每轮用时（一问一答，不并发）：p50 {p50:.0f} 毫秒，p95 {p95:.0f} 毫秒"


def share(verdicts: Sequence[Verdict], *, must_refuse: bool) -> float | None:
    """The share that ended right of the questions to be refused, or of the others."""
    of_kind = [v for v in verdicts if v.case.must_refuse is must_refuse]
    return sum(v.outcome is Outcome.RIGHT for v in of_kind) / len(of_kind) if of_kind else None


def shown_path(path_name: str) -> str:
    """A file's name as it is shown: relative to the project where possible."""
    return path_name.removeprefix(f"{PROJECT}/")


def _row(label: str, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    ended = {outcome: sum(v.outcome is outcome for v in verdicts) for outcome in Outcome}
    right = ended[Outcome.RIGHT]
    return (
        label,
        str(len(verdicts)),
        str(right),
        f"{right / len(verdicts):.1%}" if verdicts else "—",
        *(str(ended[outcome]) for outcome in (Outcome.WRONG, Outcome.WRONGLY_REFUSED, Outcome.ASKED)),
        str(sum(v.right_by_choice for v in verdicts)),
        str(ended[Outcome.WRONGLY_ANSWERED]),
        str(sum(bool(v.forbidden) for v in verdicts)),
    )


def _rows_by(
    verdicts: Sequence[Verdict], heading: str, label: Callable[[Case], str]
) -> Iterator[tuple[str, ...]]:
    def key(verdict: Verdict) -> str:
        return label(verdict.case) or "（未标）"

    groups = [(name, list(group)) for name, group in groupby(sorted(verdicts, key=key), key)]
    for name, group in sorted(groups, key=lambda pair: -len(pair[1])):
        yield _row(f"  {heading}：{name}", group)


def _expected(verdict: Verdict) -> str:
    if verdict.forbidden:
        return f"不得出现 {'、'.join(verdict.forbidden)}"
    if verdict.case.must_refuse:
        return "说明查不到，并转人工"
    return " 且 ".join("/".join(group[:4]) for group in verdict.case.must)
