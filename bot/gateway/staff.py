"""Who may see what is for staff: until there are accounts, whoever carries the token."""

from __future__ import annotations

import hmac

from aiohttp import web

from bot.gateway.keys import SETTINGS
from bot.usecases.inbound import BadInput

_SCHEME = "bearer "


def staff_json(data: object) -> web.Response:
    """A response in JSON that nothing on the way keeps."""
    return web.json_response(data, headers={"Cache-Control": "no-store"})


def require_staff(request: web.Request) -> None:
    """Returns if the request carries JIESU_STAFF_TOKEN as its bearer token.

    Raises BadInput: staff_closed while no token is set, staff_only without the right one.
    """
    token = request.app[SETTINGS].staff_token
    if token is None:
        raise BadInput("staff_closed", setting="JIESU_STAFF_TOKEN")
    given = request.headers.get("Authorization", "")
    secret = given[len(_SCHEME) :] if given[: len(_SCHEME)].lower() == _SCHEME else ""
    # Comparing takes as long whatever is wrong, so that the token cannot be guessed bit by bit.
    if not hmac.compare_digest(secret.strip().encode(errors="replace"), token.encode()):
        raise BadInput("staff_only")
