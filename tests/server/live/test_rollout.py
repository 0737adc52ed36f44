"""``mgi serve --store-mode live`` as an operator runs it: the engine goes and comes, a dataset is pushed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.server.running.conftest import cache, launching, start, tiny
from tests.store.remote.conftest import reach
from tests.store.remote.engines import missing, running
from tests.store.remote.proxy import Proxy

from mgi_graph.build.pipeline import ensure
from mgi_graph.project import at
from mgi_graph.publishing.plan import make_plan
from mgi_graph.publishing.push import push

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server.running.conftest import Running as Serving
    from tests.server.running.conftest import Start
    from tests.store.remote.engines import Running

__all__ = ["cache", "launching", "start", "tiny"]
FINDINGS = "/query/findings.csv"


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An Oxigraph server without a dataset."""
    if reason := missing("oxigraph"):
        pytest.skip(reason)
    with running("oxigraph", tmp_path_factory.mktemp("oxigraph")) as engine:
        yield engine


def publish(project: Path, engine: Running) -> str:
    """Build a project and push it; returns the digest."""
    built = ensure(at(project))
    push(reach(engine), make_plan(built.path, built.digest, "0.0.0"))
    return built.digest


def status(site: Serving, path: str) -> int:
    return site.get(path)[0]


def test_the_engine_goes_and_comes_and_a_push_is_noticed(
    start: Start, tiny: Path, empty: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MGI_CACHE", str(tmp_path / "cache"))
    first = publish(tiny, empty)
    with Proxy(empty.url) as proxy:
        site = start("--store", proxy.url, "--store-mode", "live", "--query-seconds", "5", "--no-access-log").ready()
        children = site.children()
        assert site.digest() == first
        code, headers, at_hand = site.get(FINDINGS)
        assert (code, headers["mgi-dataset"]) == (200, first)

        proxy.hang_up()
        proxy.mode = "stopped"
        assert site.get(FINDINGS)[2] == at_hand
        assert status(site, "/readyz") == 503
        assert status(site, "/healthz") == 200
        assert status(site, "/query/since.csv?year=2000") in {502, 503}
        proxy.heal()
        site.until(lambda: status(site, "/readyz") == 200, "it does not recover")
        assert status(site, "/query/since.csv?year=2000") == 200
        assert site.children() == children, "a process was started again"

        file = tiny / "data" / "xy" / "tiny.ttl"
        file.write_text(file.read_text().replace("Xyland has a law.", "Xyland has another law."))
        second = publish(tiny, empty)
        assert second != first
        seen: list[tuple[int, str, bool]] = []

        def is_new() -> bool:
            code, headers, body = site.get(FINDINGS)
            seen.append((code, headers["mgi-dataset"], b"another law" in body))
            time.sleep(0.02)
            return headers["mgi-dataset"] == second

        site.until(is_new, "the push is not noticed")
        site.until(lambda: site.digest() == second, "it is not ready")
        assert b"another law" in site.get(FINDINGS)[2]
    for code, digest, is_other in seen:
        assert code == 200
        assert is_other == (digest == second), "an answer of one dataset under the name of the other"
    assert proxy.url in "".join(site.log)
    assert "Traceback" not in "".join(site.log)
