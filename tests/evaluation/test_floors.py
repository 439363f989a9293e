"""The assistant understands at least as many labelled questions as it did.

Floors stand some points below what `make evaluate` printed last (docs/evaluation.md), for
a good change may lose single questions. They only ever rise.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.evaluation.case import read_cases
from tests.evaluation.evaluate import SEEN, UNSEEN, ask_all
from tests.evaluation.report import share
from tests.running_system import RunningSystem

# Of 250 replies, those that hold a figure that would be wrong for the question.
MOST_FORBIDDEN = 2
FLOORS = {SEEN: (0.77, 0.85), UNSEEN: (0.72, 0.80)}


@pytest.mark.rasa
@pytest.mark.parametrize("path", FLOORS, ids=lambda path: path.stem)
def test_questions_are_answered_and_refused_at_least_as_well_as_before(
    whole_system: RunningSystem, path: Path
) -> None:
    verdicts = asyncio.run(ask_all(whole_system.url, read_cases(path)))
    right, refused = (share(verdicts, must_refuse=must) or 0.0 for must in (False, True))
    floor_right, floor_refused = FLOORS[path]
    assert right >= floor_right, f"{right:.3f} of the answerable questions are answered right"
    assert refused >= floor_refused, f"{refused:.3f} of the others are refused"
    forbidden = sum(bool(verdict.forbidden) for verdict in verdicts)
    assert forbidden <= MOST_FORBIDDEN, f"{forbidden} replies say what they must not say"
