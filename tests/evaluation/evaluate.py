"""Asks a real system the labelled questions and prints how it did.

`make evaluate` starts a system of its own; ARGS="--url …" uses one that runs.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import aiohttp

from bot.settings import PROJECT
from tests.child_processes import SystemTrouble, end_on_sigterm
from tests.evaluation.case import BadCases, Case, read_cases
from tests.evaluation.citizen import Citizens, NoReply
from tests.evaluation.report import failures, figures, latency, share, shown_path
from tests.evaluation.scoring import Outcome, Verdict, judge
from tests.running_system import running_system

_FOLDER = Path(__file__).parent
SEEN = _FOLDER / "seen.jsonl"
# Questions nobody may read while developing: only their figures are shown.
UNSEEN = _FOLDER / "unseen.jsonl"
_SHARED = PROJECT.parent / "shared" / "evaluation" / "questions.jsonl"
_ALWAYS = (SEEN, UNSEEN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluates; 0, or 1 below a floor or if there was nothing to ask or nobody to answer."""
    end_on_sigterm()
    options = _parser().parse_args(arguments)
    try:
        files = {path: read_cases(path) for path in _files(options.cases)}
        with contextlib.ExitStack() as stack:
            url = options.url
            if url is None:
                print("启动一套真实系统……", flush=True)
                url = stack.enter_context(running_system()).url
            verdicts = {path: asyncio.run(ask_all(url, cases)) for path, cases in files.items()}
    except (BadCases, NoReply, SystemTrouble) as error:
        print(error, file=sys.stderr)
        return 1
    for path, of_file in verdicts.items():
        _show(path, of_file)
    everything = [verdict for of_file in verdicts.values() for verdict in of_file]
    reached = [
        _reaches(everything, options.floor_right, "应当回答的题答对", must_refuse=False),
        _reaches(everything, options.floor_refuse, "应当说查不到的题答对", must_refuse=True),
    ]
    return 0 if all(reached) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluate", description="用标注题评测一套真实系统")
    parser.add_argument("--url", help="用正在运行的系统（不给就自己启动一套）")
    parser.add_argument(
        "--cases", nargs="+", type=Path, metavar="文件",
        help=f"题目文件，代替 {_SHARED.name}；{SEEN.name} 和 {UNSEEN.name} 总是要考",
    )  # fmt: skip
    parser.add_argument("--floor-right", type=float, metavar="比例", help="全部应答题的答对率下限，如 0.8")
    parser.add_argument("--floor-refuse", type=float, metavar="比例", help="全部应拒题的答对率下限")
    return parser


def _files(given: Sequence[Path] | None) -> list[Path]:
    chosen = list(given) if given else [path for path in (_SHARED,) if path.exists()]
    return list(dict.fromkeys(path.resolve() for path in (*chosen, *_ALWAYS)))


async def ask_all(url: str, cases: Iterable[Case]) -> list[Verdict]:
    """The verdicts on what a system answers, each question in a conversation of its own."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        citizens = Citizens(session, url)
        # One after the other: the time of a turn is then its own.
        return [await _ask(citizens, case) for case in cases]


async def _ask(citizens: Citizens, case: Case) -> Verdict:
    messages = (*case.turns, case.q)
    verdict = judge(case, await citizens.converse(messages))
    if verdict.outcome is not Outcome.ASKED or case.must_refuse:
        return verdict
    for button in verdict.given.buttons:
        chosen = judge(case, await citizens.converse((*messages, button.payload)))
        if chosen.outcome is Outcome.RIGHT:
            return replace(verdict, right_by_choice=True)
    return verdict


def _show(path: Path, verdicts: Sequence[Verdict]) -> None:
    print(f"\n== {shown_path(str(path))}")
    print(figures(verdicts))
    if path.name == UNSEEN.name:
        return
    print(latency(verdicts))
    for failure in failures(verdicts):
        print(failure)


def _reaches(verdicts: Sequence[Verdict], floor: float | None, label: str, *, must_refuse: bool) -> bool:
    reached = share(verdicts, must_refuse=must_refuse)
    if reached is None:
        return True
    enough = floor is None or reached >= floor
    limit = "" if floor is None else f"，下限 {floor:.1%}，{'达到' if enough else '没有达到'}"
    print(f"\n合计{label}：{reached:.1%}{limit}。")
    return enough


if __name__ == "__main__":
    sys.exit(main())
