"""The fast engine: the shapes as functions over an index of strings.

It gives what the engine of reference gives, case by case (tests/validation), or raises
:class:`UnsupportedError` before it has said anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.validation.compiler import Compiler
from mgi_graph.validation.finding import Finding, UnsupportedError
from mgi_graph.validation.index import RDFS, SH, SUBCLASS, TYPE, Index, iri
from mgi_graph.validation.solving import Solver
from mgi_graph.validation.sparql import Constraints

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pyoxigraph import Triple

_CLASS: Final = iri(RDFS + "Class")
_TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SHAPES: Final = (iri(SH + "NodeShape"), iri(SH + "PropertyShape"))
#: Parts of SHACL Advanced Features and custom components, which add constraints that nobody asks for here.
_BEYOND: Final = ("parameter", "rule", "target", "expression", "js", "jsLibrary", "validator", "ask")


def find(
    data: Sequence[Triple], shapes: Sequence[Triple], *, about: Collection[str] | None = None
) -> frozenset[Finding]:
    """Return the results of the shapes over the data, or those about some focus nodes (terms of N-Triples).

    Raises :class:`UnsupportedError` for shapes beyond this engine.
    """
    return find_in(Solver(Index(data)), Index(shapes), about=about)


def find_in(data: Solver, rules: Index, *, about: Collection[str] | None = None) -> frozenset[Finding]:
    """Do the same over data that is held ready, of which ``about`` needs a small part looked at.

    A property shape within another one has focus nodes that are no targets; such a shape runs in full.
    """
    if beyond := [name for name in _BEYOND if iri(SH + name) in rules.incoming]:
        raise UnsupportedError(f"sh:{beyond[0]}")
    compiler = Compiler(rules, data.index, Constraints(rules, data))
    found: set[Finding] = set()
    compiled = [(compiler.shape(node), focus) for node, focus in _targets(rules, data.index)]
    wanted = None if about is None else frozenset(about)
    for shape, nodes in compiled:
        for node in nodes if wanted is None or shape.goes_on else nodes & wanted:
            found.update(shape.find(node))
    return frozenset(each for each in found if wanted is None or each.focus in wanted)


def _targets(shapes: Index, data: Index) -> Iterator[tuple[str, set[str]]]:
    """List the shapes that have targets, each with its focus nodes (SHACL §2.1.3)."""
    class_, node_, subjects_, objects_ = (iri(SH + name) for name in _TARGETS)
    for shape in _shapes(shapes):
        focus = set(shapes.objects(shape, node_))
        for kind in shapes.objects(shape, class_):
            focus |= data.instances(kind)
        if _is_class(shapes, shape):
            focus |= data.instances(shape)
        for predicate in shapes.objects(shape, subjects_):
            focus.update(node for nodes in data.incoming.get(predicate, {}).values() for node in nodes)
        for predicate in shapes.objects(shape, objects_):
            focus.update(data.incoming.get(predicate, {}))
        yield shape, focus


def _shapes(shapes: Index) -> list[str]:
    """List what is a shape; one without targets is compiled too, so that nothing in it goes unread."""
    owners = [iri(SH + name) for name in (*_TARGETS, "property", "node")]
    found = {node for name in owners for nodes in shapes.incoming.get(name, {}).values() for node in nodes}
    found.update(node for kind in _SHAPES for node in shapes.subjects(TYPE, kind))
    return sorted(found)


def _is_class(shapes: Index, shape: str) -> bool:
    classes = {_CLASS, *shapes.subjects(SUBCLASS, _CLASS)}
    return not classes.isdisjoint(shapes.objects(shape, TYPE))
