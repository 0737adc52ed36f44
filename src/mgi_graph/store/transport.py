"""Requests to an engine elsewhere: each has a deadline for all of it, and gives a whole answer or an error.

An answer counts as whole where its bytes say so: by ``Content-Length`` or the last chunk (RFC 9112 §6.3). One that
ends with the connection may be cut off anywhere; it is taken only where its form tells its own end, as JSON does.
"""

from __future__ import annotations

import http.client
import ssl
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from socket import SHUT_RDWR
from threading import Timer
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit
from weakref import finalize

from mgi_graph.errors import StoreError, shorten
from mgi_graph.store.credentials import Credentials
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.errors import Failing

#: How long an engine may take for all of an answer, in seconds.
PATIENCE: Final = 60.0
#: The largest answer that is read, unless told otherwise.
MOST: Final = 1 << 30
_PIECE: Final = 1 << 16
#: Statuses that may be otherwise a little later (RFC 9110 §15).
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
#: Those of an engine that is busy or away, or of a proxy that finds it so; and of one that gave a request up.
_AWAY: Final = frozenset({429, 502, 503})
_SLOW: Final = frozenset({408, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A request: ``target`` is an absolute URL. ``repeatable`` ones do no harm when they are carried out twice."""

    method: str
    target: str
    body: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer: its status, its fields by lower-case name, its bytes; ``framed`` where they tell their end."""

    status: int
    fields: Mapping[str, str]
    body: bytes
    framed: bool


class Transport:
    """Send requests to the engine at one address; threads may share it. Connections are kept for the next request."""

    def __init__(self, url: str, credentials: Credentials | None = None, *, patience: float = PATIENCE) -> None:
        """Take the address of the engine; raises :class:`StoreError` for one that is no plain HTTP address."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise StoreError(
                f"expected the address of an engine, such as http://127.0.0.1:7878; found {shorten(url)!r}"
            )
        if parts.username is not None or parts.password is not None:
            raise StoreError("the address of the engine holds credentials: set MGI_STORE_USER and MGI_STORE_PASSWORD")
        self.url = url
        self.patience = patience
        #: When all requests must have been answered (time.monotonic), however long each may take.
        self.until: float | None = None
        #: The largest answer that is read.
        self.most = MOST
        #: How many requests were sent.
        self.sent = 0
        self._secure = parts.scheme == "https"
        self._place = parts.netloc
        self._credentials = credentials or Credentials()
        self._authorization = self._credentials.header()
        self._idle: deque[http.client.HTTPConnection] = deque()
        self.close = finalize(self, _close, self._idle)

    def send(self, message: Message, *, patience: float | None = None) -> Reply:
        """Send a request and return the whole answer, whatever its status.

        Raises :class:`StoreError` that says what the engine did: not reached, late, or broken off.
        """
        until = time.monotonic() + (patience or self.patience)
        if self.until is not None:
            until = min(until, self.until)
        self.sent += 1
        reply = self._exchange(message, until, self._authorization)
        if reply.status == 401:
            answer = self._answer(reply, message)
            if answer and answer != self._authorization:
                reply = self._exchange(message, until, answer)
                # one of Basic holds for any request, one of Digest for this one
                self._authorization = answer if answer.startswith("Basic ") else self._authorization
        return reply

    def _answer(self, reply: Reply, message: Message) -> str | None:
        """Answer the challenge of an engine; raises :class:`StoreError` for half of one, where its answer was cut."""
        challenge = reply.fields.get("www-authenticate", "")
        try:
            return self._credentials.answer(challenge, message.method, message.target)
        except (ValueError, LookupError, OSError) as error:  # what urllib raises, by the place of the cut
            raise self.error("breaks off its answer, or asks for a password as nobody can", may_pass=True) from error

    def demand(self, message: Message, *, patience: float | None = None) -> Reply:
        """Send a request and return the answer where it is one of success (RFC 9110 §15.3), else raise."""
        reply = self.send(message, patience=patience)
        if reply.status // 100 != 2:
            raise self.refused(reply)
        return reply

    def refused(self, reply: Reply) -> StoreError:
        """Return the error for an answer that is none: the status and what the engine says first."""
        lines = (line.strip() for line in reply.body[:4096].decode("utf-8", errors="replace").splitlines())
        said = next((line for line in lines if line and not line.startswith("<")), "")
        advice = "; set MGI_STORE_USER and MGI_STORE_PASSWORD, or MGI_STORE_TOKEN" if reply.status in {401, 403} else ""
        return self.error(
            f"answers with status {reply.status}{f': {shorten(said)}' if said else ''}{advice}",
            may_pass=reply.status in _PASSING,
            failing="unreached" if reply.status in _AWAY else "late" if reply.status in _SLOW else "refuses",
        )

    def error(self, what: str, *, may_pass: bool = False, failing: Failing = "broken") -> StoreError:
        """Return an error about this engine."""
        return StoreError(f"the engine at {self.url} {what}", may_pass=may_pass, failing=failing)

    def disconnect(self) -> None:
        """Close the connections that were kept: a process that forks shares none with its children."""
        _close(self._idle)

    def _exchange(self, message: Message, until: float, authorization: str | None) -> Reply:
        with suppress(IndexError):
            kept = self._idle.pop()
            # the engine may have closed it meanwhile: then nothing was answered, and a new one is asked
            with suppress(_ClosedError):
                return self._ask(kept, message, until, authorization, kept_open=True)
        return self._ask(self._connect(until), message, until, authorization)

    def _connect(self, until: float) -> http.client.HTTPConnection:
        left = max(until - time.monotonic(), 0.001)
        if self._secure:
            return http.client.HTTPSConnection(self._place, timeout=left, context=ssl.create_default_context())
        return http.client.HTTPConnection(self._place, timeout=left)

    def _ask(
        self,
        connection: http.client.HTTPConnection,
        message: Message,
        until: float,
        authorization: str | None,
        *,
        kept_open: bool = False,
    ) -> Reply:
        if connection.sock is not None:
            connection.sock.settimeout(max(until - time.monotonic(), 0.001))
        late: list[bool] = []
        timer = Timer(max(until - time.monotonic(), 0.001), _cut, (connection, late))
        timer.daemon = True
        timer.start()
        whole = False
        try:
            reply, stays = self._read(connection, message, authorization)
            whole = stays and not late
        except (OSError, http.client.HTTPException) as error:
            if kept_open and not late and _is_closed(error) and message.repeatable:
                raise _ClosedError from error
            raise self._failed(error, late=bool(late)) from error
        finally:
            timer.cancel()
            if whole:
                self._idle.append(connection)
            else:
                connection.close()
        if late:  # the end of the connection was ours
            raise self._failed(TimeoutError(), late=True)
        return reply

    def _read(
        self, connection: http.client.HTTPConnection, message: Message, authorization: str | None
    ) -> tuple[Reply, bool]:
        fields = {"User-Agent": f"mgi-graph/{VERSION}", **message.fields}
        if authorization:
            fields["Authorization"] = authorization
        connection.request(message.method, _path(message.target), message.body or None, fields)
        answer = connection.getresponse()
        framed = answer.length is not None or answer.chunked
        body = bytearray()
        while piece := answer.read(_PIECE):
            body += piece
            if len(body) > self.most:
                raise self.error(f"answers with more than {self.most} bytes; ask for less", failing="large")
        if answer.length:  # http.client gives what came before a connection ended early
            raise http.client.IncompleteRead(bytes(body), answer.length)
        told = {name.lower(): value for name, value in answer.getheaders()}
        reply = Reply(status=answer.status, fields=told, body=bytes(body), framed=framed)
        return reply, framed and not answer.will_close

    def _failed(self, error: Exception, *, late: bool) -> StoreError:
        if late or isinstance(error, TimeoutError):
            return self.error(f"gives no whole answer within {self.patience:g} s", may_pass=True, failing="late")
        if isinstance(error, http.client.IncompleteRead | http.client.RemoteDisconnected | ConnectionResetError):
            return self.error("breaks off its answer", may_pass=True)
        if isinstance(error, OSError):
            return self.error(f"is not reached: {error.strerror or error}", may_pass=True, failing="unreached")
        return self.error(f"answers with what is no HTTP: {type(error).__name__}", may_pass=True)


class _ClosedError(Exception):
    """A connection that was kept had been closed by the engine."""


def _close(idle: deque[http.client.HTTPConnection]) -> None:
    """Close the connections that were kept."""
    while idle:
        idle.pop().close()


def _is_closed(error: Exception) -> bool:
    return isinstance(error, http.client.RemoteDisconnected | ConnectionResetError | BrokenPipeError)


def _cut(connection: http.client.HTTPConnection, late: list[bool]) -> None:
    """End a connection at its deadline, so that whoever waits for it goes on."""
    late.append(True)
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(SHUT_RDWR)


def _path(target: str) -> str:
    parts = urlsplit(target)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))
