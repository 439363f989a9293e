"""From Rasa's tracker to a turn: the text, what was remembered, what the intents say."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.turns import turn_of
from bot.catalogue.subject import Aspect
from bot.usecases.answering import Turn
from bot.usecases.memory import Memory


def tracker(latest: dict[str, Any], slots: dict[str, Any] | None = None) -> Tracker:
    """A tracker as Rasa sends it."""
    return Tracker("c1", slots or {}, latest, [], False, None, {}, None)


def test_a_turn_holds_the_text_and_what_was_remembered() -> None:
    memory = Memory(subject="a", question="b", candidates=("a#b",), misses=1, person_offered=True)
    latest = {"text": "办证", "intent_ranking": []}
    assert turn_of(tracker(latest, {"memory": memory.to_json()})) == Turn("办证", memory, {})


def test_only_intents_that_ask_for_an_aspect_are_weighed() -> None:
    ranking = [
        {"name": "ask_fee", "confidence": 0.6},
        {"name": "greet", "confidence": 0.2},
        {"name": "ask_person", "confidence": 0.1},
        {"name": "ask_time_limit", "confidence": 0.1},
        {"name": "nlu_fallback", "confidence": 0.3},
    ]
    turn = turn_of(tracker({"text": "换驾照", "intent_ranking": ranking}))
    assert turn.aspects == {Aspect.FEE: 0.6, Aspect.TIME_LIMIT: 0.1}


@pytest.mark.parametrize("latest", [{}, {"text": None}, {"text": "", "intent_ranking": None}])
def test_a_message_that_says_nothing_makes_an_empty_turn(latest: dict[str, Any]) -> None:
    assert turn_of(tracker(latest)) == Turn("")
