"""What strangers send over real sockets: it is refused, honestly and in time, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

import pytest
from tests.server.running.conftest import TINY, launching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.running.conftest import Running

HEAD = b"Host: a.example\r\n"
SECONDS = 1.0
#: Statuses above 499 that are no fault of ours: the server says that it is busy.
HONEST = {503}


@pytest.fixture(scope="module")
def site(cache: Path) -> Iterator[Running]:
    """A site with short deadlines, shared by all tests here: what one does to it, the next one would notice."""
    flags = (
        f"--request-seconds={SECONDS}", "--idle-seconds=1", "--send-seconds=1", "--target-bytes=4kB",
        "--header-bytes=4kB", "--body-bytes=64kB", "--cache-bytes=8MB", "--query-seconds=5", "--connections=400",
        "--guest-queue=256", "--house-queue=256",
    )  # fmt: skip
    with launching(TINY, cache) as begin:
        yield begin(*flags, "--no-access-log").ready()


@pytest.fixture(autouse=True)
def the_site_outlives_the_test(site: Running) -> Iterator[None]:
    child = site.children()
    yield
    assert site.get("/healthz")[0] == 200
    assert site.children() == child, "a process died"
    assert "Traceback" not in "".join(site.log), site.log


def connect(site: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port), timeout=20)


def talk(site: Running, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts, and return all that comes until the server hangs up."""
    with closing(connect(site)) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
        except OSError:
            pass  # it has hung up already; what it said is still to be read
        return drain(connection)


def drain(connection: socket.socket) -> bytes:
    found = b""
    try:
        while part := connection.recv(1 << 16):
            found += part
    except ConnectionResetError:
        pass
    return found


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def problem_of(answer: bytes) -> dict[str, object]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head, head
    found: dict[str, object] = json.loads(body)
    return found


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


def connections_of(pid: int, port: int) -> int:
    """Count the established connections to a port that a process holds (Linux)."""
    inodes = {
        link.removeprefix("socket:[").removesuffix("]")
        for entry in Path(f"/proc/{pid}/fd").iterdir()
        if (link := _link(entry)).startswith("socket:[")
    }
    rows = (line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:])
    return sum(row[3] == "01" and int(row[1].split(":")[1], 16) == port and row[9] in inodes for row in rows)


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


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


# Tricks --------------------------------------------------------------------------------------------------------------

PATHS = [
    "/%2e%2e/%2e%2e/etc/passwd", "/../../etc/passwd", "/static/../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/settings.py", "/static/..%2f..%2fsettings.py", "/static/%5c..%5c..", "//", "//etc/passwd", "///a//b", "/doc//x", "/doc/./x",
    "/id/%00", "/doc/a%00b", "/%ff%fe", "/doc/%c3%28", "/doc/%ed%a0%80", "/query/%ff", "/vocab/%0d%0aX:%20y",
    "/doc/xy/finding-a.ttl%00.html", "/doc/%F0%9F%92%A9", "/%", "/%zz", "/doc/xy/finding-a%2ettl", "/.%2e/", "/;/",
    "/graph/../doc", "/doc/" + "a/" * 500, "/?" + "&" * 2000, "/metrics/../",
    "/doc/xy/%3Cscript%3Ealert(1)%3C/script%3E", "*",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_a_path_that_is_a_trick_leads_nowhere(site: Running, path: str, accept: str) -> None:
    fields = f"Accept: {accept}\r\nConnection: close\r\n".encode()
    answer = talk(site, b"GET " + path.encode() + b" HTTP/1.1\r\n" + fields + HEAD + b"\r\n")
    assert status_of(answer) in {200, 301, 303, 307, 308, 400, 404, 406, 410}, answer[:200]
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"root:" not in body
    if b"content-type: text/html" in head.lower():
        assert b"<script>alert" not in body
    assert b"\r\nx: y" not in head.lower()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/search", ("q", "kind", "limit", "lang", "after")),
        ("/query/findings", ("country", "polarity", "limit", "after", "lang", "nothing")),
        ("/query/findings.csv", ("country", "polarity", "limit", "after", "lang")),
        ("/sparql", ("query", "default-graph-uri", "named-graph-uri", "format")),
        ("/doc/xy/finding-a", ("_profile", "page")),
    ],
)
def test_no_control_character_in_a_parameter_is_an_error_of_ours(
    site: Running, path: str, names: tuple[str, ...]
) -> None:
    async def ask() -> list[tuple[str, int, bytes]]:
        values = [bytes([code]) for code in (*range(0x20), 0x7F, 0x80, 0xFF)] + [
            b"\xc2\x85",
            b"\xed\xa0\x80",
            b"\xe2\x80\xae",
        ]
        targets = [f"{path}?{name}=a{quote_from_bytes(value)}b" for name in names for value in values]
        return await crowd(site.port, targets, clients=8)

    for target, status, body in asyncio.run(ask()):
        assert status < 500 or status in HONEST, (target, body[:300])
        assert b"Traceback" not in body, target


# Many ----------------------------------------------------------------------------------------------------------------


async def crowd(port: int, targets: list[str], *, clients: int, seconds: float = 60.0) -> list[tuple[str, int, bytes]]:
    """Ask for all targets by so many clients at once, each on a connection that it keeps."""
    left, found = list(reversed(targets)), []
    until = time.monotonic() + seconds

    async def client() -> None:
        reader = writer = None
        while left and time.monotonic() < until:
            target = left.pop()
            if writer is None or writer.is_closing() or reader is None or reader.at_eof():
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET %b HTTP/1.1\r\nHost: a.example\r\n\r\n" % target.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
            body = await _body(reader, fields)
            found.append((target, status_of(head), body))
            if fields.get(b"connection") == b"close":
                writer.close()
        if writer is not None:
            writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return found


async def _body(reader: asyncio.StreamReader, fields: dict[bytes, bytes]) -> bytes:
    if b"content-length" in fields:
        return await reader.readexactly(int(fields[b"content-length"]))
    body = b""
    while fields.get(b"transfer-encoding") == b"chunked":
        size = int(await reader.readline(), 16)
        body += (await reader.readexactly(size + 2))[:-2]
        if not size:
            break
    return body


def resident(pid: int) -> int:
    """Return the bytes that a process has in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_ten_thousand_different_requests_take_no_memory(site: Running) -> None:
    child = site.children()[0]
    paths = ("/doc/xy/nothing-{}", "/doc/xy/finding-a?{}", "/query/findings.csv?since={}", "/healthz?{}", "/{}")

    def ask(first: int, count: int) -> set[int]:
        targets = [paths[number % len(paths)].format(number) for number in range(first, first + count)]
        return {status for _, status, _ in asyncio.run(crowd(site.port, targets, clients=16))}

    ask(0, 1000)
    before = resident(child)
    statuses = ask(1000, 10_000)
    assert all(status < 500 or status in HONEST for status in statuses), statuses
    assert resident(child) - before < 24 << 20  # three times the cache


def test_two_hundred_clients_at_once_are_all_served(site: Running) -> None:
    targets = ["/doc/xy/finding-a", "/healthz", "/query/findings.csv"] * 100_000
    found = asyncio.run(crowd(site.port, targets, clients=200, seconds=5))
    statuses = {status for _, status, _ in found}
    assert all(status < 500 or status in HONEST for status in statuses), statuses
    assert len(found) > 1000


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
