"""The engine of reference: pySHACL over a graph of rdflib, which keeps the literals as the files write them.

It infers nothing; that a class lies under another one is part of SHACL itself (§3.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import rdflib
from rdflib import SH

from mgi_graph.errors import BuildError
from mgi_graph.validation.bridge import from_rdflib, silence, to_graph
from mgi_graph.validation.finding import Finding
from mgi_graph.validation.prepared import DataGraph, ShapesGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple
    from rdflib.term import Node


def find(data: Iterable[Triple], shapes: Iterable[Triple]) -> frozenset[Finding]:
    """Return what pySHACL finds; results that only detail another one (sh:detail) are left out.

    Raises :class:`BuildError` where the shapes cannot be run.
    """
    shape_graph = to_graph(shapes, ShapesGraph())
    if not shape_graph:
        return frozenset()
    try:
        with silence():
            _, report, _ = pyshacl.validate(
                to_graph(data, DataGraph()),
                shacl_graph=shape_graph,
                inference="none",
                advanced=True,
                meta_shacl=False,
                inplace=True,
            )
    except Exception as error:  # whatever a malformed shape brings the engine to raise
        raise BuildError(f"the shapes cannot be run: {' '.join(str(error).split())}") from error
    if not isinstance(report, rdflib.Graph):
        raise BuildError(f"the shapes cannot be run: {report}")
    return frozenset(_finding(report, node, shape_graph) for node in report.objects(None, SH.result))


def _finding(report: rdflib.Graph, node: Node, shapes: rdflib.Graph) -> Finding:
    path = report.value(node, SH.resultPath)
    shape = report.value(node, SH.sourceShape)
    constraint = report.value(node, SH.sourceConstraint)
    declared = any((owner, SH.message, None) in shapes for owner in (shape, constraint) if owner is not None)
    messages = sorted({str(message) for message in report.objects(node, SH.resultMessage)}) if declared else ()
    return Finding(
        focus=_term(report.value(node, SH.focusNode)) or "",
        shape=_term(shape) or "",
        component=str(report.value(node, SH.sourceConstraintComponent)),
        severity=str(report.value(node, SH.resultSeverity)),
        path=_term(path) if isinstance(path, rdflib.URIRef) else None,
        value=_term(report.value(node, SH.value)),
        constraint=_term(constraint),
        messages=tuple(messages),
    )


def _term(node: Node | None) -> str | None:
    return None if node is None else str(from_rdflib(node))
