"""One connection, with the bounds that uvicorn leaves open: on headers, on time, on pipelining, on slow readers.

uvicorn stops its clock at the first byte of a request and starts it again after the answer: a header that never ends, a
body that dribbles in after the answer, and a reader that takes nothing would all hold a connection for ever. httptools
sets no bound to a header either. Here every state of a connection has a deadline, looked at once a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from mgi_graph.server.errors import PROBLEMS
from mgi_graph.server.problem import MEDIA_TYPE, Problem
from mgi_graph.server.running.answer import Answer
from mgi_graph.server.running.forwarded import HOST

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Receive, Scope, Send
    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from mgi_graph.server.settings import Settings

#: Requests that may wait behind another on one connection; more are not read (RFC 9112 §9.3.2 lets clients send them).
_PIPELINED: Final = 16
_MALFORMED: Final = Problem(status=400, kind="bad-request", title="The request is no HTTP/1.1")
_LATE: Final = Problem(status=408, kind="request-too-slow", title="The request did not arrive in time")
_CROWDED: Final = Problem(
    status=503,
    kind="overloaded",
    title="The server is busy",
    detail="More connections are open than it takes; ask again after the time in Retry-After.",
    headers={"Retry-After": "5"},
)


class _RefusedError(Exception):
    """Stop the parser in the middle of what it reads."""


class Connection(HttpToolsProtocol):
    """A connection that ends when its client does not keep to the bounds of the settings."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        settings: Settings,
    ) -> None:
        """Take the bounds from the settings."""
        super().__init__(config, server_state, app_state, _loop)
        self._settings = settings
        self._longest = settings.target_bytes + settings.header_bytes
        self._complaint = _MALFORMED
        self._is_deaf = False
        self._is_in_head = True
        self._is_whole = True
        self._fields = 0  # bytes of the parts of the header that are complete
        self._fed = 0  # bytes of reads that lie in the header from end to end
        self._since = self._moved = self.loop.time()
        self._unsent = 0

    # What happens on the wire ----------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection; beyond the bound each request is answered 503, and far beyond nothing is."""
        super().connection_made(transport)
        count, most = len(self.connections), self._settings.connections
        if count > 2 * most:
            transport.abort()
        elif count > most:
            self.app = crowded

    def data_received(self, data: bytes) -> None:
        """Parse what came, unless the connection is given up already."""
        if self._is_deaf:
            return
        was_in_head = self._is_in_head
        super().data_received(data)
        if was_in_head and self._is_in_head:
            self._fed += len(data)
            if self._fed > self._longest and not self._is_deaf:
                self._refuse(_oversize(self._longest))

    def shutdown(self) -> None:
        """Let the client finish: its next answer closes; at a stop, an idle connection is closed at once."""
        if not self._is_leaving:
            super().shutdown()
        elif self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False

    # What the parser finds -------------------------------------------------------------------------------------------

    def on_message_begin(self) -> None:
        """Start to bound a header."""
        super().on_message_begin()
        self._is_in_head, self._is_whole = True, False
        self._fields = self._fed = 0
        self._since = self.loop.time()

    def on_url(self, url: bytes) -> None:
        """Take the target."""
        super().on_url(url)
        self._weigh(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field."""
        super().on_header(name, value)
        self._weigh(len(name) + len(value) + 4)

    def on_headers_complete(self) -> None:
        """Start the request, or let it wait behind the one before it."""
        self._is_in_head = False
        if len(self.pipeline) >= _PIPELINED or not self._has_host():
            raise _RefusedError
        super().on_headers_complete()
        self.cycle.send = Answer(self.cycle).send  # type: ignore[assignment,method-assign] # the task waits
        if self._is_leaving:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """Take note that nothing of this request is still to come."""
        self._is_whole = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for another request, or for the rest of this one."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _has_host(self) -> bool:
        """Tell whether there is one Host that makes sense, as HTTP/1.1 demands (RFC 9112 §3.2)."""
        hosts = [value for name, value in self.headers if name == b"host"]
        if not hosts and self.parser.get_http_version() == "1.0":
            return True
        return len(hosts) == 1 and HOST.fullmatch(hosts[0]) is not None

    def _weigh(self, count: int) -> None:
        self._fields += count
        if self._fields > self._longest:
            self._complaint = _oversize(self._longest)
            raise _RefusedError

    # What ends it ----------------------------------------------------------------------------------------------------

    def _unsupported_upgrade_warning(self) -> None:
        """Answer an offer of another protocol in this one (RFC 9110 §7.8); what follows it is not for us."""
        self._is_deaf = True
        self.cycle.keep_alive = False

    def send_400_response(self, _: str) -> None:
        """Answer what cannot be parsed."""
        self._refuse(self._complaint)

    def _refuse(self, problem: Problem) -> None:
        """Close with a problem; where an answer is under way it goes first, and nothing after it."""
        self._is_deaf = True
        if self._is_busy:
            self.cycle.keep_alive = False
            return
        if self.transport.is_closing():
            return
        body = problem.encode(type_url=f"{self._settings.root_path}{PROBLEMS}", instance="")
        fields = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in (fields | problem.headers).items())
        self.transport.write(b"".join((STATUS_LINE[problem.status], lines.encode(), b"\r\n", body)))
        self.transport.close()

    @property
    def _is_leaving(self) -> bool:
        """Tell whether the process leaves its clients politely."""
        return getattr(self.server_state, "is_polite", False)

    @property
    def _is_busy(self) -> bool:
        return bool(self.pipeline) or (self.cycle is not None and not self.cycle.response_complete)

    def look(self, now: float) -> None:
        """End the connection where a deadline has passed."""
        settings = self._settings
        unsent = self.transport.get_write_buffer_size()
        if not unsent or unsent < self._unsent:
            self._moved = now
        self._unsent = unsent
        if now - self._moved > settings.send_seconds:
            self.transport.abort()
        elif not self._is_busy and not unsent:
            waited = now - self._since
            if self._is_in_head and waited > settings.request_seconds:
                self._leave_late()
            elif not self._is_in_head and waited > (
                settings.idle_seconds if self._is_whole else settings.request_seconds
            ):
                self.transport.abort() if not self._is_whole else self.transport.close()

    def _leave_late(self) -> None:
        """Tell a client that it was too slow; one that sent nothing had the connection in reserve, as browsers do."""
        if self.headers is None:
            self.transport.close()
        else:
            self._refuse(_LATE)


async def crowded(scope: Scope, _: Receive, send: Send) -> None:
    """Answer that there are too many connections (ASGI application)."""
    body = _CROWDED.encode(type_url=PROBLEMS, instance=scope["path"])
    fields = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"} | _CROWDED.headers
    headers = [(name.lower().encode(), value.encode()) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": _CROWDED.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _oversize(bound: int) -> Problem:
    return Problem(
        status=431,
        kind="header-too-large",
        title="The header of the request is too large",
        detail=f"At most {bound} bytes are read (RFC 6585 §5).",
    )
