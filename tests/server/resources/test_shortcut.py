"""The short way to a document gives what the long one does: status, every field, every byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph.server.shortcut import Shortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient
    from starlette.types import Receive, Scope, Send


async def long_way(self: Shortcut, scope: Scope, receive: Receive, send: Send) -> None:
    """Take no shortcut."""
    await self._app(scope, receive, send)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/doc/int/state-fr", 200),
        ("/doc/int/state-fr.ttl", 200),
        ("/doc/int/état.ttl", 404),
        ("/doc/int/state-rf", 404),
        ("/doc/", 404),
        ("/doc/int/state-fr?after=nonsense", 400),
        ("/doc/int/state-fr?_profile=none", 400),
        ("/doc/int/state-fr?dataset=00000000", 409),
        ("/docs", 404),
    ],
)
def test_the_short_way_answers_as_the_long_one(
    serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch, method: str, path: str, status: int
) -> None:
    short, long = serve(), serve()
    seen: list[str] = []
    for each in (short, long):
        each.app.state.site.listen = lambda heard: seen.append(heard.route)  # type: ignore[attr-defined]
    one = short.request(method, path, headers={"Accept": "text/turtle"})
    monkeypatch.setattr(Shortcut, "__call__", long_way)
    other = long.request(method, path, headers={"Accept": "text/turtle"})
    assert one.status_code == other.status_code
    assert one.status_code == status or method != "GET"
    assert one.headers.multi_items() == other.headers.multi_items()
    assert one.content == other.content
    assert seen[0] == seen[1]


def test_a_document_below_a_prefix_takes_the_long_way(serve: Callable[..., TestClient]) -> None:
    found = serve("/graph").get("/doc/int/state-fr", headers={"Accept": "text/turtle"})
    assert found.status_code == 200
    assert found.headers["content-location"] == "/graph/doc/int/state-fr.ttl"
