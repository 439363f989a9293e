"""Stand-ins for the dialogue model, each keeping the port usecases.ports.Dialogue."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.usecases.ports import DialogueUnavailable
from bot.usecases.receipts import new_receipt
from bot.usecases.reply import Button, Reply, ReplyKind

SILENCE = "别说话"
ASKS_BACK = "哪一个"


class EchoingDialogue:
    """Answers each message with its own words and a receipt; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
        """Nothing to SILENCE, a choice to ASKS_BACK, else the text again."""
        self.asked.append((conversation, text))
        if text == SILENCE:
            return ()
        if text == ASKS_BACK:
            buttons = (Button("甲", "第一个"), Button("都不是", "都不是"))
            return (Reply("哪一个？", {"kind": ReplyKind.CANDIDATES, "candidates": ["a#b"]}, buttons),)
        return (Reply(f"您说：{text}", {"kind": ReplyKind.ANSWER, "receipt": new_receipt()}),)


class HeldDialogue(EchoingDialogue):
    """Answers only once `go` is set, so that tests see what happens in the meantime."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()
        self.go = asyncio.Event()

    async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
        """As EchoingDialogue, later."""
        self.begun.set()
        await self.go.wait()
        return await super().replies(conversation, text)


class DialogueDown:
    """A dialogue model that is not there."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def replies(self, conversation: str, text: str) -> Sequence[Reply]:
        """Raises DialogueUnavailable, always."""
        self.asked.append((conversation, text))
        raise DialogueUnavailable("down")
