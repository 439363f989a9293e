"""A conversation as exchanges: something a citizen said, with the replies to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.usecases.answering import Turn
from bot.usecases.choosing import chosen
from bot.usecases.message import Author, Message
from bot.usecases.reply import Reply, ReplyKind

# More than this is said to tell something, not to turn down or to choose.
_LONGEST_SIGNAL = 16
_MOST_OFFERED = 5
_ASKS = re.compile("[?？吗呢么啥]|怎么|咋|几|多少|多久|哪|谁|如何")
# A wish for a person; with so many characters more beside it, something is asked as well.
_PERSON = re.compile("人工|真人|话务员|接线员|客服|找个?活?人|工作人员")
_BESIDE_A_PERSON = re.compile(
    f"{_PERSON.pattern}|服务|坐席|帮我|给我|我[想要]|俺要|要|请|麻烦|转|叫|来|接|一?下|可以|能不能|吗|有|吧|啊|呢"
)
_ASKED_BESIDE = 4
_SMALL_TALK = re.compile(
    "(?:[您你]好|喂|在吗|在不在|有人吗|早上好|上午好|中午好|下午好|晚上好|嗨|哈喽|hello|hi|谢谢[您你]?|多谢|"
    "感谢|辛苦了?|麻烦[您你]?了?|再见|拜拜|好的?|嗯+|哦+|知道了|明白了?|了解了?|没事了?|行了?|啊|呀|呢|的|了)+",
    re.IGNORECASE,
)
# Read off the words only where no dialogue model saw that it is a case, not a question.
_CASE = re.compile("我?要(?:投诉|举报|反映)|^(?:投诉|举报)|工单")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Exchange:
    """One message of a citizen and what was said to it."""

    message: Message
    replies: tuple[Reply, ...]

    @property
    def reply(self) -> Reply | None:
        """The reply that matters most: one that answers, offers or refuses, else the first."""
        weighty = (r for r in self.replies if r.custom.get("kind") not in {ReplyKind.NOTICE, None})
        return next(weighty, self.replies[0] if self.replies else None)

    @property
    def kind(self) -> str | None:
        """The kind of that reply; None if it names none, as a fallback of the dialogue model."""
        kind = self._custom("kind")
        return str(kind) if kind is not None else None

    @property
    def wording(self) -> str | None:
        """Which fixed wording that reply is, None if it is put together from facts."""
        wording = self._custom("wording")
        return wording if isinstance(wording, str) else None

    @property
    def matter(self) -> str | None:
        """Code of the matter that reply is about."""
        matter = self._custom("matter_code")
        return matter if isinstance(matter, str) else None

    @property
    def receipt(self) -> str | None:
        """The number of that reply."""
        return self.reply.receipt if self.reply else None

    @property
    def candidates(self) -> tuple[str, ...]:
        """Keys of the facts offered, in order."""
        return tuple(self._custom("candidates") or ())

    @property
    def told(self) -> frozenset[str]:
        """Keys of the facts told."""
        return frozenset(str(fact.get("key")) for fact in self._custom("facts") or ())

    @property
    def cites(self) -> bool:
        """Whether the reply rests on anything written."""
        return any(self._custom(key) for key in ("facts", "sources", "passages"))

    @property
    def turns_down(self) -> bool:
        """Whether the citizen turned down what was said before, and asked nothing instead."""
        text = self.message.content.text
        return len(text) <= _LONGEST_SIGNAL and Turn(text).is_no

    @property
    def is_signal(self) -> bool:
        """Whether the message only refers to what was said before: a choice, yes, no, a person."""
        text = self.message.content.text
        if self.turns_down or Turn(text).is_yes:
            return True
        if chosen(text, _MOST_OFFERED) is not None and not _ASKS.search(text):
            return True
        beside = _BESIDE_A_PERSON.sub("", _NO_LETTERS.sub("", text))
        return bool(_PERSON.search(text)) and len(beside) < _ASKED_BESIDE

    @property
    def is_question(self) -> bool:
        """Whether the message is something to be known, neither a signal, small talk nor a case."""
        text = _NO_LETTERS.sub("", self.message.content.text)
        chatter = not text or _SMALL_TALK.fullmatch(text) or _CASE.search(text)
        return not chatter and not self.is_signal

    def _custom(self, key: str) -> Any:
        return self.reply.custom.get(key) if self.reply else None


def exchanges(messages: Sequence[Message]) -> list[Exchange]:
    """The exchanges of a conversation or of its end, in the order of the citizen's messages."""
    replies: dict[int | None, list[Reply]] = {}
    for message in messages:
        if message.author is Author.ASSISTANT:
            replies.setdefault(message.answers, []).append(message.content)
    said = [message for message in messages if message.author is Author.CITIZEN]
    return [Exchange(message, tuple(replies.get(message.seq, ()))) for message in said]
