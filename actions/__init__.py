"""Rasa's custom actions: read the tracker, call one use case, speak, return events."""
