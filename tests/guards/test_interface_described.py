"""The description of the interface says what there is, no more and no less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.gateway.app import ROUTES
from bot.gateway.errors import STATUS
from bot.gateway.openapi import DESCRIPTION
from bot.usecases.reply import ReplyKind

# Pages for browsers, and the description itself.
NO_INTERFACE = {("get", "/"), ("get", "/assets/{name}"), ("get", "/api/v1/openapi.json")}

Operation = dict[str, Any]


def operations() -> dict[tuple[str, str], Operation]:
    """Every operation described."""
    return {
        (method, path): operation
        for path, methods in DESCRIPTION["paths"].items()
        for method, operation in methods.items()
    }


def test_every_route_is_described_and_every_description_is_of_a_route() -> None:
    routes = {(route.method.lower(), route.path) for route in ROUTES} - NO_INTERFACE
    assert set(operations()) == routes


def test_the_pages_left_out_are_still_there() -> None:
    assert {(route.method.lower(), route.path) for route in ROUTES} >= NO_INTERFACE


@pytest.mark.parametrize("place", operations(), ids=" ".join)
def test_every_operation_says_in_chinese_what_it_is_for(place: tuple[str, str]) -> None:
    operation = operations()[place]
    assert re.search("[\u4e00-\u9fff]", operation["summary"])
    assert operation["responses"]
    assert all(response["description"] for response in operation["responses"].values())


def test_every_parameter_of_a_path_is_described() -> None:
    for (_, path), operation in operations().items():
        described = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
        assert described == set(re.findall(r"\{(\w+)\}", path))


def test_every_reference_leads_somewhere() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    for reference in references(DESCRIPTION):
        assert reference.removeprefix("#/components/schemas/") in schemas, reference


def references(part: object) -> Iterator[str]:
    """Every $ref in a part of the description."""
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_all_kinds_of_replies_and_errors_are_described() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    assert schemas["Error"]["properties"]["error"]["enum"] == list(STATUS)
    assert schemas["Custom"]["properties"]["kind"]["enum"] == [kind.value for kind in ReplyKind]
