"""Whatever happens to the connection or the service: every message kept once, answered once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.usecases.conversing import Conversing
from bot.usecases.message import Author, Message
from bot.usecases.reply import Reply
from tests.fakes import EchoingDialogue, HeldDialogue
from tests.serving import NOW, Parts, Service
from tests.socket_page import open_page

TOKEN = "t" * 40


async def kept(service: Service) -> list[tuple[int, str]]:
    """Everything stored of the conversation."""
    return [(m.seq, m.content.text) for m in await service.conversing.history("web", TOKEN, 0)]


async def test_the_same_message_sent_twice_is_one_message_with_one_answer(parts_on_either: Parts) -> None:
    dialogue = EchoingDialogue()
    async with parts_on_either.serving(dialogue) as service, open_page(service.client) as page:
        await page.hello(TOKEN)
        for _ in range(2):
            await page.say("c1", "办证")
            await page.until_idle()
        assert page.texts == ["办证", "您说：办证"]
        assert await kept(service) == [(1, "办证"), (2, "您说：办证")]
        assert len(dialogue.asked) == 1


async def test_the_same_message_sent_again_while_it_is_answered_is_answered_once(parts: Parts) -> None:
    dialogue = HeldDialogue()
    async with parts.serving(dialogue) as service, open_page(service.client) as page:
        await page.hello(TOKEN)
        await page.say("c1", "办证")
        await dialogue.begun.wait()
        await page.say("c1", "办证")
        await page.until("message")
        dialogue.go.set()
        await page.until_idle()
        await page.until_idle()
        assert await kept(service) == [(1, "办证"), (2, "您说：办证")]
        assert len(dialogue.asked) == 1


async def test_a_page_that_comes_back_is_told_exactly_what_it_missed(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(EchoingDialogue()) as service:
        async with open_page(service.client) as page:
            await page.hello(TOKEN)
            for number in range(3):
                await page.say(f"c{number}", f"第{number}句")
                await page.until_idle()
        for after in (0, 1, 4, 6, 7, 1000):
            async with open_page(service.client) as page:
                welcome = await page.hello(TOKEN, after)
                assert welcome["conversation"] == TOKEN
                assert [message["seq"] for message in welcome["messages"]] == list(range(after + 1, 7))


async def test_a_page_gone_before_the_answer_finds_it_when_it_comes_back(parts: Parts) -> None:
    dialogue = HeldDialogue()
    async with parts.serving(dialogue) as service:
        async with open_page(service.client) as page:
            await page.hello(TOKEN)
            await page.say("c1", "办证")
            await dialogue.begun.wait()
        dialogue.go.set()
        async with open_page(service.client) as page:
            await page.hello(TOKEN)
            await page.until_seq(2)
            assert page.texts == ["办证", "您说：办证"]
        assert len(dialogue.asked) == 1


async def test_two_pages_of_one_conversation_both_see_everything(parts_on_either: Parts) -> None:
    async with (
        parts_on_either.serving(EchoingDialogue()) as service,
        open_page(service.client) as one,
        open_page(service.client) as other,
    ):
        await one.hello(TOKEN)
        await other.hello(TOKEN)
        await one.say("c1", "甲页")
        await other.until_seq(2)
        await other.say("c2", "乙页")
        for page in (one, other):
            await page.until_seq(4)
            assert page.texts == ["甲页", "您说：甲页", "乙页", "您说：乙页"]


class Interrupted(Conversing):
    """Lets something happen between reading the history for a hello and giving it."""

    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def history(self, channel: str, key: str, after: int) -> Sequence[Message]:
        """The history as it was before that."""
        messages = await super().history(channel, key, after)
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        return messages


async def test_what_is_said_while_a_page_is_being_welcomed_reaches_it(parts: Parts) -> None:
    async with (
        parts.serving(EchoingDialogue(), conversing_kind=Interrupted) as service,
        open_page(service.client) as one,
        open_page(service.client) as other,
    ):
        await one.hello(TOKEN)

        async def one_speaks() -> None:
            await one.say("c1", "办证")
            await one.until_idle()

        assert isinstance(service.conversing, Interrupted)
        service.conversing.meanwhile = one_speaks
        await other.hello(TOKEN)
        await other.until_seq(2)
        assert other.texts == ["办证", "您说：办证"]


async def test_messages_sent_quickly_are_answered_in_their_order(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(EchoingDialogue()) as service, open_page(service.client) as page:
        await page.hello(TOKEN)
        for number in range(6):
            await page.say(f"c{number}", f"第{number}句")
        await page.until_seq(12)
        said = [text for _, text in await kept(service)]
        assert [text for text in said if not text.startswith("您说")] == [f"第{n}句" for n in range(6)]
        assert [text for text in said if text.startswith("您说")] == [f"您说：第{n}句" for n in range(6)]


async def test_messages_left_unanswered_by_a_stop_are_answered_at_the_next_hello(
    parts_on_either: Parts,
) -> None:
    async with parts_on_either.serving(EchoingDialogue()) as before:
        for number in range(2):
            await before.conversing.take("web", TOKEN, f"第{number}句", f"c{number}")
    async with parts_on_either.serving(EchoingDialogue()) as after, open_page(after.client) as page:
        await page.hello(TOKEN)
        await page.until_seq(4)
        assert page.texts == ["第0句", "第1句", "您说：第0句", "您说：第1句"]


async def test_a_message_left_unanswered_behind_an_answered_one_is_answered_too(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue()) as before:
        first = await before.conversing.take("web", TOKEN, "第一句", "c1")
        await before.conversing.take("web", TOKEN, "第二句", "c2")
        await before.conversing.answer(first)
    async with parts.serving(EchoingDialogue()) as after, open_page(after.client) as page:
        await page.hello(TOKEN)
        await asyncio.wait_for(page.until_seq(4), 5)
        assert page.texts == ["第一句", "第二句", "您说：第一句", "您说：第二句"]


async def test_what_is_answered_is_not_answered_again_after_a_stop(parts: Parts) -> None:
    async with parts.serving(EchoingDialogue()) as before:
        await before.conversing.answer(await before.conversing.take("web", TOKEN, "办证", "c1"))
    dialogue = EchoingDialogue()
    async with parts.serving(dialogue) as after, open_page(after.client) as page:
        await page.hello(TOKEN)
        await page.say("c2", "还有")
        await page.until_idle()
        assert page.texts == ["办证", "您说：办证", "还有", "您说：还有"]
        assert [text for _, text in dialogue.asked] == ["还有"]


async def test_a_message_found_unanswered_and_just_come_is_answered_once(parts: Parts) -> None:
    dialogue = EchoingDialogue()
    async with parts.serving(dialogue) as service:
        fresh = await service.conversing.take("web", TOKEN, "办证", "c1")
        (found,) = await service.conversing.unanswered("web", TOKEN)
        given = [await service.conversing.answer(taken) for taken in (found, fresh)]
        assert [[message.seq for message in messages] for messages in given] == [[2], [2]]


async def test_answers_under_way_are_stored_before_the_service_stops(parts: Parts) -> None:
    dialogue = HeldDialogue()
    async with parts.serving(dialogue) as service, open_page(service.client) as page:
        await page.hello(TOKEN)
        await page.say("c1", "办证")
        await dialogue.begun.wait()
        stopping = asyncio.create_task(service.client.server.close())
        asyncio.get_running_loop().call_soon(dialogue.go.set)
        await stopping
    with parts.units()() as work:
        conversation = work.messages.known_conversation("web", TOKEN)
        assert conversation is not None
        assert [m.content.text for m in work.messages.after(conversation, 0, 9)] == ["办证", "您说：办证"]


async def test_only_the_last_two_hundred_messages_are_told_to_a_new_page(parts: Parts) -> None:
    with parts.units()() as work:
        conversation = work.messages.conversation_of("web", TOKEN, NOW)
        for number in range(205):
            work.messages.add(conversation, Author.ASSISTANT, Reply(str(number), {}), NOW)
        work.commit()
    async with parts.serving(EchoingDialogue()) as service, open_page(service.client) as page:
        welcome = await page.hello(TOKEN)
        assert [message["seq"] for message in welcome["messages"]] == list(range(6, 206))
