"""Many at once: no number given out twice, nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from cryptography.fernet import Fernet
from sqlalchemy import Engine

from bot.storage.unit_of_work import StoredUnitsOfWork
from bot.usecases.message import Author
from bot.usecases.reply import Reply
from tests.fakes import EchoingDialogue
from tests.serving import NOW, Parts

THREADS, EACH = 6, 15


def test_concurrent_messages_get_a_number_each_and_none_is_lost(engine: Engine, cipher: Fernet) -> None:
    units = StoredUnitsOfWork(engine, cipher)
    with units() as work:
        conversation = work.messages.conversation_of("web", "key", NOW)
        work.commit()
    together = Barrier(THREADS, timeout=10)

    def write(thread: int) -> list[int]:
        together.wait()
        given = []
        for number in range(EACH):
            with units() as work:
                content = Reply(f"{thread}/{number}", {})
                given.append(work.messages.add(conversation, Author.CITIZEN, content, NOW).seq)
                work.commit()
        return given

    with ThreadPoolExecutor(THREADS) as executor:
        given = [seq for thread in executor.map(write, range(THREADS)) for seq in thread]
    assert sorted(given) == list(range(1, THREADS * EACH + 1))
    with units() as work:
        kept = work.messages.after(conversation, 0, 1000)
    assert [message.seq for message in kept] == sorted(given)
    assert len({message.content.text for message in kept}) == THREADS * EACH


def test_a_conversation_begun_by_many_at_once_is_one(engine: Engine, cipher: Fernet) -> None:
    units = StoredUnitsOfWork(engine, cipher)
    together = Barrier(THREADS, timeout=10)

    def begin(number: int) -> set[str]:
        begun = set()
        for key in range(EACH):
            together.wait()
            with units() as work:
                conversation = work.messages.conversation_of("rest", f"sender {key}", NOW)
                work.messages.add(conversation, Author.CITIZEN, Reply(str(number), {}), NOW)
                work.commit()
                begun.add(conversation)
        return begun

    with ThreadPoolExecutor(THREADS) as executor:
        begun = set.union(*executor.map(begin, range(THREADS)))
    assert len(begun) == EACH
    with units() as work:
        assert all(len(work.messages.after(conversation, 0, 1000)) == THREADS for conversation in begun)


async def test_the_same_message_sent_many_times_at_once_is_one(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(EchoingDialogue()) as service:
        for round_ in range(5):
            taken = await asyncio.gather(
                *(service.conversing.take("web", "token", "办证", f"c{round_}") for _ in range(8))
            )
            assert len({one.message.seq for one in taken}) == 1
        history = await service.conversing.history("web", "token", 0)
        assert [message.client_id for message in history] == ["c0", "c1", "c2", "c3", "c4"]


async def test_first_messages_of_a_sender_at_once_are_all_answered(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(EchoingDialogue()) as service:
        utterances = await asyncio.gather(*(service.told(f"第{n}句", "新来的") for n in range(8)))
        assert {said["text"] for said in utterances} == {f"您说：第{n}句" for n in range(8)}


async def test_different_conversations_do_not_mix(parts_on_either: Parts) -> None:
    async with parts_on_either.serving(EchoingDialogue()) as service:
        senders = [f"市民{n}" for n in range(12)]
        utterances = await asyncio.gather(*(service.told(f"我是{sender}", sender) for sender in senders))
        for sender, said in zip(senders, utterances, strict=True):
            assert (said["recipient_id"], said["text"]) == (sender, f"您说：我是{sender}")
            history = await service.conversing.history("rest", sender, 0)
            assert [message.seq for message in history] == [1, 2]
            assert all(sender in message.content.text for message in history)
