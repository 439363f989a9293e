"""GET /api/v1/openapi.json: the public interface, described."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.gateway.errors import STATUS
from bot.gateway.openapi_schemas import INTEGER, MOMENT, NULLABLE_TEXT, REASON, SCHEMAS, TEXT, json_of, ref
from bot.usecases.feedback import LONGEST_COMMENT
from bot.usecases.inbound import LONGEST_MESSAGE


async def description(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler's signature
    """The OpenAPI 3.1 description."""
    return web.json_response(DESCRIPTION)


def _errors(*codes: str) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code)
    return {
        str(status): {"description": "、".join(names), **json_of(ref("Error"))}
        for status, names in by_status.items()
    }


def _parameter(name: str, place: str, schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}


_SAY = {
    "summary": "说一句话，得到回答（Rasa 的 REST 通道）",
    "requestBody": {
        "required": True,
        **json_of(
            {
                "type": "object",
                "required": ["sender", "message"],
                "properties": {"sender": TEXT, "message": {**TEXT, "maxLength": LONGEST_MESSAGE}},
            }
        ),
    },
    "responses": {
        "200": {"description": "回答", **json_of({"type": "array", "items": ref("Utterance")})},
        **_errors("empty", "too_long", "bad_json", "bad_field", "too_large", "rate_limited", "internal"),
    },
}
_MATTERS = {
    "summary": "一句话说的是哪些事项，为什么",
    "parameters": [
        _parameter("q", "query", TEXT),
        _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 50}, required=False),
    ],
    "responses": {
        "200": {
            "description": "匹配结果",
            **json_of(
                {
                    "type": "object",
                    "properties": {
                        "decision": {"enum": ["answer", "ask", "refuse"]},
                        "probability": {"type": "number"},
                        "matches": {"type": "array", "items": ref("Match")},
                    },
                }
            ),
        },
        **_errors("empty", "too_long", "bad_field", "bad_limit", "rate_limited"),
    },
}
_RECEIPT = {
    "summary": "按答复编号查当时的回答",
    "parameters": [_parameter("number", "path", TEXT)],
    "responses": {
        "200": {"description": "当时的回答", **json_of({"type": "object"})},
        **_errors("receipt_unknown", "rate_limited"),
    },
}
_FEEDBACK = {
    "summary": "说一条回答有没有帮助；再说一次，以最后一次为准",
    "parameters": [_parameter("number", "path", TEXT)],
    "requestBody": {
        "required": True,
        **json_of(
            {
                "type": "object",
                "required": ["helpful"],
                "properties": {
                    "helpful": {"type": "boolean"},
                    "comment": {**NULLABLE_TEXT, "maxLength": LONGEST_COMMENT},
                },
            }
        ),
    },
    "responses": {
        "204": {"description": "记下了"},
        **_errors(
            "bad_json", "bad_field", "comment_too_long", "receipt_unknown", "too_large", "rate_limited"
        ),
    },
}
_FOR_STAFF: list[dict[str, list[str]]] = [{"staff": []}]
_GAPS = {
    "summary": "没有答好的问题，问得多的在前（工作人员）",
    "security": _FOR_STAFF,
    "parameters": [
        _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 50}, required=False),
        _parameter("offset", "query", {"type": "integer", "minimum": 0}, required=False),
        _parameter("since", "query", TEXT, required=False),
        _parameter("reason", "query", REASON, required=False),
    ],
    "responses": {
        "200": {
            "description": "相近的问题归在一起；complete 为 false 时只看了最近的",
            **json_of(
                {
                    "type": "object",
                    "properties": {
                        "total": INTEGER,
                        "complete": {"type": "boolean"},
                        "clusters": {"type": "array", "items": ref("GapCluster")},
                    },
                }
            ),
        },
        **_errors("bad_number", "bad_moment", "bad_choice", "staff_only", "staff_closed"),
    },
}
_TRANSCRIPT = {
    "summary": "一个对话的记录，个人号码已遮盖（工作人员）",
    "security": _FOR_STAFF,
    "parameters": [
        _parameter("id", "path", TEXT),
        _parameter("after", "query", {"type": "integer", "minimum": 0}, required=False),
        _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 200}, required=False),
    ],
    "responses": {
        "200": {
            "description": "next 不为 null 时，用它作 after 接着取",
            **json_of(
                {
                    "type": "object",
                    "properties": {
                        "id": TEXT,
                        "channel": TEXT,
                        "begun_at": MOMENT,
                        "messages": {"type": "array", "items": ref("TranscriptMessage")},
                        "next": {"type": ["integer", "null"]},
                    },
                }
            ),
        },
        **_errors("bad_number", "staff_only", "staff_closed", "conversation_unknown"),
    },
}
_METRICS = {
    "summary": "运行指标，Prometheus 文本格式（工作人员、监控）",
    "security": _FOR_STAFF,
    "responses": {
        "200": {"description": "指标", "content": {"text/plain": {"schema": TEXT}}},
        **_errors("staff_only", "staff_closed"),
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
        "/api/v1/receipts/{number}/feedback": {"post": _FEEDBACK},
        "/api/v1/knowledge/gaps": {"get": _GAPS},
        "/api/v1/conversations/{id}": {"get": _TRANSCRIPT},
        "/metrics": {"get": _METRICS},
        "/healthz": {"get": _ALIVE},
        "/readyz": {"get": _READY},
    },
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"staff": {"type": "http", "scheme": "bearer"}},
    },
}
