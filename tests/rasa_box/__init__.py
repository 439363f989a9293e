"""Tests of what runs inside the Rasa environment."""
