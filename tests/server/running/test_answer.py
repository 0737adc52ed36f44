"""Answers that are written at once: the same bytes as uvicorn writes, and its word where they may not be written."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import TYPE_CHECKING, Any, cast

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from mgi_graph.server.running.connection import Connection
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

GET = b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"
PLAIN = ((b"content-type", b"text/turtle"), (b"link", b'<https://example.org/>; rel="\xe9"'), (b"content-length", b"3"))


class Wire(asyncio.Transport):
    """Keeps what is written, and how often something was."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class Replaying:
    """An application that sends messages, whoever asks."""

    def __init__(self, *messages: Message) -> None:
        self._messages = messages

    async def __call__(self, _: Scope, __: Receive, send: Send) -> None:
        for message in self._messages:
            await send(message)


def start(*fields: tuple[bytes, bytes], status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(fields)}


def body(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


def answered(app: Replaying, request: bytes, *, ours: bool) -> Wire:
    """Return what a server writes in answer to a request: ours, or uvicorn as it is."""

    async def serve() -> Wire:
        config = uvicorn.Config(cast("Any", app), log_config=None, access_log=False, ws="none", lifespan="off")
        config.load()
        state, wire = ServerState(), Wire()
        state.default_headers = [(b"date", b"Sat, 28 Nov 2026 12:00:00 GMT")]
        made = Connection(config, state, {}, settings=Settings()) if ours else HttpToolsProtocol(config, state, {})
        made.connection_made(wire)
        made.data_received(request)
        while state.tasks:
            await asyncio.gather(*state.tasks)
            await asyncio.sleep(0)
        if made.timeout_keep_alive_task is not None:
            made.timeout_keep_alive_task.cancel()
        return wire

    return asyncio.run(serve())


ANSWERS = {
    "whole": (start(*PLAIN), body(b"abc")),
    "empty": (start((b"content-length", b"0")), body(b"")),
    "in parts": (start((b"content-length", b"3")), body(b"ab", more=True), body(b"c")),
    "of no length": (start((b"content-type", b"text/html")), body(b"abc")),
    "chunked": (start((b"transfer-encoding", b"chunked")), body(b"abc", more=True), body(b"")),
    "of another length": (start((b"content-length", b"4")), body(b"abc")),
    "of two lengths": (start((b"content-length", b"3"), (b"content-length", b"3")), body(b"abc")),
    "last of its connection": (start((b"content-length", b"3"), (b"connection", b"close")), body(b"abc")),
    "with capitals": (start((b"Content-Length", b"3"), (b"ETag", b'"x"')), body(b"abc")),
    "not modified": (start((b"etag", b'"x"'), status=304), body(b"")),
    "split by a value": (start((b"content-length", b"3"), (b"location", b"/\r\nset-cookie: a=b")), body(b"abc")),
    "broken by a value": (start((b"content-length", b"3"), (b"x", b"a\nb")), body(b"abc")),
    "split by a name": (start((b"content-length", b"3"), (b"x: y\r\nz", b"a")), body(b"abc")),
    "without a body": (start((b"content-length", b"3")),),
    "twice": (start((b"content-length", b"1")), body(b"a"), start((b"content-length", b"1")), body(b"b")),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_an_answer_has_the_bytes_that_uvicorn_gives_it(name: str, method: bytes) -> None:
    app, request = Replaying(*ANSWERS[name]), GET.replace(b"GET", method)
    ours, theirs = (answered(app, request, ours=each) for each in (True, False))
    if name == "without a body":  # theirs has sent the header by then, and can only hang up
        assert b"500 Internal Server Error" in b"".join(ours.written)
    else:
        assert b"".join(ours.written) == b"".join(theirs.written)
    assert ours.is_closed == theirs.is_closed


def test_a_whole_answer_is_written_at_once() -> None:
    assert len(answered(Replaying(*ANSWERS["whole"]), GET, ours=True).written) == 1


def test_a_request_that_is_answered_leaves_nothing_for_the_collector() -> None:
    cycles: list[weakref.ref[object]] = []

    class Noting(Replaying):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            cycles.append(weakref.ref(cast("Any", receive).__self__))
            await super().__call__(scope, receive, send)
            alive.append(sum(cycle() is not None for cycle in cycles))

    alive: list[int] = []
    gc.disable()
    try:
        answered(Noting(*ANSWERS["whole"]), GET * 9, ours=True)
    finally:
        gc.enable()
    assert len(alive) == 9
    assert alive[-1] <= 2  # its own, and the one before, whose task is ending


def test_requests_behind_one_another_are_answered_in_their_order() -> None:
    wire = answered(Replaying(*ANSWERS["whole"]), GET * 3, ours=True)
    assert b"".join(wire.written).count(b"200 OK") == 3
