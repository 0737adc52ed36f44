"""What a proxy says is believed of proxies alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from mgi_graph.server.running.forwarded import Forwarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

LIES = {"x-forwarded-proto": "https", "x-forwarded-host": "evil.example", "x-forwarded-prefix": "/evil"}


def seen(fields: Mapping[str, str], *, client: str = "10.0.0.1", root_path: str = "") -> dict[str, Any]:
    """Return the scope that an application behind gets."""
    got: dict[str, Any] = {}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        got.update(scope)

    scope = {
        "type": "http", "scheme": "http", "client": (client, 1), "path": "/sparql", "raw_path": b"/sparql",
        "headers": [(b"host", b"inner:8000"), *((name.encode(), value.encode()) for name, value in fields.items())],
    }  # fmt: skip
    front = Forwarded(app, trusted=("10.0.0.0/8", "::1"), root_path=root_path)
    asyncio.run(front(scope, None, None))  # type: ignore[arg-type]
    return got


def host(scope: Mapping[str, Any]) -> list[bytes]:
    return [value for name, value in scope["headers"] if name == b"host"]


def test_a_trusted_proxy_tells_scheme_host_prefix_and_client() -> None:
    fields = LIES | {"x-forwarded-for": "192.0.2.7, 10.9.9.9"}
    scope = seen(fields)
    assert (scope["scheme"], host(scope), scope["client"][0]) == ("https", [b"evil.example"], "192.0.2.7")
    assert (scope["root_path"], scope["path"], scope["raw_path"]) == ("/evil", "/evil/sparql", b"/evil/sparql")


@pytest.mark.parametrize("client", ["192.0.2.1", "11.0.0.1", "::2", "unix"])
def test_anybody_else_tells_nothing(client: str) -> None:
    scope = seen(LIES | {"x-forwarded-for": "127.0.0.1"}, client=client)
    assert (scope["scheme"], host(scope), scope["client"][0]) == ("http", [b"inner:8000"], client)
    assert (scope.get("root_path", ""), scope["path"]) == ("", "/sparql")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-forwarded-proto", "javascript"),
        ("x-forwarded-host", "a.example/x"),
        ("x-forwarded-host", "a b"),
        ("x-forwarded-host", "a.example:99999999"),
        ("x-forwarded-prefix", "graph"),
        ("x-forwarded-prefix", "//evil.example"),
        ("x-forwarded-prefix", "/a?b"),
        ("x-forwarded-prefix", "/"),
        ("x-forwarded-prefix", ""),
    ],
)
def test_what_makes_no_sense_is_passed_over(name: str, value: str) -> None:
    scope = seen({name: value})
    assert (scope["scheme"], host(scope)) == ("http", [b"inner:8000"])
    assert (scope.get("root_path", ""), scope["path"]) == ("", "/sparql")


def test_a_prefix_that_is_configured_needs_no_proxy_to_say_it() -> None:
    scope = seen({}, client="192.0.2.1", root_path="/graph")
    assert (scope["root_path"], scope["path"]) == ("/graph", "/graph/sparql")
