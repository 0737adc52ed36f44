"""What programs read of the page of a thing: schema.org as JSON-LD, and ELI as RDFa where it is a legal resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from mgi_graph.publication.eli import describe_eli
from mgi_graph.publication.schema_org import describe_thing, embedded
from mgi_graph.server.resources.published import published

if TYPE_CHECKING:
    from mgi_graph.publication.eli import EliProperty
    from mgi_graph.store.protocol import Store


class Metadata(NamedTuple):
    """The JSON-LD of a page, ready for its element, and the properties of ELI."""

    schema: Markup
    eli: tuple[EliProperty, ...]


def read_metadata(store: Store, iri: str, url: str) -> Metadata:
    """Describe what a page is about; what points at it is left out."""
    found = published(store).describer.describe(iri, limit=1)
    return Metadata(Markup(embedded(describe_thing(found, url))), describe_eli(found))  # escaped by ``embedded``
