"""What every request passes first: bounds on its size, CORS, security headers, the log and the metrics."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from mgi_graph.server import observation
from mgi_graph.server.errors import respond
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from mgi_graph.server.site import Site

#: Pages take script, style, images and fonts from here alone (Content Security Policy Level 3).
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    # The data are public: any page may read them (Fetch Standard §3.2, CORS).
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "ETag, Link, Location, Retry-After, Content-Type, Content-Profile, X-Total-Count",
    ),
)
_PREFLIGHT: Final = (
    ("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS"),
    ("Access-Control-Allow-Headers", "Accept, Accept-Profile, Content-Type, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
    ("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers"),
)


class Front:
    """The outermost part of the application, pure ASGI: it costs microseconds."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """Stand before ``app``."""
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and put the common headers on what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = observation.begin(scope)
        is_preflight = scope["method"] == "OPTIONS" and any(
            name == b"access-control-request-method" for name, _ in scope["headers"]
        )

        async def sending(message: Message) -> None:
            seen.hear(message)
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS:
                    headers.setdefault(name, value)
            await send(message)

        try:
            if is_preflight:
                await self._preflight(sending)
            else:
                await self._bounded(scope, receive, sending)
        finally:
            self._site.observe(observation.finish(scope))

    async def _preflight(self, send: Send) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in _PREFLIGHT]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings = self._site.settings
        if (problem := _too_large(scope, settings.target_bytes, settings.body_bytes)) is not None:
            await respond(Request(scope), problem, self._site)(scope, receive, send)
            return
        taken = 0
        deadline = asyncio.get_running_loop().time() + settings.request_seconds
        is_whole = False

        async def receiving() -> Message:
            nonlocal taken, is_whole
            if is_whole:  # what follows the body is the end of the connection, which may take its time
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise _slow(settings.request_seconds) from None
            taken += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if taken > settings.body_bytes:
                raise _large_body(settings.body_bytes)
            return message

        await self._app(scope, receiving, send)


def _too_large(scope: Scope, target: int, body: int) -> Problem | None:
    length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if length > target:
        detail = f"It has {length} bytes; at most {target} are read. Send a long query with POST."
        return Problem(status=414, kind="target-too-long", title="The address is too long", detail=detail)
    announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return _large_body(body) if announced.isdigit() and int(announced) > body else None


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
