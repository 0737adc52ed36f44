"""From a representation to a response: validators, caching, variants (RFC 9110 §8.8, §12.5, §13; RFC 9111).

The dataset is immutable, so the entity tag is made of what the bytes are a function of: dataset, software, address,
target and media type. A request that has the current one is answered before anything is rendered.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from mgi_graph.server.cache import Rendered
from mgi_graph.server.negotiation import choose, field_of
from mgi_graph.server.observation import note_caching, note_tag
from mgi_graph.server.problem import not_acceptable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from starlette.requests import Request

    from mgi_graph.server.media import Representation
    from mgi_graph.server.site import Site

_TAGS: Final = re.compile(r'(?:W/)?("[^"]*")')
#: Below this size a compressed body is no smaller on the wire.
_WORTH: Final = 860
#: Above it, compressing takes so long that others would wait, and that a fifth less of bytes is not worth it.
_LARGE: Final = 1 << 17
#: A client that takes gzip, unless it gives it the weight 0 (RFC 9110 §12.5.3).
_GZIP: Final = re.compile(r"(?:^|[,\s])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
_TEXT: Final = re.compile(
    r"text/|application/(?:[\w.-]+\+)?(?:json|xml)|application/(?:n-|trig|sparql|javascript)|image/svg"
)


def negotiate(request: Request, offers: Sequence[Representation], suffix: str = "") -> tuple[Representation, str]:
    """Return the representation that a request is served, and the media type to call it by.

    A suffix decides by itself; else Accept does. Raises :class:`Problem` (404 for a suffix that nothing has, 406).
    """
    if suffix:
        for offer in offers:
            if offer.suffix == suffix:
                return offer, offer.media_type
    types = _types(tuple(offers))
    accept = field_of(request.scope, b"accept")
    chosen = choose(accept, tuple(types))
    if chosen is None:
        address = request.app.state.site.address(request)
        path = address.path(request.url.path.removeprefix(address.root))
        query = f"?{request.url.query}" if request.url.query else ""
        raise not_acceptable(accept or "", {offer.media_type: f"{path}.{offer.suffix}{query}" for offer in offers})
    return types[chosen], chosen


@lru_cache(maxsize=64)
def _types(offers: tuple[Representation, ...]) -> dict[str, Representation]:
    """Return what is offered under each media type, aliases after all others."""
    own = {offer.media_type: offer for offer in offers}
    return own | {alias: offer for offer in offers for alias in offer.aliases if alias not in own}


def entity_tag(site: Site, request: Request, media_type: str, coding: str = "", body: str = "") -> str:
    """Return the strong validator of what a request is served (RFC 9110 §8.8.3); ``body`` is what it was sent with.

    BLAKE2b (RFC 7693) is here with Python itself: the way to the SHA-256 of OpenSSL takes longer than the digest.
    """
    address, scope = site.address(request), request.scope
    query = scope["query_string"].decode("latin-1")
    parts = (site.version, address.origin, address.root, scope["path"], query, media_type, coding, body)
    digest = hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
    return f'"{digest}"'


def is_current(request: Request, tag: str) -> bool:
    """Tell whether the client has the current bytes (If-None-Match, RFC 9110 §13.1.2: weak comparison)."""
    if request.method not in {"GET", "HEAD"}:
        return False
    given = field_of(request.scope, b"if-none-match")
    return given is not None and (given.strip() == "*" or tag in _TAGS.findall(given))


async def reply(  # noqa: PLR0913 - what differs between resources
    request: Request,
    render: Callable[[], Rendered | Awaitable[Rendered]],
    media_type: str,
    *,
    vary: Iterable[str] = ("Accept",),
    headers: Iterable[tuple[str, str]] = (),
    cacheable: bool = True,
    body: str = "",
    is_weak: bool = False,
) -> Response:
    """Answer with what ``render`` makes: 304 where the client has it, else from the cache, else made now.

    ``vary`` names the request fields that decide (RFC 9110 §12.5.5); ``headers`` go on the 304 as well. ``body`` is
    what the request was sent with, where that decides too. An answer that ``is_weak`` says the same with other bytes
    when it is made again, in another order for example (§8.8.1).
    """
    site: Site = request.app.state.site
    codings = field_of(request.scope, b"accept-encoding")
    coding = "gzip" if codings and _GZIP.search(codings) else ""
    tag = entity_tag(site, request, media_type, coding, body)
    fields = {
        "ETag": f"W/{tag}" if is_weak else tag,
        "Vary": _varying(tuple(vary)),
        "Cache-Control": f"public, max-age={site.settings.max_age}" if cacheable else "no-cache",
    }
    for name, value in headers:
        fields[name] = f"{fields[name]}, {value}" if name in fields else value
    if is_current(request, tag):
        note_caching(request, "current")
        return Response(status_code=304, headers=fields)
    rendered = site.cache.get(tag)
    note_caching(request, "miss" if rendered is None else "hit")
    if rendered is None:
        made = render()
        rendered = await _encoded(made if isinstance(made, Rendered) else await made, coding)
        if rendered.status == 200:
            site.cache.put(tag, rendered)
    if rendered.status == 200:
        note_tag(request, tag)
    return _Made(rendered, {"Content-Type": rendered.content_type, **fields, **dict(rendered.headers)})


class _Made(Response):
    """A response whose fields are all known; Starlette looks for what may be missing, which takes longer."""

    def __init__(self, rendered: Rendered, fields: dict[str, str]) -> None:
        self.status_code, self.body, self.background = rendered.status, rendered.body, None
        self.raw_headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in fields.items()]
        self.raw_headers.append((b"content-length", b"%d" % len(rendered.body)))


@lru_cache(maxsize=64)
def _varying(fields: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys((*fields, "Accept-Encoding")))


async def _encoded(rendered: Rendered, coding: str) -> Rendered:
    """Compress a body where the client takes it and it is worth it (RFC 9110 §8.4.1.3); a large one beside the loop."""
    if not coding or len(rendered.body) < _WORTH or not _TEXT.match(rendered.content_type):
        return rendered
    if len(rendered.body) > _LARGE:
        body = await asyncio.to_thread(_compressed, rendered.body, 1)
    else:
        body = _compressed(rendered.body, 6)
    return rendered._replace(body=body, headers=(*rendered.headers, ("Content-Encoding", coding)))


def _compressed(body: bytes, level: int) -> bytes:
    return gzip.compress(body, compresslevel=level, mtime=0)  # no clock in the bytes
