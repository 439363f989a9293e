"""JSON over HTTP to a system under test, from any thread."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

_TIMEOUT = 30.0  # seconds; longer than the service ever waits for Rasa


@dataclass(frozen=True)
class JsonAnswer:
    """Status and body of a response; the body is None if it was no JSON."""

    status: int
    body: Any


@dataclass(frozen=True)
class JsonCalls:
    """Calls to one base address, `headers` sent with each; paths go out as they are given."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = _TIMEOUT

    def get(self, path: str, **query: str) -> JsonAnswer:
        """GET. Raises OSError or http.client.HTTPException if nobody answers."""
        return self._call("GET", _target(path, query), None)

    def post(self, path: str, body: object, **query: str) -> JsonAnswer:
        """POST of a JSON body. Raises as get does."""
        return self._call("POST", _target(path, query), json.dumps(body).encode())

    def answers(self, path: str = "/healthz") -> bool:
        """Whether anybody answers there at all."""
        try:
            return self.get(path).status == 200
        except (OSError, http.client.HTTPException):
            return False

    def _call(self, method: str, target: str, body: bytes | None) -> JsonAnswer:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=self.timeout)
        try:
            headers = {"Content-Type": "application/json", **self.headers}
            connection.request(method, target, body, headers)
            response = connection.getresponse()
            return JsonAnswer(response.status, _parsed(response.read()))
        finally:
            connection.close()


def _target(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
