"""What a page costs the engine: some requests, however much it shows; none, where the same was shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.live.conftest import Site

#: The most requests for each kind of page, where nothing is remembered.
MOST = {
    "/id/int/state-kh": 2,
    "/doc/int/state-kh.ttl": 8,
    "/doc/int/state-kh.html": 11,
    "/doc/kh/mgi-2021.html": 9,
    "/doc/kh/nssf-scheme.html": 9,
    "/doc/vocab/topic.ttl": 9,
    "/ontology": 3,
    "/graph": 3,
    "/query/treaty-status.csv?country=kh": 8,
    "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D": 2,
    "/search?q=visa": 40,  # of which some thirty for the names that questions may have, which are then known
    "/findings": 12,
    "/treaties": 14,
    "/": 30,
    "/dataset.ttl": 7,
    "/sitemap.xml": 2,
}


@pytest.fixture(scope="module", autouse=True)
def indexed(live: Site) -> None:
    """Have the index of words on the disk, as when a process has started: making it is no part of a page."""
    assert live.client.get("/search?q=visa").status_code == 200


@pytest.mark.parametrize(("path", "most"), MOST.items())
def test_a_page_takes_a_few_requests(path: str, most: int, make_live: Callable[..., Site]) -> None:
    site = make_live()
    assert site.client.get(path).status_code in {200, 303}
    assert 0 < site.requests <= most


def test_what_was_shown_before_takes_none(make_live: Callable[..., Site]) -> None:
    site = make_live(cache_bytes=0)
    first = site.client.get("/doc/kh/nssf-scheme.ttl")
    asked = site.requests
    again = site.client.get("/doc/kh/nssf-scheme.ttl")
    assert (again.content, again.status_code) == (first.content, 200)
    assert site.requests == asked


def test_handlers_ask_nothing_themselves(live: Site) -> None:
    """The process that serves HTTP must not wait for an engine: what it has in the place of a store refuses."""
    store = live.app.state.site.graph.store
    for ask in (store.select, store.ask, store.construct, store.quads):
        with pytest.raises(AssertionError, match="on an engine"):
            ask("ASK {}")
