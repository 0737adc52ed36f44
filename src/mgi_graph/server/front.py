"""What every request passes first: stored answers, bounds on its size, CORS, security headers, log and metrics."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from starlette.requests import Request

from mgi_graph.server import observation
from mgi_graph.server.errors import respond
from mgi_graph.server.problem import Problem
from mgi_graph.server.stored import Stored, key_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from mgi_graph.server.observation import Observation
    from mgi_graph.server.site import Site
    from mgi_graph.server.stored import Field, Key

#: Pages take script, style, images and fonts from here alone (Content Security Policy Level 3).
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FIELDS: Final[tuple[Field, ...]] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    # The data are public: any page may read them (Fetch Standard §3.2, CORS).
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Link, Location, Retry-After, Content-Type, Content-Profile, X-Total-Count, MGI-Dataset",
    ),
)
#: Names the state of the dataset that answered, by its SHA-256: what a proxy may route, log and purge by.
_DATASET: Final = b"mgi-dataset"
_PREFLIGHT: Final[tuple[Field, ...]] = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Accept-Profile, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
    (b"vary", b"Access-Control-Request-Method, Access-Control-Request-Headers"),
)


class Front:
    """The outermost part of the application, pure ASGI: it costs microseconds."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """Stand before ``app``."""
        self._app = app
        self._site = site
        self._fields = (*_FIELDS, (_DATASET, site.graph.store.digest.encode()))
        self._names = frozenset(name for name, _ in self._fields)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and put the common headers on what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen, key = observation.begin(scope), key_of(scope)
        try:
            stored = self._site.stored.get(key) if key is not None else None
            if stored is None or not await self._again(stored, seen, send):
                sending = self._completing(seen, scope, key, send)
                await (_allow(sending) if _is_preflight(scope) else self._bounded(scope, receive, sending))
        finally:
            self._site.observe(observation.finish(scope))

    async def _again(self, stored: Stored, seen: Observation, send: Send) -> bool:
        """Give the answer that was given to an equal request, and tell whether its bytes are still at hand."""
        if (rendered := self._site.cache.get(stored.tag)) is None:
            return False
        seen.recall(stored, len(rendered.body))
        await send({"type": "http.response.start", "status": 200, "headers": list(stored.headers)})
        await send({"type": "http.response.body", "body": rendered.body})
        return True

    def _completing(self, seen: Observation, scope: Scope, key: Key | None, send: Send) -> Send:
        """Return what sends a response with the common headers on it, and stores it where it can be given again."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                names = [name for name, _ in headers]
                is_free = self._names.isdisjoint(names)
                headers += self._fields if is_free else [field for field in self._fields if field[0] not in names]
                message = {**message, "headers": headers}
                seen.hear_start(message)
                if key is not None and seen.tag and seen.tag in self._site.cache:
                    self._site.stored.put(key, _stored(seen, scope, headers))
            else:
                seen.hear_body(message)
            await send(message)

        return sending

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings = self._site.settings
        if (problem := _too_large(scope, settings.target_bytes, settings.body_bytes)) is not None:
            await respond(Request(scope), problem, self._site)(scope, receive, send)
            return
        taken = 0
        deadline = time.monotonic() + settings.request_seconds  # asking for the loop takes a call of the system
        is_whole = False

        async def receiving() -> Message:
            nonlocal taken, is_whole
            if is_whole:  # what follows the body is the end of the connection, which may take its time
                return await receive()
            try:
                async with asyncio.timeout(deadline - time.monotonic()):
                    message = await receive()
            except TimeoutError:
                raise _slow(settings.request_seconds) from None
            taken += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if taken > settings.body_bytes:
                raise _large_body(settings.body_bytes)
            return message

        await self._app(scope, receiving, send)


def _is_preflight(scope: Scope) -> bool:
    return scope["method"] == "OPTIONS" and any(
        name == b"access-control-request-method" for name, _ in scope["headers"]
    )


async def _allow(send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": _PREFLIGHT})
    await send({"type": "http.response.body", "body": b""})


def _stored(seen: Observation, scope: Scope, headers: list[Field]) -> Stored:
    return Stored(
        tag=seen.tag,
        headers=tuple(headers),
        media_type=seen.media_type,
        route=observation.route_of(scope),
        query=seen.query,
    )


def _too_large(scope: Scope, target: int, body: int) -> Problem | None:
    length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if length > target:
        detail = f"It has {length} bytes; at most {target} are read. Send a long query with POST."
        return Problem(status=414, kind="target-too-long", title="The address is too long", detail=detail)
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and int(value) > body:
            return _large_body(body)
    return None


def _large_body(bound: int) -> Problem:
    detail = f"At most {bound} bytes are read."
    return Problem(status=413, kind="body-too-large", title="The request is too large", detail=detail)


def _slow(seconds: float) -> Problem:
    detail = f"It must be there within {seconds:g} seconds."
    return Problem(
        status=408,
        kind="request-too-slow",
        title="The request did not arrive in time",
        detail=detail,
        headers={"Connection": "close"},
    )
