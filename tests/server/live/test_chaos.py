"""The engine fails: it is said in time how, nothing partial is shown, what is at hand is served on, and it passes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.live.conftest import Site
    from tests.store.remote.proxy import Proxy

SECONDS = 3.0
#: Each kind of work for the engine.
PATHS = (
    "/doc/int/state-fr.ttl",
    "/doc/int/state-fr.html",
    "/id/int/state-fr",
    "/bodies",
    "/query/treaty-status.csv?country=kh",
    "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%2010",
    "/ontology.ttl",
    "/dataset.ttl",
)
AT_HAND = "/doc/kh/nssf-scheme.ttl"
FAILURES = {
    "stopped": {502, 503},
    "silent": {504},
    "drip": {504},
    "error": {502},
    "page": {502},
}


@pytest.fixture
def site(proxy: Proxy, make_live: Callable[..., Site]) -> Site:
    """A site with a short deadline, whose engine is behind a proxy."""
    return make_live(proxy.url, query_seconds=SECONDS)


@pytest.mark.parametrize(("mode", "statuses"), FAILURES.items())
def test_each_failure_is_told_in_time_and_passes(
    mode: str, statuses: set[int], site: Site, proxy: Proxy, live: Site
) -> None:
    at_hand = live.client.get(AT_HAND).content
    patient = time.monotonic() + 20
    while site.client.get(AT_HAND).status_code != 200:  # a machine at work may take longer than the deadline
        assert time.monotonic() < patient
    proxy.hang_up()
    proxy.mode = mode  # type: ignore[assignment]
    for path in PATHS[:2] if mode in {"silent", "drip"} else PATHS:
        start = time.monotonic()
        answer = site.client.get(path)
        assert time.monotonic() - start < 2 * SECONDS, path
        assert answer.status_code in statuses, (path, answer.text)
        assert answer.headers["retry-after"]
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"].partition("#")[2].startswith("engine-")
        assert proxy.url not in answer.text
        assert "127.0.0.1" not in answer.text
    assert site.client.get(AT_HAND).content == at_hand
    unready = site.client.get("/readyz")
    assert (unready.status_code, site.client.get("/healthz").status_code) == (503, 200)
    assert "engine" in unready.json()["detail"]
    proxy.heal()
    proxy.hang_up()
    wanted = live.client.get(PATHS[0]).content
    end = time.monotonic() + 20
    while (answer := site.client.get(PATHS[0])).status_code != 200:
        assert time.monotonic() < end, answer.text
    assert answer.content == wanted
    assert site.client.get("/readyz").status_code == 200


def test_an_answer_cut_off_at_any_byte_is_no_page(proxy: Proxy, make_live: Callable[..., Site], live: Site) -> None:
    path = "/doc/kh/nssf-scheme.ttl"
    whole = live.client.get(path).content
    site = make_live(proxy.url)
    proxy.cut_after(1 << 30)
    assert site.client.get(path).content == whole
    length = proxy.passed
    for place in range(1, 12):
        site = make_live(proxy.url)
        proxy.cut_after(length * place // 12)
        answer = site.client.get(path)
        assert answer.status_code in {502, 503}, place
        assert answer.headers["cache-control"] == "no-store"
        proxy.heal()
        assert site.client.get(path).content == whole
