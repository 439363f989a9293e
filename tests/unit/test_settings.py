"""Settings are read once; one that cannot be used is named in a Chinese sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import PROJECT, BadSetting, read_settings

NUMBERS = (
    "PORT",
    "JIESU_RASA_PORT",
    "JIESU_ACTION_PORT",
    "JIESU_SENDER_PER_MINUTE",
    "JIESU_ADDRESS_PER_MINUTE",
    "JIESU_RASA_TIMEOUT",
)


def test_without_any_setting_the_service_stays_on_this_machine() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.knowledge == PROJECT / "knowledge"
    assert settings.data == Path("var").resolve()
    assert settings.database_url == f"sqlite:///{settings.data / 'jiesu.sqlite'}"
    assert settings.trusted_proxies == frozenset()
    assert settings.encryption_key is None
    assert not settings.demo


def test_other_ports_follow_the_base_port_and_stay_on_the_loopback_address() -> None:
    settings = read_settings({"PORT": "9000", "JIESU_HOST": "0.0.0.0"})  # noqa: S104 - the address to be told apart
    assert settings.rasa_url == "http://127.0.0.1:9005"
    assert settings.action_url == "http://127.0.0.1:9006/webhook"


def test_every_setting_can_be_given() -> None:
    settings = read_settings(
        {
            "PORT": "1",
            "JIESU_RASA_PORT": "2",
            "JIESU_ACTION_PORT": "3",
            "JIESU_DATA": "/d",
            "JIESU_KNOWLEDGE": "/k",
            "JIESU_DATABASE_URL": "postgresql:///x",
            "JIESU_ENCRYPTION_KEY": "e",
            "JIESU_RASA_TOKEN": "t",
            "JIESU_STAFF_TOKEN": "s" * 16,
            "JIESU_TRUSTED_PROXIES": "10.0.0.1 10.0.0.2",
            "JIESU_SENDER_PER_MINUTE": "4",
            "JIESU_ADDRESS_PER_MINUTE": "5",
            "JIESU_RASA_TIMEOUT": "6",
            "JIESU_DEMO": "1",
        }
    )
    assert (settings.port, settings.rasa_port, settings.action_port) == (1, 2, 3)
    assert (settings.data, settings.knowledge) == (Path("/d"), Path("/k"))
    assert (settings.database_url, settings.encryption_key, settings.rasa_token) == (
        "postgresql:///x",
        "e",
        "t",
    )
    assert settings.staff_token == "s" * 16
    assert settings.trusted_proxies == {"10.0.0.1", "10.0.0.2"}
    assert (settings.sender_per_minute, settings.address_per_minute, settings.rasa_timeout) == (4, 5, 6.0)
    assert settings.demo
    assert settings.model == Path("/d/models/jiesu.tar.gz")


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "八千", "8000 ", "²", "1e3", "10000000", "9" * 5000])
def test_a_number_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as refused:
        read_settings({name: value})
    assert re.search("[\u4e00-\u9fff].*。$", str(refused.value))


@pytest.mark.parametrize(
    "name", [*NUMBERS, "JIESU_DATA", "JIESU_KNOWLEDGE", "JIESU_DATABASE_URL", "JIESU_HOST"]
)
def test_a_setting_left_empty_means_the_same_as_none(name: str) -> None:
    assert read_settings({name: ""}) == read_settings({})


@pytest.mark.parametrize("name", NUMBERS[:3])
def test_a_port_beyond_the_last_one_is_named(name: str) -> None:
    assert read_settings({name: "60000"})
    with pytest.raises(BadSetting, match="PORT"):
        read_settings({name: "70000"})


def test_a_base_port_that_leaves_no_room_for_the_others_is_named() -> None:
    with pytest.raises(BadSetting, match="PORT"):
        read_settings({"PORT": "65533"})


@pytest.mark.parametrize("token", ["short", "x" * 15, "口令" * 10, "x" * 20 + " y", "x" * 20 + "\n"])
def test_a_staff_token_that_could_be_guessed_or_not_be_sent_is_refused(token: str) -> None:
    with pytest.raises(BadSetting, match=r"JIESU_STAFF_TOKEN.*16.*。") as refused:
        read_settings({"JIESU_STAFF_TOKEN": token})
    assert token not in str(refused.value)


def test_without_a_staff_token_nobody_is_staff() -> None:
    assert read_settings({}).staff_token is None
    assert read_settings({"JIESU_STAFF_TOKEN": ""}).staff_token is None


def test_demonstration_accounts_need_the_setting_to_be_exactly_one() -> None:
    assert not read_settings({"JIESU_DEMO": "true"}).demo
    assert not read_settings({"JIESU_DEMO": ""}).demo
