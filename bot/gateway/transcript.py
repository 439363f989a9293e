"""GET /api/v1/conversations/{id}: what was said in a conversation, masked, for staff."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.casework.personal_data import masked
from bot.gateway.keys import CONVERSING
from bot.gateway.query import whole_number
from bot.gateway.staff import require_staff, staff_json
from bot.usecases.inbound import BadInput
from bot.usecases.message import Conversation, Message
from bot.usecases.ports import UnitOfWork

# Anything else is no id of ours, and a database may choke on it (PostgreSQL on a zero byte).
_ID = re.compile("[0-9a-f]{32}")
_MOST = 200
_HIGHEST_SEQ = 2**31 - 1


async def transcript(request: web.Request) -> web.Response:
    """The messages after number `after`, in order, with `next` to go on from."""
    require_staff(request)
    limit = whole_number(request, "limit", _MOST, least=1, most=_MOST)
    after = whole_number(request, "after", 0, most=_HIGHEST_SEQ)
    wanted = request.match_info["id"]
    if not _ID.fullmatch(wanted):
        raise BadInput("conversation_unknown")

    def read(work: UnitOfWork) -> tuple[Conversation | None, Sequence[Message]]:
        return work.messages.conversation(wanted), work.messages.page(wanted, after, limit + 1)

    conversation, messages = await request.app[CONVERSING].in_transaction(read)
    if conversation is None:
        raise BadInput("conversation_unknown")
    shown = messages[:limit]
    return staff_json(
        {
            "id": conversation.id,
            "channel": conversation.channel,
            "begun_at": conversation.begun_at.isoformat(),
            "messages": [_message(message) for message in shown],
            "next": shown[-1].seq if len(messages) > limit else None,
        }
    )


def _message(message: Message) -> dict[str, Any]:
    return {
        "seq": message.seq,
        "author": message.author.value,
        "kind": message.content.custom.get("kind"),
        "text": masked(message.content.text),
        "at": message.at.isoformat(),
        "answers": message.answers,
        "receipt": message.content.receipt,
    }
