"""Style, icons and fonts: read once, named by their content, kept for good by caches (RFC 9111 §5.2.2; RFC 8246).

The digest in their URLs is that of the whole folder, so that a style sheet reaches its fonts by a relative URL.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse, Response

from mgi_graph.server.problem import not_found
from mgi_graph.server.reply import is_current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

FOLDER: Final = Path(__file__).parents[1] / "static"
IMMUTABLE: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {".woff2": "font/woff2", ".txt": "text/plain", ".js": "text/javascript", ".svg": "image/svg+xml"}
_WORTH: Final = 860


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """The bytes of a file; ``zipped`` where compressing makes it smaller, else empty."""

    body: bytes
    zipped: bytes
    content_type: str
    tag: str


@cache
def assets() -> Mapping[str, Asset]:
    """Read all files of the folder, by their path in it."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): _read(path) for path in paths}


@cache
def digest() -> str:
    """Return what changes with any of the files."""
    parts = "\n".join(f"{name} {asset.tag}" for name, asset in assets().items())
    return hashlib.sha256(parts.encode()).hexdigest()[:12]


def path_of(name: str) -> str:
    """Return the path on this server of a file, such as ``site.css``; raises :class:`KeyError` for none."""
    if name not in assets():
        raise KeyError(name)
    return f"/static/{digest()}/{name}"


async def serve(request: Request) -> Response:
    """Serve a file; under the digest of another version, lead to the file of this one."""
    name = request.path_params["name"]
    asset = assets().get(name)
    if asset is None:
        raise not_found(f"No file is called {name[:200]!r}.")
    if request.path_params["digest"] != digest():
        address = request.app.state.site.address(request)
        return RedirectResponse(address.path(path_of(name)), headers={"Cache-Control": "no-cache"})
    headers = {"ETag": asset.tag, "Cache-Control": IMMUTABLE, "Vary": "Accept-Encoding"}
    if is_current(request, asset.tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = asset.content_type
    if asset.zipped and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.zipped, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.body, headers=headers)


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    known = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = known.startswith("text/") or known in {"image/svg+xml", "application/json"}
    zipped = gzip.compress(body, mtime=0) if is_text and len(body) > _WORTH else b""
    return Asset(
        body=body,
        zipped=zipped,
        content_type=f"{known}; charset=utf-8" if known.startswith("text/") else known,
        tag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
    )
