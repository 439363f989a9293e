"""GET /api/v1/openapi.json: the public interface, described."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.gateway.errors import STATUS
from bot.usecases.inbound import LONGEST_MESSAGE
from bot.usecases.reply import ReplyKind


async def description(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler's signature
    """The OpenAPI 3.1 description."""
    return web.json_response(DESCRIPTION)


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _errors(*codes: str) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code)
    return {
        str(status): {"description": "、".join(names), **_json(_ref("Error"))}
        for status, names in by_status.items()
    }


def _parameter(name: str, place: str, schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}


_TEXT = {"type": "string"}
_NULLABLE_TEXT = {"type": ["string", "null"]}
_SCHEMAS: dict[str, Any] = {
    "Error": {
        "type": "object",
        "required": ["error", "message"],
        "properties": {"error": {"enum": list(STATUS)}, "message": _TEXT},
    },
    "Source": {
        "type": "object",
        "required": ["document", "section", "date", "number"],
        "properties": {"document": _TEXT, "section": _TEXT, "date": _TEXT, "number": _NULLABLE_TEXT},
    },
    "Custom": {
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {"enum": [kind.value for kind in ReplyKind]},
            "lead": _TEXT,
            "matter_code": _NULLABLE_TEXT,
            "matter_name": _NULLABLE_TEXT,
            "aspects": {"type": "array", "items": _TEXT},
            "facts": {"type": "array", "items": {"type": "object"}},
            "sources": {"type": "array", "items": _ref("Source")},
            "candidates": {"type": "array", "items": _TEXT},
            "receipt": _NULLABLE_TEXT,
            "knowledge_version": _TEXT,
        },
    },
    "Button": {
        "type": "object",
        "required": ["title", "payload"],
        "properties": {"title": _TEXT, "payload": _TEXT},
    },
    "Utterance": {
        "type": "object",
        "required": ["recipient_id", "text", "custom"],
        "properties": {
            "recipient_id": _TEXT,
            "text": _TEXT,
            "buttons": {"type": "array", "items": _ref("Button")},
            "custom": _ref("Custom"),
        },
    },
    "Match": {
        "type": "object",
        "properties": {
            "matter_code": _TEXT,
            "name": _TEXT,
            "score": {"type": "number"},
            "reasons": {"type": "array", "items": _TEXT},
            "fact": {"type": "object", "properties": {"about": _TEXT, "aspect": _TEXT}},
        },
    },
}

_SAY = {
    "summary": "说一句话，得到回答（Rasa 的 REST 通道）",
    "requestBody": {
        "required": True,
        **_json(
            {
                "type": "object",
                "required": ["sender", "message"],
                "properties": {"sender": _TEXT, "message": {**_TEXT, "maxLength": LONGEST_MESSAGE}},
            }
        ),
    },
    "responses": {
        "200": {"description": "回答", **_json({"type": "array", "items": _ref("Utterance")})},
        **_errors("empty", "too_long", "bad_json", "bad_field", "too_large", "rate_limited", "internal"),
    },
}
_MATTERS = {
    "summary": "一句话说的是哪些事项，为什么",
    "parameters": [
        _parameter("q", "query", _TEXT),
        _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 50}, required=False),
    ],
    "responses": {
        "200": {
            "description": "匹配结果",
            **_json(
                {
                    "type": "object",
                    "properties": {
                        "decision": {"enum": ["answer", "ask", "refuse"]},
                        "probability": {"type": "number"},
                        "matches": {"type": "array", "items": _ref("Match")},
                    },
                }
            ),
        },
        **_errors("empty", "too_long", "bad_field", "bad_limit", "rate_limited"),
    },
}
_RECEIPT = {
    "summary": "按答复编号查当时的回答",
    "parameters": [_parameter("number", "path", _TEXT)],
    "responses": {
        "200": {"description": "当时的回答", **_json({"type": "object"})},
        **_errors("receipt_unknown", "rate_limited"),
    },
}
_ALIVE = {"summary": "进程是否在运行", "responses": {"200": {"description": "在运行"}}}
_READY = {
    "summary": "是否能工作",
    "responses": {"200": {"description": "能"}, "503": {"description": "数据库不可用"}},
}
_SOCKET = {"summary": "市民页面的 WebSocket", "responses": {"101": {"description": "已切换"}}}

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "接诉", "version": "1", "description": "12345 热线智能助手的接口。"},
    "paths": {
        "/webhooks/rest/webhook": {"post": _SAY},
        "/ws/chat": {"get": _SOCKET},
        "/api/v1/matters": {"get": _MATTERS},
        "/api/v1/receipts/{number}": {"get": _RECEIPT},
        "/healthz": {"get": _ALIVE},
        "/readyz": {"get": _READY},
    },
    "components": {"schemas": _SCHEMAS},
}
