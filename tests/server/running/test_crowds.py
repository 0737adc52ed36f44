"""Paths that are tricks, control characters in each parameter, and very many requests."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

import pytest
from tests.server.running.sockets import HEAD, HONEST, crowd, resident, status_of, talk

if TYPE_CHECKING:
    from tests.server.running.conftest import Running

pytestmark = pytest.mark.usefixtures("unharmed")


# Tricks --------------------------------------------------------------------------------------------------------------

PATHS = [
    "/%2e%2e/%2e%2e/etc/passwd", "/../../etc/passwd", "/static/../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/settings.py",
    "/static/..%2f..%2fsettings.py", "/static/%5c..%5c..",
    "//", "//etc/passwd", "///a//b", "/doc//x", "/doc/./x",
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
    targets = ["/doc/xy/finding-a", "/healthz", "/query/findings.csv"] * 1000
    found = asyncio.run(crowd(site.port, targets, clients=200))
    statuses = {status for _, status, _ in found}
    assert all(status < 500 or status in HONEST for status in statuses), statuses
    assert len(found) == len(targets)
