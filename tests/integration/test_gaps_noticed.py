"""Gaps are written together with the reply that shows them, in every channel, on both databases."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.casework.gaps import Gap, GapReason
from bot.storage.gaps import StoredGaps
from bot.usecases.message import Message
from bot.usecases.reply import Reply, ReplyKind
from tests.fakes import DialogueDown
from tests.scripted_dialogue import ScriptedDialogue, candidates, fixed, refusal
from tests.serving import Parts, Service
from tests.socket_page import open_page

SCRIPT = {
    "护照怎么办": refusal(),
    "刻章": candidates("seal#a", "seal#b"),
    "都不是": fixed(ReplyKind.QUESTION, "deny"),
    "转人工": fixed(ReplyKind.HANDOFF, "hand_off"),
    "我要投诉": fixed(ReplyKind.HANDOFF, "complaint"),
    "你好": Reply("您好。", {"kind": ReplyKind.NOTICE}),
}


def kept(parts: Parts) -> list[Gap]:
    """All gaps, the order of the questions."""
    with parts.units()() as work:
        return sorted(work.gaps.newest(99), key=lambda gap: (gap.seq, gap.reason))


async def test_a_refused_question_is_kept_with_its_receipt_and_number(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(ScriptedDialogue(SCRIPT)) as service:
        await service.told("换驾照要什么材料")
        said = await service.told("护照怎么办")
    (gap,) = kept(parts_on_either)
    assert (gap.reason, gap.question, gap.seq) == (GapReason.REFUSED, "护照怎么办", 3)
    assert gap.receipt == said["custom"]["receipt"]


async def test_over_a_conversation_each_gap_is_kept_where_it_belongs(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(ScriptedDialogue(SCRIPT)) as service:
        for text in ("你好", "护照怎么办", "刻章", "都不是", "换驾照要什么材料", "转人工", "我要投诉"):
            await service.told(text)
    assert [(gap.seq, gap.reason.value) for gap in kept(parts_on_either)] == [
        (3, "refused"),
        (5, "none_of_these"),
        (9, "handed_off"),
    ]


async def test_the_nearest_matter_is_kept_if_one_is_near(parts: Parts) -> None:
    script = {"结婚登记要什么材料": refusal(), "zxqj vbnm": refusal()}
    async with parts.serving(ScriptedDialogue(script)) as service:
        for text in script:
            await service.told(text)
    assert [gap.matter for gap in kept(parts)] == ["marriage_registration", None]


async def test_an_answer_is_not_lost_over_the_nearest_matter(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(matcher: object, question: str) -> str | None:
        raise ZeroDivisionError(question)

    monkeypatch.setattr("bot.usecases.conversing.nearest_matter", broken)
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        await service.told("护照怎么办")
    assert [gap.matter for gap in kept(parts)] == [None]
    assert "护照" not in caplog.text


async def test_without_the_dialogue_model_refused_questions_are_kept_but_no_greetings(parts: Parts) -> None:
    async with parts.serving(DialogueDown()) as service:
        for text in ("你好", "zxqj vbnm", "谢谢"):
            await service.told(text)
    assert [gap.question for gap in kept(parts)] == ["zxqj vbnm"]


async def test_on_the_page_it_is_the_same(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service, open_page(service.client) as page:
        await page.hello("t" * 40)
        await page.say("c1", "护照怎么办")
        await page.until_idle()
        await page.say("c1", "护照怎么办")
        await page.until_idle()
    assert [gap.seq for gap in kept(parts)] == [1]


async def test_a_citizen_who_writes_on_before_the_reply_is_still_understood(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        taken = [await service.conversing.take("web", "k", text) for text in ("刻章", "都不是")]
        for one in taken:
            await service.conversing.answer(one)
    assert [(gap.seq, gap.reason.value) for gap in kept(parts)] == [(1, "none_of_these")]


async def test_conversations_do_not_mix(parts: Parts) -> None:
    async with parts.serving(ScriptedDialogue(SCRIPT)) as service:
        await service.told("刻章", "甲")
        await service.told("都不是", "乙")
    assert kept(parts) == []


async def test_a_gap_that_cannot_be_kept_keeps_the_reply_from_being_half_stored(
    parts_on_either: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: StoredGaps, gap: Gap) -> None:
        raise ZeroDivisionError

    async with parts_on_either.serving(ScriptedDialogue(SCRIPT)) as service:
        with monkeypatch.context() as patched:
            patched.setattr(StoredGaps, "keep", broken)
            assert (await service.say("护照怎么办")).status == 500
        assert [m.content.text for m in await history(service)] == ["护照怎么办"]
    assert kept(parts_on_either) == []


async def history(service: Service) -> Sequence[Message]:
    """What is stored of the conversation."""
    return await service.conversing.history("rest", "市民甲", 0)
