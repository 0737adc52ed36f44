"""Counts and times for Prometheus, each process its own; those of all processes are added when somebody asks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeAlias

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.samples import Sample
from prometheus_client.utils import floatToGoString

from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.server.observation import Observation
    from mgi_graph.server.site import Site

#: In seconds: from bytes at hand to a query at its deadline.
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: The same as Prometheus writes them, and the one that none is above.
_BOUNDS: Final = (*map(floatToGoString, _BUCKETS), "+Inf")
#: Route, method, status, and whether the bytes were at hand.
Kind: TypeAlias = tuple[str, str, int, str]
#: The dataset and the software are the same in all processes: this is not added up.
_INFO: Final = "mgi_dataset_info"


class _Tally:
    """How many requests were alike, what they took and sent, and how many ended below each bound of time."""

    __slots__ = ("bytes", "requests", "seconds", "within")

    def __init__(self) -> None:
        self.requests = 0
        self.bytes = 0
        self.seconds = 0.0
        self.within = [0] * (len(_BUCKETS) + 1)


class Metrics:
    """What one process has counted: a few sums for each kind of request, made into families when somebody asks.

    The counters of prometheus_client lock at each step, for threads; all requests of a process are of one.
    """

    def __init__(self, site: Site) -> None:
        """Count from zero."""
        self._tallies: defaultdict[Kind, _Tally] = defaultdict(_Tally)
        self._state = _State(site)

    def count(self, seen: Observation) -> None:
        """Count a request that was answered."""
        tally = self._tallies[seen.route, seen.method, seen.status, seen.caching]
        tally.requests += 1
        tally.bytes += seen.size
        tally.seconds += seen.seconds
        tally.within[bisect_left(_BUCKETS, seen.seconds)] += 1

    def measure(self) -> tuple[Metric, ...]:
        """Return what this process has counted, as plain values that another process can read."""
        return (*self._counted(), *self._state.collect())

    def _counted(self) -> tuple[Metric, ...]:
        requests = CounterMetricFamily(
            "mgi_requests", "Requests that were answered.", labels=("route", "method", "status")
        )
        times = HistogramMetricFamily("mgi_request_seconds", "Time to answer.", labels=("route",))
        sent = CounterMetricFamily("mgi_response_bytes", "Bytes of bodies sent.", labels=("route",))
        found = CounterMetricFamily(
            "mgi_cache_requests", "Answers at hand (hit), made (miss), or had (current).", labels=("found",)
        )
        for (route, method, status, caching), tally in self._tallies.items():
            requests.add_metric((route, method, str(status)), tally.requests)
            buckets = zip(_BOUNDS, accumulate(tally.within), strict=True)
            times.add_metric((route,), buckets=list(buckets), sum_value=tally.seconds)
            sent.add_metric((route,), tally.bytes)
            if caching:
                found.add_metric((caching,), tally.requests)
        # kinds that differ in what a family does not tell are one sample of it
        return add(((requests, times, sent, found),))


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
