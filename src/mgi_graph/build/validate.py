"""Validate triples by SHACL, with the place of each result (SHACL §3.6).

The engine is pySHACL over a graph of rdflib, which holds the literals as the files write them. It
infers nothing; that a class lies under another one is part of SHACL itself (§3.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyshacl
import rdflib
from rdflib import RDF, SH

from mgi_graph.build.bridge import from_rdflib, to_graph
from mgi_graph.conformance import SEVERITIES, Result, Severity, in_order
from mgi_graph.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple
    from rdflib.term import Node

    from mgi_graph.build.locate import Places

_OWNERS: Final = (SH.property, SH.node, SH.sparql, SH["not"], SH.qualifiedValueShape)


def validate(triples: Iterable[Triple], shapes: Iterable[Triple], places: Places) -> tuple[Result, ...]:
    """Return the results of the shapes over the triples.

    ``rule`` of a result is the IRI of its SPARQL constraint, else of its shape, else of the nearest
    shape with an IRI around it. Prefixes that the data declares (sh:declare on the ontology) serve the
    shapes too (SHACL §5.2.1).
    """
    data, shape_graph = to_graph(triples), to_graph(shapes)
    if not shape_graph:
        return ()
    for predicate in (SH.declare, SH.prefix, SH.namespace):
        for triple in data.triples((None, predicate, None)):
            shape_graph.add(triple)
    try:
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shape_graph, inference="none", advanced=True, meta_shacl=False, inplace=True
        )
    except Exception as error:  # whatever a malformed shape brings the engine to raise
        raise BuildError(f"the shapes cannot be run: {' '.join(str(error).split())}") from error
    if not isinstance(report, rdflib.Graph):
        raise BuildError(f"the shapes cannot be run: {report}")
    return in_order(
        _result(report, node, shape_graph, places) for node in report.subjects(RDF.type, SH.ValidationResult)
    )


def _result(report: rdflib.Graph, node: Node, shapes: rdflib.Graph, places: Places) -> Result:
    focus = report.value(node, SH.focusNode)
    path = report.value(node, SH.resultPath)
    value = report.value(node, SH.value)
    name = str(path) if isinstance(path, rdflib.URIRef) else None
    term = None if value is None else from_rdflib(value)
    messages = sorted(" ".join(str(message).split()) for message in report.objects(node, SH.resultMessage))
    return Result(
        rule=_rule(report, node, shapes),
        severity=_severity(report.value(node, SH.resultSeverity)),
        message=messages[0] if messages else "the shape is not satisfied",
        place=places.find(str(focus), name, term),
        focus=str(focus),
        path=name,
        value=None if term is None or isinstance(value, rdflib.BNode) else str(term),
    )


def _severity(node: Node | None) -> Severity:
    name = str(node).removeprefix(str(SH))
    return next((severity for severity in SEVERITIES if severity == name), "Violation")


def _rule(report: rdflib.Graph, node: Node, shapes: rdflib.Graph) -> str:
    constraint = report.value(node, SH.sourceConstraint)
    return (
        str(constraint) if isinstance(constraint, rdflib.URIRef) else _shape(report.value(node, SH.sourceShape), shapes)
    )


def _shape(node: Node | None, shapes: rdflib.Graph) -> str:
    """Climb from a blank shape to the named one that owns it."""
    seen = set()
    while isinstance(node, rdflib.BNode) and node not in seen:
        seen.add(node)
        owners = (owner for predicate in _OWNERS for owner in shapes.subjects(predicate, node))
        node = min(owners, default=None, key=str)
    return str(node)
