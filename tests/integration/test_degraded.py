"""Without the dialogue model citizens are answered from the knowledge, or led to a person."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes import DialogueDown
from tests.serving import Parts, Service


@pytest.fixture
def down() -> DialogueDown:
    """A dialogue model that is not there."""
    return DialogueDown()


@pytest.fixture
async def alone(parts: Parts, down: DialogueDown) -> AsyncIterator[Service]:
    """The application without its dialogue model."""
    async with parts.serving(down) as service:
        yield service


async def test_a_question_is_answered_from_the_knowledge(alone: Service) -> None:
    said = await alone.told("结婚登记要什么材料")
    assert said["custom"]["kind"] == "answer"
    assert said["custom"]["matter_code"] == "marriage_registration"
    assert "双人合影照片" in said["text"]
    assert said["custom"]["sources"][0]["document"] == "婚姻登记便民若干规定"


async def test_a_follow_up_keeps_the_subject_of_its_own_conversation(alone: Service) -> None:
    subjects = {"甲": "换驾照", "乙": "结婚登记", "丙": "食品经营许可"}
    for sender, name in subjects.items():
        await alone.told(f"{name}要什么材料", sender)
    told = [(await alone.told("那要几天", sender))["custom"].get("matter_code") for sender in subjects]
    assert told == ["driving_licence_renewal", "marriage_registration", "food_business_permit"]


@pytest.mark.parametrize("text", ["转人工", "我要转人工服务"])
async def test_a_person_can_be_asked_for(alone: Service, text: str) -> None:
    said = await alone.told(text)
    assert said["custom"]["kind"] == "handoff"
    assert "12345" in said["text"]


async def test_what_is_not_known_is_refused_with_the_way_to_a_person(alone: Service) -> None:
    said = await alone.told("火星上怎么种土豆")
    assert said["custom"]["kind"] == "refusal"
    assert "转人工" in said["text"]


@pytest.mark.parametrize("text", ["😀", "？？", "<script>alert(1)</script>", "a", "办" * 500])
async def test_anything_gets_a_reply(alone: Service, text: str) -> None:
    said = await alone.told(text)
    assert said["text"]
    assert said["custom"]["kind"]


async def test_the_answer_is_stored_and_found_by_its_receipt(alone: Service) -> None:
    said = await alone.told("结婚登记要什么材料")
    response = await alone.client.get(f"/api/v1/receipts/{said['custom']['receipt']}")
    assert (await response.json())["text"] == said["text"]


async def test_the_dialogue_model_is_asked_first_every_time(alone: Service, down: DialogueDown) -> None:
    await alone.told("结婚登记要什么材料")
    await alone.told("那要几天")
    assert [text for _, text in down.asked] == ["结婚登记要什么材料", "那要几天"]
