"""Pools over a dataset that is loaded in no time, and queries that take theirs."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import pytest

from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.engine.pool import Pool
from mgi_graph.server.settings import MEGABYTE, Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from mgi_graph.graph import Graph

#: Never ends: a hundred triples to the fifth power.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
#: Takes all memory there is: it must hold all rows to sort them.
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"


class Pooling(Protocol):
    """What the fixture ``pooling`` gives: a pool that lives while its context does."""

    def __call__(
        self, *, processes: int = 1, queue: int = 8, seconds: float = 20, memory: int = 256 * MEGABYTE
    ) -> AbstractAsyncContextManager[Pool]: ...


def ask(query: str, form: str = "srj") -> Job:
    return Job(name="sparql.job:answer", arguments={"query": query, "form": form})


@pytest.fixture(scope="session")
def hundred(make_graph: Callable[[bytes], Graph]) -> Graph:
    """A hundred triples in a graph."""
    lines = (f'<http://example.org/s{n}> <http://example.org/p> "{n}" <http://example.org/g> .' for n in range(100))
    return make_graph("\n".join(lines).encode())


@pytest.fixture
def pooling(hundred: Graph) -> Pooling:
    @asynccontextmanager
    async def make(
        *, processes: int = 1, queue: int = 8, seconds: float = 20, memory: int = 256 * MEGABYTE
    ) -> AsyncIterator[Pool]:
        settings = Settings(query_seconds=seconds)
        pool = Pool(hundred, settings, processes=processes, queue=queue, memory=memory)
        await pool.warm()
        try:
            yield pool
        finally:
            await pool.close()

    return make
