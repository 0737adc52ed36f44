"""What operators ask, and what is noted of requests: neither tells who asked, nor what."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from mgi_graph.server import log, operations
from mgi_graph.server.app import create_app
from mgi_graph.server.metrics import add, lasting
from mgi_graph.server.observation import Observation
from mgi_graph.server.problem import Problem
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from prometheus_client.metrics_core import Metric

    from mgi_graph.graph import Graph

LOCAL = ("127.0.0.1", 4711)
ADDRESS = ("192.0.2.7", 4711)
#: The bounds of times, in seconds: dashboards are made for them.
BOUNDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


@pytest.fixture(scope="module")
def here(graph: Graph) -> Iterator[TestClient]:
    """A client on this machine."""
    with TestClient(create_app(graph), client=LOCAL, follow_redirects=False) as made:
        yield made


def test_it_lives_and_is_ready(here: TestClient, graph: Graph) -> None:
    assert here.get("/healthz").json() == {"status": "alive"}
    found = here.get("/readyz")
    assert (found.status_code, found.json()["dataset"]) == (200, graph.store.digest)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_they_are_neither_kept_nor_negotiated(here: TestClient, path: str) -> None:
    found = here.get(path, headers={"Accept": "image/png"})
    assert (found.status_code, found.headers["cache-control"]) == (200, "no-store")
    assert "etag" not in found.headers
    assert here.head(path).status_code == 200
    assert here.post(path).status_code == 405


@pytest.mark.parametrize("outcome", ["silent", "full"])
def test_it_is_not_ready_without_a_process_that_answers(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, outcome: str
) -> None:
    async def run(_: object) -> None:
        if outcome == "full":
            raise Problem(status=503, kind="overloaded", title="The server is busy", detail="More wait than it takes.")
        await asyncio.Event().wait()

    app = create_app(graph)
    monkeypatch.setattr(app.state.site.house, "run", run)
    monkeypatch.setattr(operations, "_PATIENCE", 0.05)
    found = TestClient(app).get("/readyz")
    assert (found.status_code, found.headers["retry-after"]) == (503, "5")
    assert found.json()["type"].endswith("#not-ready")
    assert ("More wait" in found.json()["detail"]) == (outcome == "full")


@pytest.mark.parametrize(
    ("metrics", "client", "status"),
    [
        ("loopback", LOCAL, 200),
        ("loopback", ("::1", 1), 200),
        ("loopback", ADDRESS, 404),
        ("loopback", ("nonsense", 1), 404),
        ("all", ADDRESS, 200),
        ("off", LOCAL, 404),
    ],
)
def test_metrics_are_for_those_who_may_read_them(
    graph: Graph, metrics: str, client: tuple[str, int], status: int
) -> None:
    asking = TestClient(create_app(graph, Settings(metrics=metrics)), client=client)
    assert asking.get("/metrics").status_code == status


def samples(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_requests_are_counted_by_template_and_status(here: TestClient) -> None:
    before = samples(here)
    for number in range(3):
        here.get(f"/doc/xy/nothing-{number}")
        here.get(f"/nothing-{number}")
    after = samples(here)
    for route in ('"/doc/{name:path}"', '""'):
        name = f'mgi_requests_total{{method="GET",route={route},status="404"}}'
        assert after[name] - before.get(name, 0.0) == 3
    assert not any("nothing" in name for name in after)
    assert not any(name.startswith("mgi_requests_created") for name in after)


def test_a_client_cannot_make_series_up(here: TestClient) -> None:
    before = len(samples(here))
    for number in range(20):
        here.request(f"BREW{number}", "/healthz")
    assert len(samples(here)) - before < 40
    assert any('method="other"' in name for name in samples(here))


def test_what_was_at_hand_is_counted_as_such(here: TestClient) -> None:
    before = samples(here)
    tag = here.get("/ontology.ttl").headers["etag"]
    here.get("/ontology.ttl")
    assert here.get("/ontology.ttl", headers={"If-None-Match": tag}).status_code == 304
    after = samples(here)
    found = {kind: f'mgi_cache_requests_total{{found="{kind}"}}' for kind in ("hit", "miss", "current")}
    assert {kind: after[name] - before.get(name, 0.0) for kind, name in found.items()} == {
        "hit": 1, "miss": 1, "current": 1,
    }  # fmt: skip


def test_the_dataset_is_told_and_not_added_up(here: TestClient, graph: Graph) -> None:
    (name,) = (name for name in samples(here) if name.startswith("mgi_dataset_info"))
    assert f'digest="{graph.store.digest}"' in name
    assert f'version="{graph.dataset.version}"' in name
    own = create_app(graph).state.site.metrics.measure()
    both = {family.name: family for family in add((own, own))}
    assert [sample.value for sample in both["mgi_dataset_info"].samples] == [1]


def test_counts_of_processes_are_added_and_outlive_them(graph: Graph) -> None:
    apps = [create_app(graph) for _ in range(2)]
    for app in apps:
        TestClient(app).get("/healthz")
    parts = [app.state.site.metrics.measure() for app in apps]
    (requests,) = (family for family in add(parts) if family.name == "mgi_requests")
    assert [sample.value for sample in requests.samples] == [2]
    assert {family.type for family in lasting(parts[0])} == {"counter", "histogram"}


def test_openmetrics_is_spoken_to_those_who_ask(here: TestClient) -> None:
    found = here.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert found.headers["content-type"].startswith("application/openmetrics-text")
    assert found.text.endswith("# EOF\n")


# The log -------------------------------------------------------------------------------------------------------------


def test_the_line_of_a_request_tells_nothing_of_who_asked_or_what(
    graph: Graph, capfd: pytest.CaptureFixture[str]
) -> None:
    app = create_app(graph)
    app.state.site.listen = log.requests("json")
    secret = "ciphertext"
    with TestClient(app, client=ADDRESS, headers={"User-Agent": f"agent-{secret}", "Cookie": secret}) as client:
        client.get(f"/{secret}?{secret}={secret}")
        client.get("/sparql", params={"query": f'ASK {{ ?s ?p "{secret}" }}'})
        client.post("/sparql", data={"query": f'ASK {{ ?s ?p "{secret}" }}'})
        client.get("/query/absences.csv", params={"country": secret})
        client.get(f"/search?q={secret}")
        client.get(f"/doc/xy/{secret}")
    written = capfd.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == 6
    assert secret not in written
    assert ADDRESS[0] not in written
    expected = {"time", "level", "event", "method", "route", "status", "ms", "bytes", "type", "cache", "query"}
    assert {frozenset(line) for line in lines} == {frozenset(expected)}


def test_a_query_is_known_by_its_name_or_by_its_digest(graph: Graph) -> None:
    seen: list[Observation] = []
    app = create_app(graph)
    app.state.site.listen = seen.append
    with TestClient(app) as client:
        client.get("/query/absences.csv")
        client.get("/sparql", params={"query": "ASK {}"})
        client.post("/sparql", data={"query": "ASK {}"})
    named, get, post = (each.query for each in seen)
    assert named == "absences"
    assert re.fullmatch("[0-9a-f]{64}", get)
    assert get == post


@pytest.mark.parametrize("form", ["json", "text", "auto"])
def test_a_request_is_one_line_in_each_form(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    seen = Observation(method="GET", route="/doc/{name:path}", status=200, size=12_345, media_type="text/html")
    log.requests(log.form_of(form))(seen)
    written = capfd.readouterr().err
    assert written.count("\n") == 1
    assert written.endswith("\n")
    assert "/doc/{name:path}" in written
    assert (form == "text") != written.startswith("{")


def test_mounted_in_another_application_all_works(graph: Graph) -> None:
    site = create_app(graph)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with site.router.lifespan_context(site):
            yield

    with TestClient(Starlette(routes=[Mount("/below", app=site)], lifespan=lifespan), client=LOCAL) as client:
        assert client.get("/below/readyz").status_code == 200
        assert 'route="/readyz"' in client.get("/below/metrics").text


def test_sums_are_those_that_counters_of_prometheus_have(graph: Graph) -> None:
    metrics, registry = create_app(graph).state.site.metrics, CollectorRegistry(auto_describe=False)
    requests = Counter("mgi_requests", "", ("route", "method", "status"), registry=registry)
    seconds = Histogram("mgi_request_seconds", "", ("route",), buckets=BOUNDS, registry=registry)
    sent = Counter("mgi_response_bytes", "", ("route",), registry=registry)
    caching = Counter("mgi_cache_requests", "", ("found",), registry=registry)
    dice = Random(7)
    for _ in range(500):
        seen = Observation(
            method=dice.choice(("GET", "HEAD")),
            route=dice.choice(("/doc/{name:path}", "/sparql", "")),
            status=dice.choice((200, 304, 404)),
            caching=dice.choice(("", "hit", "miss", "current")),
            size=dice.randrange(5000),
            # a time that is a bound lies within it
            seconds=dice.choice((*BOUNDS, dice.random(), 10 * dice.random(), 31.0)),
        )
        metrics.count(seen)
        requests.labels(seen.route, seen.method, str(seen.status)).inc()
        seconds.labels(seen.route).observe(seen.seconds)
        sent.labels(seen.route).inc(seen.size)
        if seen.caching:
            caching.labels(seen.caching).inc()
    expected = sums(registry.collect())
    assert {name for name, _ in expected} == {
        "mgi_requests_total",
        "mgi_request_seconds_bucket",
        "mgi_request_seconds_count",
        "mgi_request_seconds_sum",
        "mgi_response_bytes_total",
        "mgi_cache_requests_total",
    }
    found = sums(metrics.measure())
    assert {key: found[key] for key in expected} == pytest.approx(expected)
    own = {name for name, _ in expected}
    assert {key for key in found if key[0] in own} == set(expected)


def sums(families: Iterable[Metric]) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """The samples of some families, but for when their counting began."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
        if not sample.name.endswith("_created")
    }
