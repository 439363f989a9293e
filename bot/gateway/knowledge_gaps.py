"""GET /api/v1/knowledge/gaps: what the knowledge lacks, for staff."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.casework.gaps import GapReason
from bot.casework.personal_data import masked
from bot.catalogue.catalogue import Catalogue
from bot.gateway.keys import CONVERSING, KNOWLEDGE
from bot.gateway.query import moment, one_of, whole_number
from bot.gateway.staff import require_staff, staff_json
from bot.usecases.knowledge_gaps import MOST_GAPS, GapCluster, OpenQuestion, overview

_DEFAULT, _MOST = 20, 50
# Enough to see what a cluster is about; the rest is counted.
_MOST_QUESTIONS = 50


async def knowledge_gaps(request: web.Request) -> web.Response:
    """Clusters by weight, each with its questions and the way to their conversations."""
    require_staff(request)
    limit = whole_number(request, "limit", _DEFAULT, least=1, most=_MOST)
    offset = whole_number(request, "offset", 0, most=MOST_GAPS)
    since = moment(request, "since")
    named = one_of(request, "reason", [reason.value for reason in GapReason])
    reason = GapReason(named) if named else None
    conversing, answering = request.app[CONVERSING], request.app[KNOWLEDGE].current()
    gaps = await conversing.in_transaction(
        lambda work: work.gaps.newest(MOST_GAPS, since=since, reason=reason)
    )
    # Outside the transaction: on SQLite it would keep everybody else from writing.
    cut = answering.matcher.index.segmenter.features
    found = await asyncio.to_thread(overview, gaps, cut, conversing.now())
    return staff_json(
        {
            "total": len(found),
            "complete": len(gaps) < MOST_GAPS,
            "clusters": [_cluster(one, answering.catalogue) for one in found[offset : offset + limit]],
        }
    )


def _cluster(cluster: GapCluster, catalogue: Catalogue) -> dict[str, Any]:
    subject = catalogue.subjects.get(cluster.matter or "")
    return {
        "representative": masked(cluster.representative),
        "weight": round(cluster.weight, 3),
        "conversations": cluster.conversations,
        "reasons": {reason.value: count for reason, count in sorted(cluster.reasons.items())},
        "nearest": {"matter_code": cluster.matter, "name": subject.name if subject else None}
        if cluster.matter
        else None,
        "first_at": cluster.first_at.isoformat(),
        "last_at": cluster.last_at.isoformat(),
        "count": len(cluster.questions),
        "questions": [_question(one) for one in cluster.questions[:_MOST_QUESTIONS]],
    }


def _question(one: OpenQuestion) -> dict[str, Any]:
    return {
        "question": masked(one.question),
        "reasons": [reason.value for reason in one.reasons],
        "at": one.at.isoformat(),
        "conversation": f"/api/v1/conversations/{one.conversation}",
        "seq": one.seq,
        "receipt": one.receipt,
    }
