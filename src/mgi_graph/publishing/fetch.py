"""Take the dataset from an engine: what each of many servers does that share nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.build import cache, sources
from mgi_graph.errors import StoreError
from mgi_graph.publishing.content import read_graph
from mgi_graph.publishing.plan import content_digest, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.store.remote import RemoteStore

DATASET: Final = "dataset.nq"


def fetch(store: RemoteStore, project: Project, *, progress: Callable[[str], None] | None = None) -> Path:
    """Return the dataset that an engine holds as a file of N-Quads, kept under its digest: read once, then at hand.

    Raises :class:`StoreError` where what the engine gives is not what was published.
    """
    kept, published = cache.folder(project), store.published
    key = sources.key("published", published.digest, published.content, *sources.versions("pyoxigraph"), files=())
    entry = cache.load(kept, key)
    if entry is None:
        (progress or _silent)(f"reading {len(store)} triples of {len(published.graphs)} graphs")
        data = read(store)
        entry = cache.publish(kept, key, {DATASET: data}, {"quads": data.count(b"\n")})
    return entry.path / DATASET


def read(store: RemoteStore) -> bytes:
    """Return all graphs as sorted N-Quads, held against the digest of their content."""
    found: dict[str, str] = {}
    lines: list[str] = []
    for graph, size in store.published.graphs:
        triples = tuple(read_graph(store, graph, size))
        found[graph] = content_digest(triples)
        lines += [f"{triple} <{graph}> ." for triple in triples]
    if digest_of(found) != store.published.content:
        raise StoreError("the engine gives back something else than was published: publish it again with mgi push")
    return "".join(f"{line}\n" for line in sorted(set(lines))).encode()


def _silent(_: str) -> None:
    """Take a message of progress that nobody wants."""
