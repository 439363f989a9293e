"""The endpoint Rasa calls: its token, its protocol, the turns it makes of trackers."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from rasa_sdk.executor import ActionExecutor

from actions.registry import USE_CASES, all_actions
from bot.gateway.actions_endpoint import actions_app
from bot.usecases.answering import Answering, Outcome, Turn
from bot.usecases.knowledge_in_use import KnowledgeInUse
from bot.usecases.memory import Memory
from tests.serving import Client

TOKEN = "the shared token"


@pytest.fixture
async def endpoint(knowledge: KnowledgeInUse) -> AsyncIterator[Client]:
    """The endpoint, with our actions on the sample knowledge."""
    executor = ActionExecutor()
    for action in all_actions(knowledge.current):
        executor.register_action(action)
    async with TestClient(TestServer(actions_app(executor, TOKEN))) as client:
        yield client


def call(action: str, text: str, memory: Memory | None = None, **latest: Any) -> dict[str, Any]:
    """A call as Rasa 3.6 sends it."""
    return {
        "version": "3.6.21",
        "next_action": action,
        "sender_id": "c1",
        "tracker": {
            "sender_id": "c1",
            "slots": {"memory": memory.to_json() if memory else None},
            "latest_message": {"text": text, "intent_ranking": [], **latest},
            "latest_event_time": 1.0,
            "followup_action": None,
            "paused": False,
            "events": [],
            "latest_input_channel": "jiesu",
            "active_loop": {},
            "latest_action": {"action_name": "action_listen"},
            "latest_action_name": "action_listen",
        },
        "domain": {},
    }


async def post(endpoint: Client, body: Any, token: str | None = TOKEN) -> ClientResponse:
    """One call."""
    return await endpoint.post("/webhook", params={"token": token} if token is not None else {}, json=body)


async def result(endpoint: Client, body: dict[str, Any]) -> dict[str, Any]:
    """The result of a call that has to succeed."""
    response = await post(endpoint, body)
    assert response.status == 200, await response.text()
    answered = await response.json()
    assert isinstance(answered, dict)
    return answered


@pytest.mark.parametrize("token", [None, "", "another", TOKEN + " ", "令牌", "\x00"])
async def test_a_call_without_the_token_is_refused(endpoint: Client, token: str | None) -> None:
    response = await post(endpoint, call("action_answer", "结婚登记要什么材料"), token)
    assert response.status == 401
    assert await response.json() == {"error": "unauthorized"}


async def test_an_action_answers_with_a_reply_and_what_to_remember(endpoint: Client) -> None:
    answered = await result(endpoint, call("action_answer", "结婚登记要什么材料"))
    assert set(answered) >= {"events", "responses"}
    (response,) = answered["responses"]
    assert "双人合影照片" in response["text"]
    assert response["custom"]["kind"] == "answer"
    (event,) = answered["events"]
    assert (event["event"], event["name"]) == ("slot", "memory")
    expected = Memory(subject="marriage_registration", question="结婚登记要什么材料")
    assert Memory.from_json(event["value"]) == expected


async def test_what_was_remembered_is_taken_up(endpoint: Client) -> None:
    memory = Memory(candidates=("marriage_registration#bring", "driving_licence_renewal#cost"))
    answered = await result(endpoint, call("action_choose", "第二个", memory))
    assert "工本费 10 元" in answered["responses"][0]["text"]


async def test_buttons_stand_beside_the_text_that_offers_them(endpoint: Client) -> None:
    turn = call("action_choose", "随便", Memory(candidates=("marriage_registration#bring",)))
    assert (await result(endpoint, turn))["responses"][0]["buttons"] == []


@pytest.mark.parametrize("name", USE_CASES)
@pytest.mark.parametrize("text", ["结婚登记要什么材料", "😀", "", "是", "不是", "转人工", "x" * 600])
async def test_every_action_says_something_and_remembers(endpoint: Client, name: str, text: str) -> None:
    answered = await result(endpoint, call(name, text))
    assert answered["responses"]
    assert all(response["text"] and response["custom"]["kind"] for response in answered["responses"])
    assert [event["name"] for event in answered["events"]] == ["memory"]
    assert json.dumps(answered, allow_nan=False)


async def test_an_unknown_action_is_not_found(endpoint: Client) -> None:
    response = await post(endpoint, call("action_dance", "跳舞"))
    assert response.status == 404
    assert (await response.json())["action_name"] == "action_dance"


async def test_a_fault_of_an_action_is_told_without_details(
    knowledge: KnowledgeInUse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(answering: Answering, turn: Turn) -> Outcome:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setitem(USE_CASES, "action_answer", broken)
    executor = ActionExecutor()
    for action in all_actions(knowledge.current):
        executor.register_action(action)
    async with TestClient(TestServer(actions_app(executor, TOKEN))) as client:
        response = await post(client, call("action_answer", "办证"))
        assert response.status == 500
        assert await response.json() == {"error": "internal"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"next_action": 5}', b"{}"])
async def test_a_call_of_another_shape_is_no_fault_of_ours(endpoint: Client, body: bytes) -> None:
    response = await endpoint.post("/webhook", params={"token": TOKEN}, data=body)
    assert response.status in {200, 400, 404}


async def test_the_tracker_of_a_long_conversation_is_taken(endpoint: Client) -> None:
    body = call("action_answer", "结婚登记要什么材料")
    body["tracker"]["events"] = [{"event": "user", "text": "字" * 500}] * 3000
    sent = io.BytesIO(json.dumps(body).encode())
    response = await endpoint.post("/webhook", params={"token": TOKEN}, data=sent)
    assert (await response.json())["responses"]


async def test_the_public_application_does_not_serve_actions(endpoint: Client) -> None:
    for path in ("/", "/healthz", "/actions"):
        assert (await endpoint.get(path, params={"token": TOKEN})).status == 404
