"""A Rasa action around one use case: from a tracker to a turn, from an outcome to words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.catalogue.subject import Aspect
from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.memory import Memory

_ASKING = "ask_"
# Gives the current version of the knowledge, taken anew in every turn.
CurrentAnswering = Callable[[], Answering]
UseCase = Callable[[Answering, Turn], Outcome]


class TurnAction(Action):
    """The action of a name in domain.yml that runs one use case on the current turn."""

    def __init__(self, name: str, use_case: UseCase, answering: CurrentAnswering) -> None:
        self._name = name
        self._use_case = use_case
        self._answering = answering

    def name(self) -> str:
        """The name in domain.yml."""
        return self._name

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,  # noqa: ARG002 - part of Rasa's signature
    ) -> list[EventType]:
        """Speaks the replies of the use case and remembers what it wants remembered."""
        # Matching takes milliseconds of computing: off the event loop.
        outcome = await asyncio.to_thread(self._use_case, self._answering(), turn_of(tracker))
        for reply in outcome.replies:
            dispatcher.utter_message(
                text=reply.text,
                buttons=[{"title": b.title, "payload": b.payload} for b in reply.buttons],
                json_message=dict(reply.custom),
            )
        return [SlotSet("memory", outcome.memory.to_json())]


def turn_of(tracker: Tracker) -> Turn:
    """The latest message with memory and the aspects the intent classifier sees in it."""
    message = tracker.latest_message
    ranking = message.get("intent_ranking") or []
    known = {_ASKING + aspect.value: aspect for aspect in Aspect}
    aspects = {
        known[intent["name"]]: float(intent["confidence"]) for intent in ranking if intent["name"] in known
    }
    return Turn(
        text=message.get("text") or "",
        memory=Memory.from_json(tracker.get_slot("memory")),
        aspects=aspects,
        intent=(message.get("intent") or {}).get("name"),
    )
