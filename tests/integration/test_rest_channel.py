"""POST /webhooks/rest/webhook: the contract, and what is refused before anything is stored."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from aiohttp import ClientResponse
from sqlalchemy import Engine, text

from bot.usecases.reply import Reply
from tests.fakes import ASKS_BACK, SILENCE, EchoingDialogue
from tests.serving import Parts, Service

URL = "/webhooks/rest/webhook"


async def refusal(response: ClientResponse, status: int, code: str) -> str:
    """The Chinese sentence of a refusal in its agreed shape."""
    assert response.status == status, await response.text()
    assert response.content_type == "application/json"
    body = await response.json()
    assert set(body) == {"error", "message"}
    assert body["error"] == code
    assert body["message"].endswith("。")
    return str(body["message"])


def stored(engine: Engine) -> int:
    """How many conversations and messages are kept."""
    with engine.connect() as connection:
        query = "SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM conversations)"
        return int(connection.scalar(text(query)) or 0)


async def test_a_message_is_answered_as_rasa_clients_know_it(service: Service) -> None:
    said = await service.told("办营业执照要几天")
    assert set(said) == {"recipient_id", "text", "custom"}
    assert (said["recipient_id"], said["text"]) == ("市民甲", "您说：办营业执照要几天")
    assert said["custom"]["kind"] == "answer"


async def test_buttons_are_passed_on(service: Service) -> None:
    said = await service.told(ASKS_BACK)
    assert said["buttons"] == [
        {"title": "甲", "payload": "第一个"},
        {"title": "都不是", "payload": "都不是"},
    ]
    assert said["custom"] == {"kind": "candidates", "candidates": ["a#b"]}


async def test_silence_of_the_dialogue_model_is_never_passed_on(service: Service) -> None:
    said = await service.told(SILENCE)
    assert said["custom"]["kind"] == "refusal"
    assert said["text"]


async def test_where_the_dialogue_model_is_silent_the_knowledge_answers(parts: Parts) -> None:
    class Silent:
        async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
            assert conversation
            assert text
            return ()

    async with parts.serving(Silent()) as service:
        said = await service.told("结婚登记要什么材料")
        assert said["custom"]["matter_code"] == "marriage_registration"


async def test_the_same_sender_stays_in_one_conversation(service: Service, dialogue: EchoingDialogue) -> None:
    for message, sender in (("一", "甲"), ("二", "乙"), ("三", "甲")):
        await service.told(message, sender)
    (one, _), (two, _), (three, _) = dialogue.asked
    assert one == three != two
    history = await service.conversing.history("rest", "甲", 0)
    assert [message.content.text for message in history] == ["一", "您说：一", "三", "您说：三"]


async def test_personal_numbers_do_not_reach_the_dialogue_model_but_are_kept(
    service: Service, dialogue: EchoingDialogue
) -> None:
    await service.told("我的电话是 138-0013-8000，怎么办理")
    assert dialogue.asked[0][1] == "我的电话是 〔手机号〕，怎么办理"
    history = await service.conversing.history("rest", "市民甲", 0)
    assert history[0].content.text == "我的电话是 138-0013-8000，怎么办理"


async def test_markup_is_text_when_returned_and_when_stored(service: Service) -> None:
    markup = "<script>alert(1)</script><b>&amp;</b>{{7*7}}"
    said = await service.told(markup)
    assert said["text"] == f"您说：{markup}"
    history = await service.conversing.history("rest", "市民甲", 0)
    assert history[0].content.text == markup


async def test_a_message_of_emoji_alone_is_taken(service: Service) -> None:
    assert (await service.told("😀👨‍👩‍👧"))["text"].startswith("您说：😀")


async def test_a_message_of_the_greatest_length_is_answered(service: Service) -> None:
    assert (await service.told("办" * 500))["text"] == "您说：" + "办" * 500


async def test_numbers_in_other_fields_do_no_harm(service: Service) -> None:
    body = {"sender": "甲", "message": "办证", "metadata": {"n": 10**400}, "x": [[]] * 50}
    response = await service.client.post(URL, json=body)
    assert response.status == 200


BODIES = {
    "nothing": (b"", "bad_json"),
    "no JSON": (b"{sender: 1}", "bad_json"),
    "half a JSON": (b'{"sender": "a", "message": "b"', "bad_json"),
    "no UTF-8": ('{"sender": "a", "message": "办证"}'.encode("gb18030"), "bad_json"),
    "UTF-16": ('{"sender": "a", "message": "办证"}'.encode("utf-16"), "bad_json"),
    "a list": (b'[{"sender": "a", "message": "b"}]', "bad_json"),
    "a text": (b'"message"', "bad_json"),
    "null": (b"null", "bad_json"),
    "a deep nest": (b"[" * 30_000, "bad_json"),
    "a number too long to read": (b'{"sender": "a", "message": ' + b"9" * 5000 + b"}", "bad_json"),
    "no sender": (b'{"message": "b"}', "bad_field"),
    "no message": (b'{"sender": "a"}', "bad_field"),
    "a number for the sender": (b'{"sender": 1, "message": "b"}', "bad_field"),
    "an empty sender": (b'{"sender": "", "message": "b"}', "bad_field"),
    "a sender too long": (b'{"sender": "' + b"a" * 201 + b'", "message": "b"}', "bad_field"),
    "a list for the message": (b'{"sender": "a", "message": ["b"]}', "bad_field"),
    "null for the message": (b'{"sender": "a", "message": null}', "bad_field"),
    "an empty message": (b'{"sender": "a", "message": ""}', "empty"),
    "a blank message": ('{"sender": "a", "message": " \\n\u3000"}'.encode(), "empty"),
    "an invisible message": (b'{"sender": "a", "message": "\\u200b\\ud83d\\u0000"}', "empty"),
    "501 characters": (json.dumps({"sender": "a", "message": "办" * 501}).encode(), "too_long"),
    "10000 characters": (
        json.dumps({"sender": "a", "message": "办" * 10_000}, ensure_ascii=False).encode(), "too_long",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "code"), BODIES.values(), ids=BODIES.keys())
async def test_what_cannot_be_used_is_refused_in_chinese_and_not_stored(
    service: Service, sqlite_engine: Engine, dialogue: EchoingDialogue, body: bytes, code: str
) -> None:
    await refusal(await service.client.post(URL, data=body), 400, code)
    assert stored(sqlite_engine) == 0
    assert dialogue.asked == []


async def test_the_field_at_fault_is_named(service: Service) -> None:
    assert "“sender”" in await refusal(await service.say("办证", sender=5), 400, "bad_field")
    assert "“message”" in await refusal(await service.say(5), 400, "bad_field")


async def test_the_length_is_told_to_who_wrote_too_much(service: Service) -> None:
    sentence = await refusal(await service.say("办" * 10_000), 400, "too_long")
    assert "10000" in sentence
    assert "500" in sentence


async def test_a_body_over_64_kilobytes_is_refused_and_not_stored(
    service: Service, sqlite_engine: Engine
) -> None:
    body = json.dumps({"sender": "a", "message": "b", "more": "x" * 65_536}).encode()
    await refusal(await service.client.post(URL, data=body), 413, "too_large")
    assert stored(sqlite_engine) == 0


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_another_method_is_refused_in_chinese(service: Service, method: str) -> None:
    await refusal(await service.client.request(method, URL), 405, "method_not_allowed")


async def test_a_fault_of_ours_is_told_by_its_number_only(
    parts: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
            raise ZeroDivisionError(f"secret detail of {conversation}: {text}")

    async with parts.serving(Broken()) as service:
        sentence = await refusal(await service.say("办证"), 500, "internal")
    (record,) = [record for record in caplog.records if record.name == "bot.gateway.errors"]
    number = record.getMessage().split()[1]
    assert number in sentence
    assert "secret" not in sentence
    assert "办证" not in record.getMessage()
