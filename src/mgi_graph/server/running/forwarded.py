"""What a proxy says of the request that it passes on: believed where the proxy is trusted, and of nobody else.

``X-Forwarded-For``, ``-Proto``, ``-Host`` and ``-Prefix`` are what proxies send in fact. ``Prefix`` is what the proxy
took off the path; in ASGI it is the root path, which the path begins with.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

#: A name or an address, and perhaps a port (RFC 3986 §3.2.2).
HOST: Final = re.compile(rb"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_PREFIX: Final = re.compile(rb"(?:/[A-Za-z0-9._~-]+)+")
_NAMES: Final = {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-prefix"}


class Forwarded:
    """The outermost part of the application in a process of ``mgi serve`` (pure ASGI)."""

    def __init__(self, app: ASGIApp, *, trusted: Sequence[str], root_path: str = "") -> None:
        """Trust addresses and networks; ``root_path`` is taken for granted, whoever asks."""
        self._app = app
        self._root = root_path.encode()
        networks = tuple(ipaddress.ip_network(each, strict=False) for each in trusted)

        @lru_cache(maxsize=4096)
        def trusts(host: str) -> bool:
            try:
                address = ipaddress.ip_address(host)
            except ValueError:
                return False
            return any(address in network for network in networks)

        self._trusts = trusts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put scheme, host, client and root path right, and pass the request on."""
        if scope["type"] == "http":
            told = self._told(scope)
            if told:
                self._believe(scope, told)
            _mount(scope, self._root or _matching(_PREFIX, told.get(b"x-forwarded-prefix", b"").rstrip(b"/")))
        await self._app(scope, receive, send)

    def _told(self, scope: Scope) -> dict[bytes, bytes]:
        """Return the fields of a trusted proxy; of several of one name the last, which is that of the nearest."""
        client = scope.get("client")
        if client is None or not self._trusts(client[0]):
            return {}
        return {name: value.strip() for name, value in scope["headers"] if name in _NAMES}

    def _believe(self, scope: Scope, told: dict[bytes, bytes]) -> None:
        if (scheme := told.get(b"x-forwarded-proto", b"").lower()) in {b"http", b"https"}:
            scope["scheme"] = scheme.decode()
        if host := _matching(HOST, told.get(b"x-forwarded-host", b"")):
            scope["headers"] = [(b"host", host), *(pair for pair in scope["headers"] if pair[0] != b"host")]
        if chain := told.get(b"x-forwarded-for"):
            scope["client"] = (self._client(chain.decode("latin-1")), 0)

    def _client(self, chain: str) -> str:
        """Return the first address from the right that is no proxy of ours."""
        hosts = [part.strip() for part in chain.split(",")]
        return next((host for host in reversed(hosts) if not self._trusts(host)), hosts[0])


def _matching(pattern: re.Pattern[bytes], value: bytes) -> bytes:
    return value if pattern.fullmatch(value) else b""


def _mount(scope: Scope, root: bytes) -> None:
    if root:
        scope["root_path"] = root.decode()
        scope["path"] = scope["root_path"] + scope["path"]
        scope["raw_path"] = root + (scope.get("raw_path") or b"")
