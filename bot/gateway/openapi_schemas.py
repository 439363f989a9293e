"""What the descriptions of the public interface refer to: the objects that go to and fro."""

from __future__ import annotations

from typing import Any

from bot.casework.gaps import GapReason
from bot.gateway.errors import STATUS
from bot.usecases.message import Author
from bot.usecases.reply import ReplyKind


def json_of(schema: dict[str, Any]) -> dict[str, Any]:
    """The content of a body in JSON."""
    return {"content": {"application/json": {"schema": schema}}}


def ref(name: str) -> dict[str, str]:
    """A reference to one of SCHEMAS."""
    return {"$ref": f"#/components/schemas/{name}"}


TEXT = {"type": "string"}
NULLABLE_TEXT = {"type": ["string", "null"]}
INTEGER = {"type": "integer"}
MOMENT = {"type": "string", "format": "date-time"}
REASON = {"enum": [reason.value for reason in GapReason]}
SCHEMAS: dict[str, Any] = {
    "Error": {
        "type": "object",
        "required": ["error", "message"],
        "properties": {"error": {"enum": list(STATUS)}, "message": TEXT},
    },
    "Source": {
        "type": "object",
        "required": ["document", "section", "date", "number"],
        "properties": {"document": TEXT, "section": TEXT, "date": TEXT, "number": NULLABLE_TEXT},
    },
    "Custom": {
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {"enum": [kind.value for kind in ReplyKind]},
            "wording": TEXT,
            "lead": TEXT,
            "matter_code": NULLABLE_TEXT,
            "matter_name": NULLABLE_TEXT,
            "aspects": {"type": "array", "items": TEXT},
            "facts": {"type": "array", "items": {"type": "object"}},
            "passages": {"type": "array", "items": {"type": "object"}},
            "note": {"type": "string"},
            "sources": {"type": "array", "items": ref("Source")},
            "candidates": {"type": "array", "items": TEXT},
            "receipt": NULLABLE_TEXT,
            "knowledge_version": TEXT,
        },
    },
    "Button": {
        "type": "object",
        "required": ["title", "payload"],
        "properties": {"title": TEXT, "payload": TEXT},
    },
    "Utterance": {
        "type": "object",
        "required": ["recipient_id", "text", "custom"],
        "properties": {
            "recipient_id": TEXT,
            "text": TEXT,
            "buttons": {"type": "array", "items": ref("Button")},
            "custom": ref("Custom"),
        },
    },
    "Match": {
        "type": "object",
        "properties": {
            "matter_code": TEXT,
            "name": TEXT,
            "score": {"type": "number"},
            "reasons": {"type": "array", "items": TEXT},
            "fact": {"type": "object", "properties": {"about": TEXT, "aspect": TEXT}},
        },
    },
    "GapCluster": {
        "type": "object",
        "properties": {
            "representative": TEXT,
            "weight": {"type": "number"},
            "conversations": INTEGER,
            "reasons": {"type": "object", "additionalProperties": INTEGER},
            "nearest": {
                "type": ["object", "null"],
                "properties": {"matter_code": TEXT, "name": NULLABLE_TEXT},
            },
            "first_at": MOMENT,
            "last_at": MOMENT,
            "count": INTEGER,
            "questions": {"type": "array", "items": ref("OpenQuestion")},
        },
    },
    "OpenQuestion": {
        "type": "object",
        "properties": {
            "question": TEXT,
            "reasons": {"type": "array", "items": REASON},
            "at": MOMENT,
            "conversation": TEXT,
            "seq": INTEGER,
            "receipt": NULLABLE_TEXT,
        },
    },
    "TranscriptMessage": {
        "type": "object",
        "properties": {
            "seq": INTEGER,
            "author": {"enum": [author.value for author in Author]},
            "kind": {"enum": [*(kind.value for kind in ReplyKind), None]},
            "text": TEXT,
            "at": MOMENT,
            "answers": {"type": ["integer", "null"]},
            "receipt": NULLABLE_TEXT,
        },
    },
}
