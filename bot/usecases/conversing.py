"""A conversation with a citizen: every message stored once, answered once, in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.casework.personal_data import masked
from bot.usecases.answering import Answering, Turn
from bot.usecases.memory import Memory
from bot.usecases.message import Author, Message
from bot.usecases.ports import Dialogue, DialogueUnavailable, UnitOfWork, UnitsOfWork
from bot.usecases.reply import Reply

logger = logging.getLogger(__name__)

HISTORY = 200
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Taken:
    """A stored message with its conversation; `fresh` if it came just now for the first time."""

    conversation: str
    message: Message
    fresh: bool = False


class Conversing:
    """Takes messages of citizens and gives the replies.

    Messages of one conversation are taken one after the other; different conversations
    at the same time. Storage and matching run in `executor`, off the event loop.
    """

    def __init__(
        self,
        units_of_work: UnitsOfWork,
        dialogue: Dialogue,
        answering: Callable[[], Answering],
        executor: Executor,
        clock: Callable[[], datetime],
    ) -> None:
        self._units_of_work = units_of_work
        self._dialogue = dialogue
        self._answering = answering
        self._executor = executor
        self._clock = clock
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def history(self, channel: str, key: str, after: int) -> Sequence[Message]:
        """The last messages after number `after`, 200 at most; none for an unknown conversation."""

        def read(work: UnitOfWork) -> Sequence[Message]:
            conversation = work.messages.known_conversation(channel, key)
            return work.messages.after(conversation, after, HISTORY) if conversation else ()

        return await self._in_transaction(read)

    async def take(self, channel: str, key: str, text: str, client_id: str | None = None) -> Taken:
        """Stores a citizen's message, beginning the conversation if need be.

        A message that came before under the same client id is not stored again.
        """

        def store(work: UnitOfWork) -> Taken:
            now = self._clock()
            conversation = work.messages.conversation_of(channel, key, now)
            known = client_id and work.messages.by_client_id(conversation, client_id)
            if known:
                return Taken(conversation, known)
            message = work.messages.add(
                conversation, Author.CITIZEN, Reply(text, {}), now, client_id=client_id
            )
            work.commit()
            return Taken(conversation, message, fresh=True)

        return await self._in_transaction(store)

    async def answer(self, taken: Taken) -> Sequence[Message]:
        """The replies to a message taken, stored; those given before if there are any."""
        conversation, seq = taken.conversation, taken.message.seq
        lock = self._turns.setdefault(conversation, asyncio.Lock())
        async with lock:
            if not taken.fresh:
                given = await self._in_transaction(lambda work: work.messages.answers_to(conversation, seq))
                if given:
                    return given
            replies = await self._reply(conversation, taken.message)
            return await self._in_transaction(lambda work: self._store(work, conversation, seq, replies))

    async def unanswered(self, channel: str, key: str) -> Sequence[Taken]:
        """Messages of a conversation that a stop of the service left unanswered."""

        def read(work: UnitOfWork) -> Sequence[Taken]:
            conversation = work.messages.known_conversation(channel, key)
            waiting = work.messages.unanswered(conversation) if conversation else ()
            return [Taken(str(conversation), message) for message in waiting]

        return await self._in_transaction(read)

    async def answer_by_receipt(self, receipt: str) -> Message | None:
        """The answer given under a receipt number, None if there is none."""
        return await self._in_transaction(lambda work: work.messages.by_receipt(receipt))

    def _store(
        self, work: UnitOfWork, conversation: str, answers: int, replies: Sequence[Reply]
    ) -> Sequence[Message]:
        # Another page may have found a message just taken unanswered, and had it answered.
        given = work.messages.answers_to(conversation, answers)
        if given:
            return given
        now = self._clock()
        stored = [
            work.messages.add(conversation, Author.ASSISTANT, reply, now, answers=answers)
            for reply in replies
        ]
        work.commit()
        return stored

    async def _reply(self, conversation: str, message: Message) -> Sequence[Reply]:
        text = message.content.text
        try:
            # Rasa never sees personal numbers: it stores and may log what it gets.
            replies = await self._dialogue.replies(conversation, masked(text))
        except DialogueUnavailable as error:
            logger.warning("dialogue unavailable: %s", error)
            return await self._reply_without_dialogue(conversation, message)
        # No reply at all is what Rasa gives when an action of ours failed.
        return replies or await self._reply_without_dialogue(conversation, message)

    async def _reply_without_dialogue(self, conversation: str, message: Message) -> Sequence[Reply]:
        """Straight from the knowledge base, with what the stored messages tell of the subject."""
        history = await self._in_transaction(lambda work: work.messages.after(conversation, 0, HISTORY))
        memory = _memory_of([known for known in history if known.seq < message.seq])
        turn = Turn(message.content.text, memory)
        loop = asyncio.get_running_loop()
        outcome = await loop.run_in_executor(self._executor, self._answering().answer_without_dialogue, turn)
        return outcome.replies

    async def _in_transaction(self, work: Callable[[UnitOfWork], _Result]) -> _Result:
        def run() -> _Result:
            with self._units_of_work() as unit:
                return work(unit)

        return await asyncio.get_running_loop().run_in_executor(self._executor, run)


def _memory_of(messages: Sequence[Message]) -> Memory:
    """The subject and candidates of the last answer and the question before it."""
    memory = Memory()
    for message in messages:
        custom = message.content.custom
        if message.author is Author.CITIZEN:
            memory = replace(memory, question=message.content.text)
        elif message.author is Author.ASSISTANT:
            subject = custom.get("matter_code") or memory.subject
            memory = replace(memory, subject=subject, candidates=tuple(custom.get("candidates", ())))
    return memory
