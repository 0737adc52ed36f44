"""The description of the dataset: what it is, how much it holds, where it is to be had (VoID, DCAT 3)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.publication import schema_dataset
from mgi_graph.publication.catalog import DESCRIPTION, RIGHTS, Addresses, describe_catalog, previous_release
from mgi_graph.publication.document import Document
from mgi_graph.publication.schema_org import embedded
from mgi_graph.publication.statistics import read_statistics
from mgi_graph.publication.void import DATASET, describe_figures, describe_partitions
from mgi_graph.queries.names import read_labels
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.templating import render
from mgi_graph.server.resources.dumps import files_of
from mgi_graph.server.resources.job import written
from mgi_graph.server.resources.published import published

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from mgi_graph.graph import Graph
    from mgi_graph.publication.dump import Dump
    from mgi_graph.publication.statistics import Statistics
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.store.protocol import Store

_READ: Final[WeakKeyDictionary[Store, Statistics]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetPage:
    """What the template of the dataset shows; ``data`` is what search engines read."""

    description: str
    rights: str
    licence: str
    version: str
    digest: str
    previous: str
    figures: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, str, int], ...]
    dumps: tuple[Dump, ...]
    data: str


def dataset(context: Context, *, suffix: str, address: Address) -> Rendered:
    """Describe the dataset as a page or in a syntax of RDF."""
    if suffix == HTML.suffix:
        return _page(context.graph, statistics_of(context), address)
    statistics = statistics_of(context)
    statements = chain(
        _catalog(context.graph, address),
        describe_figures(statistics),
        describe_partitions(statistics, context.graph.store),
    )
    return written(context, Document(iri=DATASET, statements=tuple(statements)), suffix, address)


def statistics_of(context: Context) -> Statistics:
    """Return the figures of a dataset, read once; those of one on an engine were before the first request."""
    if context.asking is not None:
        return context.asking.origin.statistics
    store = context.graph.store
    if store not in _READ:
        _READ[store] = read_statistics(store)
    return _READ[store]


def _catalog(graph: Graph, address: Address) -> tuple[Triple, ...]:
    version = published(graph.store).context.version
    addresses = Addresses(
        home=address.url("/"),
        sparql=address.url("/sparql"),
        void=address.url("/.well-known/void"),
        dumps=address.url("/dump/"),
    )
    dumps = [each.dump for each in files_of(graph).values()]
    return tuple(describe_catalog(graph.store, addresses, dumps, previous_release(graph.project, version)))


def _page(graph: Graph, statistics: Statistics, address: Address) -> Rendered:
    version = published(graph.store).context.version
    labels = read_labels(graph.store, [each.iri for each in statistics.classes])
    ours = [each for each in statistics.classes if each.iri in labels]
    page = DatasetPage(
        description=DESCRIPTION,
        rights=RIGHTS,
        licence=LICENSE,
        version=version,
        digest=graph.store.digest,
        previous=previous_release(graph.project, version),
        figures=(
            ("statements", statistics.triples),
            ("things", statistics.entities),
            ("classes", len(statistics.classes)),
            ("properties", len(statistics.properties)),
            ("graphs", len(statistics.graphs)),
        ),
        classes=tuple(
            (labels[each.iri], address.link(each.iri), each.count)
            for each in sorted(ours, key=lambda each: (-each.count, each.iri))
        ),
        dumps=tuple(each.dump for each in files_of(graph).values()),
        data=embedded(schema_dataset.describe_dataset(_catalog(graph, address), address.url("/dataset"))),
    )
    body = render("dataset.html", address, page=page, digest=graph.store.digest).encode()
    return Rendered(body=body, content_type=HTML.content_type)
