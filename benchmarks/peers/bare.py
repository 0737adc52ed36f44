"""The fastest that the framework of the site can be: it answers the same bytes, and does nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

BODY = Path(sys.argv[2]).read_bytes()


async def answer(_: Request) -> Response:
    """Return the bytes."""
    return Response(BODY, media_type="text/turtle")


if __name__ == "__main__":
    app = Starlette(routes=[Route("/{path:path}", answer)])
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning")
