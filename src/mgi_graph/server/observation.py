"""What is known of a request once it is answered: for the log and the metrics, and nothing about who asked.

No address, no user agent, no text of a query and no value of a parameter: the route as its template, and of a query the
name under which it is saved, or a digest of its text.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import Message, Scope

    from mgi_graph.server.stored import Stored

Caching: TypeAlias = Literal["", "hit", "miss", "current"]
_KEY: Final = "mgi_graph.observation"
#: Methods by name; any other is counted under one, so that a client cannot make up series without end.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})
_OTHER: Final = "other"


@dataclass(slots=True, kw_only=True)
class Observation:
    """One request; it fills as the request goes through, which is why it is not frozen.

    ``route`` is the template (``/doc/{path}``), empty where no route matched; ``size`` the bytes of the body that was
    sent; ``caching`` tells whether the bytes were at hand, made, or what the client has already; ``query`` is the name
    of a saved query, or the SHA-256 of a text.
    """

    method: str
    started: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0
    route: str = ""
    status: int = 500
    size: int = 0
    media_type: str = ""
    caching: Caching = ""
    query: str = ""
    #: What the cache keeps the bytes under, where the answer may be given again.
    tag: str = ""

    def hear_start(self, message: Message) -> None:
        """Take note of the status and the header of the response."""
        self.status = message["status"]
        for name, value in message["headers"]:
            if name == b"content-type":
                self.media_type = _essence(value)
                break

    def hear_body(self, message: Message) -> None:
        """Take note of a part of the body."""
        if self.method != "HEAD":
            self.size += len(message.get("body", b""))

    def recall(self, stored: Stored, size: int) -> None:
        """Take note that a stored response is given again."""
        self.status, self.size, self.caching = 200, size, "hit"
        self.media_type, self.route, self.query = stored.media_type, stored.route, stored.query


def begin(scope: Scope) -> Observation:
    """Start to observe a request."""
    method = scope["method"]
    seen = scope[_KEY] = Observation(method=method if method in _METHODS else _OTHER)
    return seen


def finish(scope: Scope) -> Observation:
    """Complete the observation of a request that is answered."""
    seen: Observation = scope[_KEY]
    seen.seconds = time.perf_counter() - seen.started
    seen.route = seen.route or route_of(scope)
    return seen


def route_of(scope: Scope) -> str:
    """Return the template of the route that a request took; nothing where none matched."""
    return getattr(scope.get("route"), "path", "")


def note_caching(request: HTTPConnection, caching: Caching) -> None:
    """Note whether the bytes were at hand."""
    if (seen := request.scope.get(_KEY)) is not None:
        seen.caching = caching


def note_tag(request: HTTPConnection, tag: str) -> None:
    """Note what the cache keeps the bytes of the answer under."""
    if (seen := request.scope.get(_KEY)) is not None:
        seen.tag = tag


@lru_cache(maxsize=256)
def _essence(content_type: bytes) -> str:
    return content_type.decode("latin-1").partition(";")[0]


def note_query(request: HTTPConnection, *, name: str = "", text: str = "") -> None:
    """Note which query is run: a saved one by name, any other by the SHA-256 of its text."""
    if (seen := request.scope.get(_KEY)) is not None:
        seen.query = name or hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
