"""The syntaxes in which descriptions and documents are written, by the suffix of their files."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import NameNotFoundError
from mgi_graph.publication import jsonld, turtle
from mgi_graph.publication.lines import write_nquads, write_ntriples
from mgi_graph.publication.rdfxml import write_rdfxml
from mgi_graph.publication.trig import write_trig

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.context import Context
    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.grouping import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """A syntax of RDF 1.1; ``has_graphs`` says that it tells which graph states a triple."""

    name: str
    suffix: str
    media_type: str
    has_graphs: bool = False


SYNTAXES: Final = MappingProxyType(
    {
        syntax.suffix: syntax
        for syntax in (
            Syntax(name="Turtle", suffix="ttl", media_type="text/turtle"),
            Syntax(name="JSON-LD", suffix="jsonld", media_type="application/ld+json"),
            Syntax(name="RDF/XML", suffix="rdf", media_type="application/rdf+xml"),
            Syntax(name="N-Triples", suffix="nt", media_type="application/n-triples"),
            Syntax(name="N-Quads", suffix="nq", media_type="application/n-quads", has_graphs=True),
            Syntax(name="TriG", suffix="trig", media_type="application/trig", has_graphs=True),
        )
    }
)


def write(statements: Iterable[Statement], suffix: str, context: Context, *, first: str | None = None) -> bytes:
    """Write triples or quads: the same statements give the same bytes, whatever their order.

    ``first`` is the IRI that the document is about, and stands at its head where the syntax groups. Raises
    :class:`NameNotFoundError` for a suffix that is none of :data:`SYNTAXES`, and :class:`OutputError` where the
    syntax cannot hold the statements.
    """
    match suffix:
        case "ttl":
            return turtle.write_turtle(statements, first=first)
        case "jsonld":
            return jsonld.write_jsonld(statements, context, first=first)
        case "rdf":
            return write_rdfxml(statements, first=first)
        case "nt":
            return write_ntriples(statements)
        case "nq":
            return write_nquads(statements)
        case "trig":
            return write_trig(statements, first=first)
    raise NameNotFoundError("syntax of RDF with the suffix", suffix, SYNTAXES)


def write_description(description: ResourceDescription, suffix: str, context: Context) -> bytes:
    """Write a description: in Turtle and JSON-LD by a faster way, in JSON-LD around the resource."""
    match suffix:
        case "ttl":
            return turtle.write_description(description)
        case "jsonld":
            return jsonld.write_description(description, context)
    return write(description.quads, suffix, context, first=description.iri)
