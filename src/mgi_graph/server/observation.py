"""What is known of a request once it is answered: for the log and the metrics, and nothing about who asked.

No address, no user agent, no text of a query and no value of a parameter: the route as its template, and of a query the
name under which it is saved, or a digest of its text.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import Message, Scope

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

    def hear(self, message: Message) -> None:
        """Take note of a message of the response."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = Headers(scope=message).get("content-type", "").partition(";")[0]
        elif message["type"] == "http.response.body" and self.method != "HEAD":
            self.size += len(message.get("body", b""))


def begin(scope: Scope) -> Observation:
    """Start to observe a request."""
    method = scope["method"]
    seen = scope[_KEY] = Observation(method=method if method in _METHODS else _OTHER)
    return seen


def finish(scope: Scope) -> Observation:
    """Complete the observation of a request that is answered."""
    seen: Observation = scope[_KEY]
    seen.seconds = time.perf_counter() - seen.started
    seen.route = getattr(scope.get("route"), "path", "")
    return seen


def note_caching(request: HTTPConnection, caching: Caching) -> None:
    """Note whether the bytes were at hand."""
    if (seen := request.scope.get(_KEY)) is not None:
        seen.caching = caching


def note_query(request: HTTPConnection, *, name: str = "", text: str = "") -> None:
    """Note which query is run: a saved one by name, any other by the SHA-256 of its text."""
    if (seen := request.scope.get(_KEY)) is not None:
        seen.query = name or hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
