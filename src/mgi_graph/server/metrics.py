"""Counts and times for Prometheus, each process its own; those of all processes are added when somebody asks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.samples import Sample

from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.server.observation import Observation
    from mgi_graph.server.site import Site

#: In seconds: from bytes at hand to a query at its deadline.
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: The dataset and the software are the same in all processes: this is not added up.
_INFO: Final = "mgi_dataset_info"


class Metrics:
    """The registry of one process; a registry of its own, so that a host application keeps its own."""

    def __init__(self, site: Site) -> None:
        """Count from zero."""
        self.registry = CollectorRegistry(auto_describe=False)
        self._requests = Counter(
            "mgi_requests", "Requests that were answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "mgi_request_seconds", "Time to answer.", ("route",), buckets=_BUCKETS, registry=self.registry
        )
        self._bytes = Counter("mgi_response_bytes", "Bytes of bodies sent.", ("route",), registry=self.registry)
        self._caching = Counter(
            "mgi_cache_requests",
            "Answers at hand (hit), made (miss), or had (current).",
            ("found",),
            registry=self.registry,
        )
        self.registry.register(_State(site))
        # looking a series up by its labels takes longer than counting
        self._series = lru_cache(maxsize=4096)(self._find)

    def count(self, seen: Observation) -> None:
        """Count a request that was answered."""
        requests, seconds, sent, caching = self._series(seen.route, seen.method, seen.status, seen.caching)
        requests.inc()
        seconds.observe(seen.seconds)
        sent.inc(seen.size)
        if caching is not None:
            caching.inc()

    def _find(
        self, route: str, method: str, status: int, caching: str
    ) -> tuple[Counter, Histogram, Counter, Counter | None]:
        return (
            self._requests.labels(route, method, str(status)),
            self._seconds.labels(route),
            self._bytes.labels(route),
            self._caching.labels(caching) if caching else None,
        )

    def measure(self) -> tuple[Metric, ...]:
        """Return what this process has counted, as plain values that another process can read."""
        return tuple(self.registry.collect())


class _State:
    """What is read off the site when somebody asks, and costs no request anything."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def collect(self) -> Iterator[Metric]:
        """Yield the state of cache and processes, and which dataset is served."""
        site = self._site
        yield GaugeMetricFamily("mgi_cache_bytes", "Bytes of rendered answers kept.", value=site.cache.size)
        yield GaugeMetricFamily("mgi_cache_entries", "Rendered answers kept.", value=len(site.cache))
        running = GaugeMetricFamily("mgi_pool_running", "Queries that run.", labels=("pool",))
        waiting = GaugeMetricFamily("mgi_pool_waiting", "Queries that wait.", labels=("pool",))
        ended = CounterMetricFamily("mgi_pool_ended", "Processes ended before their query was.", labels=("pool",))
        for name, pool in (("house", site.house), ("guest", site.guest)):
            running.add_metric((name,), pool.running)
            waiting.add_metric((name,), pool.waiting)
            ended.add_metric((name,), pool.ended)
        yield from (running, waiting, ended)
        info = GaugeMetricFamily(_INFO, "The dataset served.", labels=("digest", "version", "software"))
        info.add_metric((site.graph.store.digest, site.graph.dataset.version, VERSION), 1)
        yield info


def add(parts: Iterable[Iterable[Metric]]) -> tuple[Metric, ...]:
    """Add what several processes have counted: samples of one name with the same labels become one."""
    families: dict[str, Metric] = {}
    totals: dict[str, dict[tuple[str, tuple[tuple[str, str], ...]], float]] = {}
    for family in (family for part in parts for family in part):
        families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
        known = totals.setdefault(family.name, {})
        for sample in family.samples:
            if sample.name.endswith("_created"):
                continue
            key = (sample.name, tuple(sample.labels.items()))
            known[key] = sample.value if family.name == _INFO else known.get(key, 0.0) + sample.value
    for name, family in families.items():
        family.samples = [Sample(sample, dict(labels), value) for (sample, labels), value in totals[name].items()]
    return tuple(families.values())


def lasting(parts: Iterable[Metric]) -> tuple[Metric, ...]:
    """Keep of what a process that ended has counted what goes on counting: no state of a process that is gone."""
    return tuple(family for family in parts if family.type in {"counter", "histogram"})


class _Collected:
    def __init__(self, families: tuple[Metric, ...]) -> None:
        self._families = families

    def collect(self) -> tuple[Metric, ...]:
        """Return the families as they are."""
        return self._families


def write(families: tuple[Metric, ...], accept: str) -> tuple[bytes, str]:
    """Write families in the text format that the reader asks for; returns the bytes and their media type."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(families))
    encode, media_type = choose_encoder(accept)
    return encode(registry), media_type
