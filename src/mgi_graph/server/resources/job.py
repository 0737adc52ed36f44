"""What a worker does for linked data: pages of things, and documents that are large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.publication import document
from mgi_graph.publication.schema_org import describe_thing
from mgi_graph.publication.writing import SYNTAXES, write, write_description
from mgi_graph.results.records import dumps
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import JSON_LD
from mgi_graph.server.resources.published import look_up, published

if TYPE_CHECKING:
    from mgi_graph.publication.document import Document
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context


def page(context: Context, *, iri: str, address: Address, language: str) -> Rendered:
    """Render the page of a thing."""
    from mgi_graph.server.pages.entity import entity_page

    return entity_page(context, iri, address, language)


def description(  # noqa: PLR0913 - what is known of a request
    context: Context, *, iri: str, suffix: str, content_type: str, after: str, address: Address
) -> Rendered:
    """Write the description of a thing; ``after`` is told as a fact where there is more of it."""
    known = published(context.graph.store)
    found = known.describer.describe(iri, after=after)
    body = write_description(found, suffix, known.at(address))
    if not found.after and not after:
        return Rendered(body=body, content_type=content_type)
    headers = (("X-Total-Count", str(found.total)),)
    return Rendered(body=body, content_type=content_type, headers=headers, facts=(("after", found.after),))


def schema(context: Context, *, iri: str, content_type: str, address: Address) -> Rendered:
    """Describe a thing in the terms of schema.org; what points at it is left out."""
    found = published(context.graph.store).describer.describe(iri, limit=1)
    record = describe_thing(found, f"{address.origin}{address.link(iri)}")
    return Rendered(body=dumps(record).encode(), content_type=content_type)


def context(context: Context) -> Rendered:
    """Return the JSON-LD context."""
    return Rendered(body=published(context.graph.store).context.text, content_type=JSON_LD.media_type)


def look(context: Context, *, iri: str) -> Rendered:
    """Tell as facts what is known of a thing."""
    return Rendered(
        body=b"", content_type="", facts=tuple(look_up(context.graph.store, iri, onward=True)._asdict().items())
    )


def scheme(context: Context, *, iri: str, address: Address, suffix: str) -> Rendered:
    """Write a vocabulary whole."""
    return written(context, document.scheme(context.graph.store, iri), suffix, address)


def written(context: Context, found: Document, suffix: str, address: Address) -> Rendered:
    """Write a document in the syntax that a suffix names."""
    names = published(context.graph.store).at(address)
    syntax = SYNTAXES[suffix]
    charset = "; charset=utf-8" if syntax.media_type.startswith("text/") else ""
    body = write(found.statements, suffix, names, first=found.iri)
    return Rendered(body=body, content_type=f"{syntax.media_type}{charset}")
