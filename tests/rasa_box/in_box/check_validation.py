"""The compiled check of an action's answer accepts and refuses exactly what Rasa's own does."""
# mypy: ignore-errors
# ruff: noqa: PT009, PT027 - there is no pytest in the Rasa environment

from __future__ import annotations

import json
import os
import unittest
from importlib import import_module
from pathlib import Path
from unittest import mock

from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction

# By name: mypy, which knows nothing of Rasa, must not follow it.
compiled_validation = import_module("rasa_box.compiled_validation")

GOOD = [
    {},
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "name": "memory", "value": {"subject": None}}],
        "responses": [{"text": "好"}],
    },
    {"events": [{"event": "slot", "timestamp": None, "name": "memory", "value": None}]},
    {"events": [{"event": "bot"}, {"event": "restart"}]},
    {"responses": [{"text": "好", "buttons": [], "custom": {"kind": "answer"}}], "more": 1},
]
BAD = [
    [],
    None,
    "text",
    {"events": {}},
    {"events": [5]},
    {"events": [{}]},
    {"events": [{"event": 5}]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "slot", "name": 5, "value": 1}]},
    {"events": [{"event": "dance"}]},
    {"events": [{"event": "bot", "timestamp": "now"}]},
    {"responses": "text"},
    {"responses": ["text"]},
]


def accepted(check, result):
    """Whether a check lets a result pass."""
    try:
        check(result)
    except ValidationError:
        return False
    return True


class CompiledValidation(unittest.TestCase):
    def setUp(self):
        original = RemoteAction._validate_action_result
        self.addCleanup(setattr, RemoteAction, "_validate_action_result", original)

    def test_the_installed_rasa_is_the_one_it_was_written_for(self):
        self.assertEqual(compiled_validation.source_digest(), compiled_validation.EXPECTED_SOURCE)

    def test_it_is_put_in_place(self):
        compiled_validation.install()
        self.assertIs(RemoteAction._validate_action_result, compiled_validation._validate_action_result)
        compiled_validation.install()

    def test_another_rasa_is_not_patched_blindly(self):
        before = RemoteAction._validate_action_result
        another = mock.patch.object(compiled_validation, "EXPECTED_SOURCE", "another")
        with another, self.assertRaises(RuntimeError):
            compiled_validation.install()
        self.assertIs(RemoteAction._validate_action_result, before)

    def test_it_accepts_and_refuses_what_rasa_does(self):
        compiled_validation.install()
        action = RemoteAction("action_answer", None)
        schema = RemoteAction.action_response_format_spec()
        for result in (*GOOD, *BAD):
            with self.subTest(result=result):
                by_rasa = accepted(lambda one: validate(one, schema), result)
                self.assertEqual(accepted(action._validate_action_result, result), by_rasa)
                self.assertEqual(by_rasa, result in GOOD)

    def test_what_it_accepts_it_says_so_as_rasa_does(self):
        compiled_validation.install()
        self.assertIs(RemoteAction("action_answer", None)._validate_action_result({}), True)

    def test_the_results_of_our_own_actions_are_accepted(self):
        results = json.loads(Path(os.environ["JIESU_TEST_RESULTS"]).read_text(encoding="utf-8"))
        self.assertGreaterEqual(len(results), 5)
        for result in results:
            validate(result, RemoteAction.action_response_format_spec())
