"""A conversation with a citizen: every message stored once, answered once, in order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.casework.personal_data import masked
from bot.usecases.answering import Answering, Turn
from bot.usecases.exchange import Exchange, exchanges
from bot.usecases.memory import Memory
from bot.usecases.message import Author, Message
from bot.usecases.nearest import nearest_matter
from bot.usecases.noticing import LOOKED_BACK_ON, noticed
from bot.usecases.ports import Dialogue, DialogueUnavailable, UnitOfWork, UnitsOfWork
from bot.usecases.reply import Reply, ReplyKind

logger = logging.getLogger(__name__)

HISTORY = 200
_Result = TypeVar("_Result")
# Told the replies of every turn and the seconds it took.
TurnWatcher = Callable[[Sequence[Reply], float], None]


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
        self._watchers: list[TurnWatcher] = []

    def tell_turns_to(self, watcher: TurnWatcher) -> None:
        """From now on `watcher` is told of every turn answered."""
        self._watchers.append(watcher)

    def now(self) -> datetime:
        """The moment, by the clock that messages are stamped with."""
        return self._clock()

    async def in_transaction(self, work: Callable[[UnitOfWork], _Result]) -> _Result:
        """What `work` gives, run in a transaction of its own, off the event loop."""

        def run() -> _Result:
            with self._units_of_work() as unit:
                return work(unit)

        return await asyncio.get_running_loop().run_in_executor(self._executor, run)

    async def history(self, channel: str, key: str, after: int) -> Sequence[Message]:
        """The last messages after number `after`, 200 at most; none for an unknown conversation."""

        def read(work: UnitOfWork) -> Sequence[Message]:
            conversation = work.messages.known_conversation(channel, key)
            return work.messages.after(conversation, after, HISTORY) if conversation else ()

        return await self.in_transaction(read)

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

        return await self.in_transaction(store)

    async def answer(self, taken: Taken) -> Sequence[Message]:
        """The replies to a message taken, stored; those given before if there are any."""
        conversation, seq = taken.conversation, taken.message.seq
        began = time.monotonic()
        lock = self._turns.setdefault(conversation, asyncio.Lock())
        async with lock:
            if not taken.fresh:
                given = await self.in_transaction(lambda work: work.messages.answers_to(conversation, seq))
                if given:
                    return given
            exchange = Exchange(taken.message, tuple(await self._reply(conversation, taken.message)))
            nearest = await self._nearest(exchange)
            stored = await self.in_transaction(
                lambda work: self._store(work, conversation, exchange, nearest)
            )
        for watcher in self._watchers:
            watcher(exchange.replies, time.monotonic() - began)
        return stored

    async def unanswered(self, channel: str, key: str) -> Sequence[Taken]:
        """Messages of a conversation that a stop of the service left unanswered."""

        def read(work: UnitOfWork) -> Sequence[Taken]:
            conversation = work.messages.known_conversation(channel, key)
            waiting = work.messages.unanswered(conversation) if conversation else ()
            return [Taken(str(conversation), message) for message in waiting]

        return await self.in_transaction(read)

    async def answer_by_receipt(self, receipt: str) -> Message | None:
        """The answer given under a receipt number, None if there is none."""
        return await self.in_transaction(lambda work: work.messages.by_receipt(receipt))

    def _store(
        self, work: UnitOfWork, conversation: str, exchange: Exchange, nearest: str | None
    ) -> Sequence[Message]:
        # Another page may have found a message just taken unanswered, and had it answered.
        answers = exchange.message.seq
        given = work.messages.answers_to(conversation, answers)
        if given:
            return given
        now = self._clock()
        stored = [
            work.messages.add(conversation, Author.ASSISTANT, reply, now, answers=answers)
            for reply in exchange.replies
        ]
        # Replies to earlier messages may stand behind the message itself: citizens write on.
        looked_back = work.messages.before(conversation, stored[0].seq, LOOKED_BACK_ON) if stored else ()
        before = [one for one in exchanges(looked_back) if one.message.seq < answers]
        for gap in noticed(conversation, [*before, exchange], now, nearest):
            work.gaps.keep(gap)
        work.commit()
        return stored

    async def _nearest(self, exchange: Exchange) -> str | None:
        """The matter nearest to a message whose reply names none."""
        if exchange.kind != ReplyKind.REFUSAL or exchange.matter:
            return None
        loop, text = asyncio.get_running_loop(), exchange.message.content.text
        matcher = self._answering().matcher
        try:
            return await loop.run_in_executor(self._executor, nearest_matter, matcher, text)
        except Exception as error:
            # Only the list of gaps needs it: no answer may be lost over it.
            logger.warning("no nearest matter: %s", type(error).__name__)
            return None

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
        history = await self.in_transaction(lambda work: work.messages.after(conversation, 0, HISTORY))
        memory = _memory_of([known for known in history if known.seq < message.seq])
        turn = Turn(message.content.text, memory)
        loop = asyncio.get_running_loop()
        outcome = await loop.run_in_executor(self._executor, self._answering().answer_without_dialogue, turn)
        return outcome.replies


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
