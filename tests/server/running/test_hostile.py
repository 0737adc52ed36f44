"""What strangers send over real sockets is refused, honestly and in time: slow, large and malformed requests."""

from __future__ import annotations

import json
import socket
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.server.running.conftest import SECONDS, TINY, launching
from tests.server.running.sockets import HEAD, connect, connections_of, problem_of, resident, status_of, talk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.running.conftest import Running

pytestmark = pytest.mark.usefixtures("unharmed")


# Slow ----------------------------------------------------------------------------------------------------------------


def test_a_header_that_never_ends_is_answered_408_in_time(site: Running) -> None:
    began = time.monotonic()
    answer = talk(site, b"GET / HTTP/1.1\r\n", HEAD, *[b"X-A: b\r\n"] * 60, pause=0.05)
    assert status_of(answer) == 408
    assert problem_of(answer)["type"] == "/about/problems#request-too-slow"
    assert time.monotonic() - began < SECONDS + 4


def test_a_connection_that_says_nothing_is_closed_in_time(site: Running) -> None:
    began = time.monotonic()
    assert talk(site) == b""
    assert time.monotonic() - began < SECONDS + 3


def test_empty_lines_do_not_keep_a_connection_alive(site: Running) -> None:
    with closing(connect(site)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n" + HEAD + b"\r\n")
        assert status_of(connection.recv(1 << 16)) == 200
        began = time.monotonic()
        try:
            while time.monotonic() - began < 8:
                connection.sendall(b"\r\n")
                time.sleep(0.1)
        except OSError:
            pass
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("path", ["/sparql", "/healthz"])
def test_a_body_that_dribbles_in_ends_in_time(site: Running, path: str) -> None:
    began = time.monotonic()
    head = f"POST {path} HTTP/1.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 5000\r\n".encode()
    answer = talk(site, head + HEAD + b"\r\n", *[b"ASK"] * 120, pause=0.05)
    assert status_of(answer) in {405, 408}
    assert time.monotonic() - began < 2 * SECONDS + 4


def test_a_reader_that_takes_nothing_is_cut_off(site: Running) -> None:
    child = site.children()[0]
    with closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", site.port))
        # far more answers than kernel and buffers hold, and nobody reads them
        connection.settimeout(1)
        request = b"GET /metrics HTTP/1.1\r\n" + HEAD + b"\r\n"
        began = time.monotonic()
        try:
            while time.monotonic() - began < 12:
                connection.sendall(request * 8)
        except TimeoutError:
            pass  # it reads no more of us
        except OSError:
            pass
        site.until(lambda: connections_of(child, site.port) == 0, "the connection is still held")


# Large ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [b"X-A: " + b"a" * 100_000 + b"\r\n", b"X-A: b\r\n" * 10_000, b"X-" + b"a" * 300_000],
    ids=["one long field", "many fields", "one long name"],
)
def test_a_header_too_large_is_431(site: Running, fields: bytes) -> None:
    answer = talk(site, b"GET / HTTP/1.1\r\n" + HEAD + fields + b"\r\n\r\n")
    assert status_of(answer) in {0, 431}  # 0: the answer is lost where the client goes on sending (RFC 9112 §9.6)
    if answer:
        assert problem_of(answer)["type"] == "/about/problems#header-too-large"


def test_a_header_too_large_is_told_to_a_client_that_waits(site: Running) -> None:
    assert status_of(talk(site, b"GET / HTTP/1.1\r\n" + HEAD + b"X-A: " + b"a" * 9000 + b"\r\n")) == 431


def test_a_target_too_long_is_414(site: Running) -> None:
    answer = talk(site, b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n")
    assert status_of(answer) == 414


@pytest.mark.parametrize("framing", [b"Content-Length: 100000000\r\n", b"Transfer-Encoding: chunked\r\n"])
def test_a_body_too_large_is_413(site: Running, framing: bytes) -> None:
    head = b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    answer = talk(site, head + framing + HEAD + b"\r\n", chunk, chunk, pause=0.05)
    assert status_of(answer) == 413


# Malformed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "request_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"BREW / HTTP/1.1\r\n\r\n",
        b"GET http:// HTTP/1.1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"CONNECT a.example:443 HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a.example/x\r\n\r\n",
        b'GET / HTTP/1.1\r\nHost: "><script>alert(1)</script>\r\n\r\n',
    ],
)
def test_what_is_no_http_is_400(site: Running, request_: bytes) -> None:
    answer = talk(site, request_)
    assert status_of(answer) == 400, answer
    assert problem_of(answer)["status"] == 400


@pytest.mark.parametrize(
    "body",
    [
        b"zz\r\n",
        b"-1\r\n",
        b"ffffffffffffffffffff\r\n",
        b"1;" + b"a" * 100_000,
        b"1\r\nabc\r\n",
        b"0\r\nX: " + b"a" * 9000,
    ],
    ids=["no number", "negative", "huge", "extension", "longer than said", "trailer"],
)
def test_nonsense_in_chunks_ends_the_connection_and_nothing_else(site: Running, body: bytes) -> None:
    head = b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n"
    answer = talk(site, head + HEAD + b"\r\n", body, pause=0.1)
    assert status_of(answer) in {0, 400, 404, 405, 408, 413, 415, 431}


def test_a_client_of_1996_is_served(site: Running) -> None:
    assert status_of(talk(site, b"GET /healthz HTTP/1.0\r\n\r\n")) == 200


def test_what_follows_an_answer_under_way_does_not_mix_with_it(site: Running) -> None:
    """uvicorn writes its 400 before the answer to the request that came first."""
    answer = talk(site, b"GET /readyz HTTP/1.1\r\n" + HEAD + b"\r\n\x00\x01\x02nonsense\r\n\r\n")
    assert status_of(answer) == 200
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()


def test_requests_in_a_row_are_answered_in_order(site: Running) -> None:
    lines = b"".join(b"GET /healthz?%d HTTP/1.1\r\n" % number + HEAD + b"\r\n" for number in range(8))
    answer = talk(site, lines + b"GET /nothing HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n")
    assert [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]] == [b"200"] * 8 + [b"404"]


def test_a_long_row_of_requests_is_cut_and_takes_no_memory(site: Running) -> None:
    child = site.children()[0]
    before = resident(child)
    row = (b"GET /healthz HTTP/1.1\r\n" + HEAD + b"\r\n") * 5000
    for _ in range(20):
        answer = talk(site, row)
        assert status_of(answer) == 200
        assert answer.count(b"HTTP/1.1 200") < 1000
    assert resident(child) - before < 24 << 20


def test_an_offer_of_another_protocol_is_answered_in_this_one(site: Running) -> None:
    for protocol in (b"websocket", b"h2c"):
        fields = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol + b"\r\nHTTP2-Settings: AAMA\r\n"
        assert status_of(talk(site, b"GET /healthz HTTP/1.1\r\n" + HEAD + fields + b"\r\n")) == 200


def test_connections_beyond_the_bound_are_told_so(cache: Path) -> None:
    with launching(TINY, cache) as begin:
        other = begin("--connections=5", "--request-seconds=5").ready()
        held = [connect(other) for _ in range(5)]
        time.sleep(0.3)
        status, headers, body = other.get("/healthz")
        assert (status, headers["retry-after"]) == (503, "5")
        assert json.loads(body)["type"] == "/about/problems#overloaded"
        for connection in held:
            connection.close()
        other.until(lambda: other.get("/healthz")[0] == 200, "it does not recover")
