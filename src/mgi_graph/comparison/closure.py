"""A version as a store that saved queries can be asked of: what is stated, and what follows from it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.build import cache, pipeline, sources
from mgi_graph.build.assemble import to_lines
from mgi_graph.errors import NotConformingError
from mgi_graph.namespaces import INFERRED_GRAPH
from mgi_graph.store.embedded import EmbeddedStore, open_dataset

if TYPE_CHECKING:
    from mgi_graph.comparison.version import Version
    from mgi_graph.project import Project


def open_version(version: Version) -> EmbeddedStore:
    """Open a version with what follows from it.

    A project is built as always, and found built where it was. One that does not pass the checks of
    today is compared all the same; a revision is not even asked.
    """
    if version.dataset:
        store = ox.Store()
        store.bulk_load(path=version.dataset)
        return EmbeddedStore(store, "")
    if version.project is None:
        return _load(_closed(version))
    if not version.is_past:
        with suppress(NotConformingError):
            return open_dataset(pipeline.build(version.project, validate=False))
    return _load(_kept(version, version.project))


def _kept(version: Version, project: Project) -> bytes:
    """Return the lines of a version that cannot be built, from the cache where they are kept."""
    files = sources.snapshot(project, "ontology", "data")
    key = sources.key("compared", *sources.versions("pyoxigraph"), files=(*files, *sources.makers()))
    folder = cache.folder(project)
    entry = cache.load(folder, key) or cache.publish(folder, key, {pipeline.DATASET: _closed(version)}, {})
    return (entry.path / pipeline.DATASET).read_bytes()


def _closed(version: Version) -> bytes:
    from mgi_graph.build.infer import infer

    stated = [triple for _, triples in version.graphs for triple in triples]
    return to_lines([*version.graphs, (ox.NamedNode(INFERRED_GRAPH), infer(stated).inferred)])


def _load(lines: bytes) -> EmbeddedStore:
    store = ox.Store()
    store.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
    return EmbeddedStore(store, "")
