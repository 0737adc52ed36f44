"""A report as RDF: the report of SHACL §3.6, with the place of each result as a W3C pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.results.pointer import pointer
from mgi_graph.results.rdf import write_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.conformance import Result
    from mgi_graph.results.report.verification import Verification

_SH: Final = namespaces.STANDARD["sh"]
_RDF: Final = namespaces.STANDARD["rdf"]
_XSD: Final = namespaces.STANDARD["xsd"]
_LINT: Final = f"{namespaces.BASE}rule/"


def write_shacl(report: Verification) -> str:
    """Write ``sh:ValidationReport`` with the results that are shown, as Turtle.

    What lint or an OWL rule found stands in the same form; its component is the rule. A result
    without a focus node is about its file, named as its graph.
    """
    top = ox.BlankNode("report")
    triples = [
        ox.Triple(top, _rdf("type"), _sh("ValidationReport")),
        ox.Triple(
            top, _sh("conforms"), ox.Literal(str(report.conforms).lower(), datatype=ox.NamedNode(f"{_XSD}boolean"))
        ),
    ]
    for number, result in enumerate(report.shown):
        node = ox.BlankNode(f"result{number:05d}")
        triples += [ox.Triple(top, _sh("result"), node), *_result(node, result)]
    return write_turtle(triples)


def _result(node: ox.BlankNode, result: Result) -> Iterator[ox.Triple]:
    shaped = "://" in result.rule
    file = namespaces.GRAPH + (quote(result.place.file.removesuffix(".ttl")) if result.place else "")
    yield ox.Triple(node, _rdf("type"), _sh("ValidationResult"))
    yield ox.Triple(node, _sh("resultSeverity"), _sh(result.severity))
    yield ox.Triple(node, _sh("resultMessage"), ox.Literal(result.message))
    yield ox.Triple(node, _sh("focusNode"), _node(result.focus or file))
    component = result.component or (f"{_SH}ConstraintComponent" if shaped else f"{_LINT}{result.rule}")
    yield ox.Triple(node, _sh("sourceConstraintComponent"), ox.NamedNode(component))
    if shaped:
        yield ox.Triple(node, _sh("sourceShape"), ox.NamedNode(result.rule))
    if result.path:
        yield ox.Triple(node, _sh("resultPath"), ox.NamedNode(result.path))
    if result.value:
        yield ox.Triple(node, _sh("value"), _term(result.value))
    if result.place:
        yield from pointer(node, result.place)


def _term(value: str) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    parsed = ox.parse(f"<urn:x> <urn:x> {value} .", format=ox.RdfFormat.N_TRIPLES)
    term = next(iter(parsed)).object
    return term if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ox.Literal(value)


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    return ox.NamedNode(name) if ":" in name else ox.BlankNode()


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


def _rdf(name: str) -> ox.NamedNode:
    return ox.NamedNode(_RDF + name)
