"""Who sends too much is told how long to wait; a proxy is believed only if it is trusted."""

from __future__ import annotations

import pytest
from aiohttp import ClientResponse
from sqlalchemy import Engine, text

from tests.fakes import EchoingDialogue
from tests.serving import Parts, Service

ONE_A_MINUTE = {"JIESU_SENDER_PER_MINUTE": "1"}
ONE_AN_ADDRESS = {"JIESU_ADDRESS_PER_MINUTE": "1"}
BEHIND_A_PROXY = {**ONE_AN_ADDRESS, "JIESU_TRUSTED_PROXIES": "127.0.0.1 ::1"}


async def assert_told_to_wait(response: ClientResponse) -> None:
    """A 429 whose header and sentence name the same seconds."""
    assert response.status == 429
    seconds = int(response.headers["Retry-After"])
    assert 1 <= seconds <= 60
    body = await response.json()
    assert body["error"] == "rate_limited"
    assert f"{seconds} 秒" in body["message"]


async def test_a_sender_over_the_limit_is_told_how_long_to_wait(parts: Parts, sqlite_engine: Engine) -> None:
    async with parts.serving(EchoingDialogue(), ONE_A_MINUTE) as service:
        assert (await service.say("一", "甲")).status == 200
        await assert_told_to_wait(await service.say("二", "甲"))
        assert (await service.say("三", "乙")).status == 200
    with sqlite_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM messages")) == 4


async def test_an_address_over_the_limit_is_told_whatever_sender_it_names(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), ONE_AN_ADDRESS) as service:
        assert (await service.say("一", "甲")).status == 200
        await assert_told_to_wait(await service.say("二", "乙"))


async def test_refused_input_does_not_use_up_the_limit(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), ONE_A_MINUTE) as service:
        for _ in range(3):
            assert (await service.say("", "甲")).status == 400
        assert (await service.say("一", "甲")).status == 200


async def from_address(service: Service, *forwarded: str) -> int:
    """Status of a message that claims to be forwarded, one header line each."""
    headers = [("X-Forwarded-For", line) for line in forwarded]
    return (await service.say("办证", sender=f"市民 {forwarded}", headers=headers)).status


async def test_a_trusted_proxy_is_believed(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), BEHIND_A_PROXY) as service:
        assert await from_address(service, "203.0.113.1") == 200
        assert await from_address(service, "203.0.113.2") == 200
        assert await from_address(service, "203.0.113.1") == 429


async def test_a_stranger_is_not_believed(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), ONE_AN_ADDRESS) as service:
        assert await from_address(service, "203.0.113.1") == 200
        assert await from_address(service, "203.0.113.2") == 429


@pytest.mark.parametrize("invented", ["198.51.100.7", "198.51.100.7, 198.51.100.8"])
async def test_what_a_citizen_puts_in_front_of_the_proxys_word_counts_for_nothing(
    parts: Parts, invented: str
) -> None:
    async with parts.serving(EchoingDialogue(), BEHIND_A_PROXY) as service:
        assert await from_address(service, "203.0.113.1") == 200
        assert await from_address(service, f"{invented}, 203.0.113.1") == 429


async def test_a_header_line_of_the_citizens_own_counts_for_nothing(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), BEHIND_A_PROXY) as service:
        assert await from_address(service, "198.51.100.1", "203.0.113.1") == 200
        assert await from_address(service, "198.51.100.2", "203.0.113.1") == 429


async def test_a_trusted_proxy_that_names_nobody_counts_itself(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), BEHIND_A_PROXY) as service:
        assert await from_address(service, "") == 200
        assert await from_address(service) == 429


async def test_guessing_receipts_is_limited_by_address(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), ONE_AN_ADDRESS) as service:
        assert (await service.client.get("/api/v1/receipts/ABCDE-23456")).status == 404
        await assert_told_to_wait(await service.client.get("/api/v1/receipts/ABCDE-23457"))
