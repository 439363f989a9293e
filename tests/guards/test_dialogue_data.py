"""Intents, rules, actions and their training data fit together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.registry import USE_CASES
from bot.catalogue.subject import Aspect
from bot.settings import PROJECT
from bot.usecases.inbound import LONGEST_MESSAGE
from bot.usecases.reply import ReplyKind

NLU = sorted((PROJECT / "data" / "nlu").glob("*.yml"))
# Rasa's own intent for what it did not understand.
FALLBACK = "nlu_fallback"


def read(name: str | Path) -> dict[str, Any]:
    """A YAML file of the project."""
    content = yaml.safe_load((PROJECT / name).read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def domain() -> dict[str, Any]:
    """domain.yml."""
    return read("domain.yml")


def examples() -> dict[str, list[str]]:
    """Examples by intent."""
    found: dict[str, list[str]] = {}
    for path in NLU:
        for entry in read(path)["nlu"]:
            lines = str(entry["examples"]).splitlines()
            assert entry["intent"] not in found, f"{entry['intent']} stands in two files"
            assert all(line.startswith("- ") for line in lines), path
            found[entry["intent"]] = [line[2:].strip() for line in lines]
    return found


def steps() -> list[dict[str, str]]:
    """The steps of all rules."""
    return [step for rule in read("data/rules/rules.yml")["rules"] for step in rule["steps"]]


def test_the_domains_actions_are_the_registrys() -> None:
    assert domain()["actions"] == list(USE_CASES)


def test_every_intent_stands_in_the_domain_and_has_its_examples() -> None:
    assert set(domain()["intents"]) == set(examples())
    assert len(domain()["intents"]) == len(set(domain()["intents"]))


@pytest.mark.parametrize("intent", domain()["intents"])
def test_an_intent_has_at_least_forty_different_examples(intent: str) -> None:
    assert len(set(examples()[intent])) >= 40


@pytest.mark.parametrize("intent", domain()["intents"])
def test_an_intent_is_used_by_exactly_one_rule(intent: str) -> None:
    assert [step.get("intent") for step in steps()].count(intent) == 1


def test_rules_use_only_what_the_domain_knows() -> None:
    intents = {step["intent"] for step in steps() if "intent" in step}
    actions = {step["action"] for step in steps() if "action" in step}
    assert intents - {FALLBACK} <= set(domain()["intents"])
    assert FALLBACK in intents
    assert actions <= {*domain()["actions"], *domain()["responses"]}
    assert actions == {*domain()["actions"], *domain()["responses"]}, "an action or response no rule leads to"


def test_no_example_teaches_two_intents() -> None:
    taught: dict[str, str] = {}
    for intent, texts in examples().items():
        for text in texts:
            assert taught.setdefault(text, intent) == intent, text


def test_examples_are_messages_a_citizen_could_send() -> None:
    for intent, texts in examples().items():
        for text in texts:
            assert 0 < len(text) <= LONGEST_MESSAGE, intent
            assert not re.search(r"\d{11}|\[[^\]]*\]\(", text), text


def test_every_aspect_that_can_be_asked_for_has_its_intent() -> None:
    asked = {f"ask_{aspect.value}" for aspect in Aspect}
    assert {intent for intent in examples() if intent.startswith("ask_")} - asked == {
        "ask_identity",
        "ask_person",
    }
    assert asked - set(examples()) == {"ask_contact"}, "told apart by its cues alone"


def test_fixed_responses_say_what_kind_they_are() -> None:
    for name, variants in domain()["responses"].items():
        for variant in variants:
            assert variant["custom"]["kind"] in set(ReplyKind), name
            assert variant["text"].rstrip("”")[-1] in "。？！", name


def test_rasa_is_given_no_channel_but_ours_and_no_address_of_its_own() -> None:
    assert list(read("credentials.yml")) == ["rasa_box.loopback_channel.LoopbackChannel"]
    for name in ("credentials.yml", "endpoints.yml"):
        for value in re.findall(r"(?:token|url): (.*)", (PROJECT / name).read_text(encoding="utf-8")):
            assert re.fullmatch(r"\$\{JIESU_[A-Z_]+\}", value), value
