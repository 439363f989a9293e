"""All actions of domain.yml, each with the use case it runs."""

from __future__ import annotations

from collections.abc import Mapping

from actions.turns import CurrentAnswering, TurnAction, UseCase
from bot.usecases.answering import Answering

USE_CASES: Mapping[str, UseCase] = {
    "action_answer": Answering.answer_question,
    "action_choose": Answering.choose,
    "action_cancel": Answering.cancel,
    "action_hand_off": Answering.hand_off,
    "action_take_complaint": Answering.take_complaint,
    "action_follow_ticket": Answering.follow_ticket,
}


def all_actions(answering: CurrentAnswering) -> list[TurnAction]:
    """One action a name."""
    return [TurnAction(name, use_case, answering) for name, use_case in USE_CASES.items()]
