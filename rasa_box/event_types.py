"""Finds the class of a stored event without walking all classes for each event.

Rasa asks every subclass of Event for its subclasses whenever it reads one event back: a
quarter of a turn in a conversation of some length. The answer never changes.
"""

from __future__ import annotations

from functools import cache

from rasa.shared.core.events import Event


def install() -> None:
    """Lets Rasa remember which class a type name stands for."""
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
