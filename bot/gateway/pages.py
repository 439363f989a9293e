"""The built pages: HTML always fresh, hashed assets cached for good.

The build lays a .gz copy beside each file; aiohttp sends it to browsers that take gzip.
"""

from __future__ import annotations

import re
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
ASSETS = STATIC / "assets"
_NAME = re.compile("[A-Za-z0-9._-]{1,200}")
_FOREVER = "public, max-age=31536000, immutable"


async def citizen_page(request: web.Request) -> web.FileResponse:  # noqa: ARG001 - a handler's signature
    """GET /: the citizen page."""
    return web.FileResponse(STATIC / "citizen" / "index.html", headers={"Cache-Control": "no-cache"})


async def asset(request: web.Request) -> web.FileResponse:
    """GET /assets/{name}: a built file; its name changes with its content."""
    name = request.match_info["name"]
    path = ASSETS / name
    # aiohttp takes %2F in a name for a slash: “..%2F” would lead out of the folder.
    if not _NAME.fullmatch(name) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": _FOREVER})
