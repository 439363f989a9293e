"""Citizens say whether an answer helped; the last word counts, and a “no” becomes a gap."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy import text

from bot.casework.gaps import Feedback, Gap, GapReason
from bot.usecases.reply import ReplyKind
from tests.fakes import EchoingDialogue
from tests.scripted_dialogue import ScriptedDialogue, answer, candidates, fixed, refusal
from tests.serving import NOW, Parts, Service

ASKED = "换驾照要什么材料"
SCRIPT = {
    "护照怎么办": refusal(),
    "刻章": candidates("seal#a", "seal#b"),
    "第二个": answer("seal#b", matter="seal"),
    "你好": answer("greeting#a"),
    "都不是": fixed(ReplyKind.QUESTION, "deny"),
}


def gaps(parts: Parts) -> list[Gap]:
    """All gaps kept."""
    with parts.units()() as work:
        return sorted(work.gaps.newest(99), key=lambda gap: (gap.seq, gap.reason))


def kept(parts: Parts, receipt: str) -> Feedback | None:
    """The feedback kept on an answer."""
    with parts.units()() as work:
        return work.feedbacks.of(receipt)


async def give(service: Service, receipt: str, helpful: object, **more: Any) -> ClientResponse:
    """Sends a feedback."""
    body = {"helpful": helpful, **more}
    return await service.client.post(f"/api/v1/receipts/{receipt}/feedback", json=body)


async def receipt_of(service: Service, question: str) -> str:
    """The number of the answer to a question."""
    return str((await service.told(question))["custom"]["receipt"])


async def test_an_answer_that_did_not_help_becomes_a_gap_and_one_that_did_is_none(
    parts_on_either: Parts,
) -> None:
    async with parts_on_either.serving(ScriptedDialogue(SCRIPT)) as service:
        receipt = await receipt_of(service, ASKED)
        assert (await give(service, receipt, helpful=True)).status == 204
        assert gaps(parts_on_either) == []
        assert (await give(service, receipt, helpful=False, comment="没说在哪办")).status == 204
        (gap,) = gaps(parts_on_either)
        assert (gap.seq, gap.reason, gap.question) == (1, GapReason.UNHELPFUL, ASKED)
        assert (gap.receipt, gap.matter) == (receipt, "m")
        assert kept(parts_on_either, receipt) == Feedback(
            receipt, helpful=False, at=NOW, comment="没说在哪办"
        )
        assert (await give(service, receipt, helpful=True)).status == 204
        assert gaps(parts_on_either) == []
        assert kept(parts_on_either, receipt) == Feedback(receipt, helpful=True, at=NOW)


async def test_the_same_feedback_sent_again_is_one(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(ScriptedDialogue(SCRIPT)) as service:
        receipt = await receipt_of(service, ASKED)
        for _ in range(3):
            assert (await give(service, receipt.lower(), helpful=False)).status == 204
    assert len(gaps(parts_on_either)) == 1
    with parts_on_either.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM feedback")) == 1


async def test_feedback_given_many_times_at_once_is_one(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(ScriptedDialogue(SCRIPT)) as service:
        receipt = await receipt_of(service, ASKED)
        given = await asyncio.gather(*(give(service, receipt, helpful=bool(n % 2)) for n in range(12)))
        assert {response.status for response in given} == {204}
    feedback = kept(parts_on_either, receipt)
    assert feedback is not None
    assert len(gaps(parts_on_either)) == (0 if feedback.helpful else 1)


async def test_a_refusal_stays_a_gap_even_if_its_honesty_helped(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        receipt = await receipt_of(service, "护照怎么办")
        await give(service, receipt, helpful=False)
        assert [gap.reason.value for gap in gaps(parts)] == ["refused", "unhelpful"]
        await give(service, receipt, helpful=True)
        assert [gap.reason.value for gap in gaps(parts)] == ["refused"]


async def test_the_question_of_an_answer_that_was_chosen_is_the_one_asked_before(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        await service.told("刻章")
        await give(service, await receipt_of(service, "第二个"), helpful=False)
    (gap,) = gaps(parts)
    assert (gap.seq, gap.question, gap.matter) == (1, "刻章", "seal")


async def test_what_was_no_question_makes_no_gap_but_the_feedback_is_kept(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        receipt = await receipt_of(service, "你好")
        assert (await give(service, receipt, helpful=False)).status == 204
    assert gaps(parts) == []
    assert kept(parts, receipt) is not None


async def test_personal_numbers_in_a_comment_are_masked(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        receipt = await receipt_of(service, ASKED)
        await give(service, receipt, helpful=False, comment="回我电话 138-0013-8000")
    feedback = kept(parts, receipt)
    assert feedback is not None
    assert feedback.comment == "回我电话 〔手机号〕"


@pytest.mark.parametrize("number", ["ABCDE-23456", "x", "甲", "..%2f"])
async def test_feedback_on_no_answer_is_told_so_in_chinese(service: Service, number: str) -> None:
    response = await give(service, number, helpful=True)
    assert response.status == 404
    body = await response.json()
    assert body["error"] == "receipt_unknown"
    assert "答复编号" in body["message"]


BODIES = {
    "nothing": (b"", "bad_json"),
    "a list": (b"[true]", "bad_json"),
    "no helpful": (b"{}", "bad_field"),
    "a word": (b'{"helpful": "yes"}', "bad_field"),
    "a number": (b'{"helpful": 1}', "bad_field"),
    "null": (b'{"helpful": null}', "bad_field"),
    "a comment that is no text": (b'{"helpful": true, "comment": 5}', "bad_field"),
    "201 characters": (json.dumps({"helpful": False, "comment": "长" * 201}).encode(), "comment_too_long"),
}


@pytest.mark.parametrize(("body", "code"), BODIES.values(), ids=BODIES.keys())
async def test_feedback_that_cannot_be_used_is_refused_in_chinese(
    parts: Parts, service: Service, body: bytes, code: str
) -> None:
    receipt = await receipt_of(service, "办证")
    response = await service.client.post(f"/api/v1/receipts/{receipt}/feedback", data=body)
    assert response.status == 400
    told = await response.json()
    assert told["error"] == code
    assert told["message"].endswith("。")
    assert kept(parts, receipt) is None


@pytest.mark.parametrize("comment", [None, "", "\u200b", "长" * 200])
async def test_a_comment_may_be_left_out_or_be_as_long_as_allowed(
    parts: Parts, service: Service, comment: str | None
) -> None:
    receipt = await receipt_of(service, "办证")
    assert (await give(service, receipt, helpful=True, comment=comment)).status == 204
    feedback = kept(parts, receipt)
    assert feedback is not None
    assert feedback.comment == (comment if comment and len(comment) == 200 else None)


async def test_feedback_is_limited_by_address(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue(), {"JIESU_ADDRESS_PER_MINUTE": "1"}) as service:
        assert (await give(service, "ABCDE-23456", helpful=True)).status == 404
        response = await give(service, "ABCDE-23456", helpful=True)
        assert response.status == 429
        assert int(response.headers["Retry-After"]) >= 1
