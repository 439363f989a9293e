"""Numbers, moments and names in the query of an address, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from aiohttp import web

from bot.usecases.inbound import BadInput

# A date without a time is a day in China, which has one zone.
_BEIJING = timezone(timedelta(hours=8))
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_NUMBER = 9


def whole_number(request: web.Request, name: str, default: int, *, least: int = 0, most: int) -> int:
    """A number of the query. Raises BadInput bad_number."""
    text = request.query.get(name, str(default))
    # int() itself takes other scripts' digits, and refuses very long numbers its own way.
    if not re.fullmatch("[0-9]+", text) or len(text) > _LONGEST_NUMBER or not least <= int(text) <= most:
        raise BadInput("bad_number", field=name, least=least, most=most)
    return int(text)


def moment(request: web.Request, name: str) -> datetime | None:
    """A day or an aware moment of the query, None if it is not there. Raises BadInput bad_moment."""
    text = request.query.get(name)
    if text is None:
        return None
    try:
        # A “+” of a zone that was not escaped arrives as a blank.
        read = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise BadInput("bad_moment", field=name) from error
    if _DATE.fullmatch(text):
        return read.replace(tzinfo=_BEIJING)
    if read.tzinfo is None:
        raise BadInput("bad_moment", field=name)
    return read


def one_of(request: web.Request, name: str, allowed: Iterable[str]) -> str | None:
    """One of the allowed values of the query, None if it is not there. Raises BadInput bad_choice."""
    text = request.query.get(name)
    allowed = list(allowed)
    if text is not None and text not in allowed:
        raise BadInput("bad_choice", field=name, allowed="、".join(allowed))
    return text
