"""Stored answers are the same as made ones, and are given to equal requests alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from mgi_graph.server.app import create_app
from mgi_graph.server.resources.published import published
from mgi_graph.server.settings import Settings
from mgi_graph.server.stored import Stored, StoredResponses, key_of

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.server.observation import Observation

TURTLE = {"Accept": "text/turtle"}


class Watched:
    """A site whose observations are kept."""

    def __init__(self, graph: Graph, settings: Settings | None = None) -> None:
        app = create_app(graph, settings)
        self.seen: list[Observation] = []
        app.state.site.listen = self.seen.append
        self.site = app.state.site
        self.client = TestClient(app, follow_redirects=False)


@pytest.fixture
def watched(graph: Graph) -> Watched:
    return Watched(graph)


def thing(watched: Watched) -> str:
    """The path of a document that is made in this process, whatever the dataset holds."""
    iri = next(each for each in published(watched.site.graph.store).things if "/id/" in each)
    return f"/doc/{iri.partition('/id/')[2]}"


def test_a_stored_answer_is_the_same_in_every_byte_and_header(watched: Watched) -> None:
    path = thing(watched)
    first, second = (watched.client.get(path, headers=TURTLE) for _ in range(2))
    assert (first.status_code, first.content, first.headers) == (second.status_code, second.content, second.headers)
    assert [each.caching for each in watched.seen] == ["miss", "hit"]


def test_it_is_observed_like_the_first(watched: Watched) -> None:
    path = thing(watched)
    for _ in range(3):
        watched.client.get(path, headers=TURTLE)
    facts = {(each.method, each.route, each.status, each.size, each.media_type) for each in watched.seen}
    assert len(facts) == 1
    assert watched.seen[2].route == "/doc/{name:path}"


@pytest.mark.parametrize(
    "other", [{"Accept": "application/ld+json"}, {**TURTLE, "Host": "else.where"}, {**TURTLE, "Accept-Encoding": "x"}]
)
def test_a_request_that_differs_in_what_decides_is_answered_by_itself(watched: Watched, other: dict[str, str]) -> None:
    path, sent = thing(watched), {**TURTLE, "Accept-Encoding": "gzip"}
    first = watched.client.get(path, headers=sent)
    second = watched.client.get(path, headers=other)
    assert first.headers["etag"] != second.headers["etag"]


def test_a_request_behind_a_prefix_is_answered_with_its_links(graph: Graph) -> None:
    watched = Watched(graph)
    path = thing(watched)
    behind = TestClient(watched.client.app, root_path="/graph")
    plain = watched.client.get(path, headers=TURTLE)
    assert behind.get(f"/graph{path}", headers=TURTLE).headers["content-location"].startswith("/graph/")
    assert not plain.headers["content-location"].startswith("/graph/")


def test_who_has_the_bytes_is_told_so(watched: Watched) -> None:
    path = thing(watched)
    tag = [watched.client.get(path, headers=TURTLE) for _ in range(2)][1].headers["etag"]
    assert watched.client.get(path, headers={**TURTLE, "If-None-Match": tag}).status_code == 304


def test_a_head_request_has_no_body(watched: Watched) -> None:
    path = thing(watched)
    got = [watched.client.get(path, headers=TURTLE) for _ in range(2)][1]
    head = watched.client.head(path, headers=TURTLE)
    assert (head.content, head.headers) == (b"", got.headers)


def test_what_the_cache_has_given_up_is_made_again(graph: Graph) -> None:
    watched = Watched(graph, Settings(cache_bytes=0))
    path = thing(watched)
    for _ in range(2):
        assert watched.client.get(path, headers=TURTLE).status_code == 200
    assert [each.caching for each in watched.seen] == ["miss", "miss"]


def test_errors_are_not_stored(watched: Watched) -> None:
    for _ in range(2):
        assert watched.client.get("/doc/nowhere/nothing", headers=TURTLE).status_code == 404
    assert [each.caching for each in watched.seen] == ["", ""]


def test_an_answer_that_varies_by_another_field_is_not_stored() -> None:
    responses = StoredResponses()
    for vary, is_stored in ((b"Accept, Accept-Encoding", True), (b"Accept, Cookie", False), (b"*", False)):
        made = Stored(tag="", headers=((b"vary", vary),), media_type="", route="", query="")
        responses.put((vary,), made)
        assert (responses.get((vary,)) is made) == is_stored


def test_the_least_recently_used_answer_is_given_up() -> None:
    responses = StoredResponses(most=2)
    made = Stored(tag="", headers=(), media_type="", route="", query="")
    for key in (("a",), ("b",)):
        responses.put(key, made)
    responses.get(("a",))
    responses.put(("c",), made)
    assert [responses.get((name,)) is not None for name in "abc"] == [True, False, True]


@pytest.mark.parametrize("field", [b"if-none-match", b"content-length", b"transfer-encoding"])
def test_a_request_that_is_conditional_or_has_a_body_has_no_key(field: bytes) -> None:
    scope = {"method": "GET", "scheme": "http", "path": "/", "query_string": b"", "headers": [(b"host", b"x")]}
    assert key_of(scope) is not None
    assert key_of({**scope, "headers": [(b"host", b"x"), (field, b"1")]}) is None
    assert key_of({**scope, "method": "POST"}) is None
