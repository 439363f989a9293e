"""Our actions as a stock rasa-sdk action server loads them: classes it makes without arguments.

`python -m rasa_sdk --actions tests.bench.stock_actions`
"""

from __future__ import annotations

from functools import cache, partialmethod

from actions.registry import USE_CASES
from actions.turns import TurnAction
from bot.catalogue.loader import load
from bot.settings import PROJECT
from bot.usecases.answering import Answering


@cache
def answering() -> Answering:
    """The answers of the shipped knowledge, loaded in the first turn."""
    return Answering(load(PROJECT / "knowledge"))


# The action server makes one of every subclass of Action it finds, except in its own
# modules; TurnAction itself cannot be made without arguments.
TurnAction.__module__ = f"rasa_sdk.{TurnAction.__module__}"

# Named in the module, because the server's worker process finds its classes by name.
globals().update(
    {
        name: type(
            name,
            (TurnAction,),
            {
                "__module__": __name__,
                "__init__": partialmethod(TurnAction.__init__, name, use_case, answering),
            },
        )
        for name, use_case in USE_CASES.items()
    }
)
