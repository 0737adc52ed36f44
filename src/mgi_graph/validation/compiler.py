"""From a graph of shapes to shapes that run, or to the news that some of it is not known here.

Nothing is skipped: a SHACL term that this module does not know, a shape that recurses and a
parameter of an unexpected form raise :class:`UnsupportedError`, and the caller takes the other engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.validation.component import TESTS, is_true, whole_number
from mgi_graph.validation.finding import Finding, UnsupportedError
from mgi_graph.validation.index import SH, TYPE, Index, iri
from mgi_graph.validation.literals import text_of
from mgi_graph.validation.paths import Paths
from mgi_graph.validation.relation import WHOLES
from mgi_graph.validation.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from mgi_graph.validation.shape import Finder, Test, Whole
    from mgi_graph.validation.sparql import Constraints

_TARGETS: Final = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_LOGIC: Final = ("and", "or", "xone", "not", "node")
_QUALIFIED: Final = ("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShape", "qualifiedValueShapesDisjoint")
_OTHERS: Final = ("property", "sparql", "path", "severity", "message", "deactivated")
_HANDLED: Final = (*_TARGETS, *TESTS, *WHOLES, *_LOGIC, *_QUALIFIED, *_OTHERS)
#: Terms that change no result.
_SILENT: Final = (
    *("name", "description", "order", "group", "defaultValue", "flags", "ignoredProperties", "closed"),
    *("select", "prefixes", "declare"),
)
_KNOWN: Final = frozenset(iri(SH + name) for name in (*_HANDLED, *_SILENT, "deactivated"))
_NODE_SHAPE: Final = iri(SH + "NodeShape")
_PROPERTY_SHAPE: Final = iri(SH + "PropertyShape")
#: Parameters that may be given once.
_SINGLE: Final = (
    "datatype",
    "nodeKind",
    "minLength",
    "maxLength",
    "languageIn",
    "in",
    "minCount",
    "maxCount",
    "uniqueLang",
)


class Compiler:
    """Make the shapes of one graph ready to run over another."""

    def __init__(self, shapes: Index, data: Index, constraints: Constraints) -> None:
        """Take both graphs, and what runs the SPARQL constraints."""
        self._shapes = shapes
        self._data = data
        self._paths = Paths(shapes, data)
        self._constraints = constraints
        self._made: dict[str, Shape] = {}
        self._begun: set[str] = set()

    def shape(self, node: str) -> Shape:
        """Return the shape of a node; one that recurses raises :class:`UnsupportedError`."""
        if node in self._made:
            return self._made[node]
        if node in self._begun:
            raise UnsupportedError(f"the shape {node}, which recurses")
        self._begun.add(node)
        self._made[node] = made = self._shape(node)
        return made

    def _shape(self, node: str) -> Shape:
        self._check(node)
        path = self._only(node, "path")
        shape = Shape(
            node=node,
            severity=(self._only(node, "severity") or iri(SH + "Violation"))[1:-1],
            messages=tuple(sorted({text_of(message) for message in self._all(node, "message")})),
            path=path if path and path[0] == "<" else None,
            values=self._paths.follow(path) if path else None,
            is_active=not any(is_true(value) for value in self._all(node, "deactivated")),
        )
        shape.tests = list(self._tests(node))
        shape.wholes = list(self._wholes(node))
        shape.properties = [self._property(inner) for inner in self._all(node, "property")]
        shape.finders = list(self._finders(shape, path))
        return shape

    def _check(self, node: str) -> None:
        unknown = [
            predicate
            for predicate in self._shapes.outgoing.get(node, ())
            if predicate.startswith(f"<{SH}") and predicate not in _KNOWN
        ]
        kinds, has_path = self._shapes.objects(node, TYPE), bool(self._all(node, "path"))
        misplaced = any(kind == (_NODE_SHAPE if has_path else _PROPERTY_SHAPE) for kind in kinds)
        if unknown or misplaced:
            raise UnsupportedError(f"{', '.join(unknown) or 'the type'} of the shape {node}")

    def _tests(self, node: str) -> Iterator[tuple[str, Test]]:
        for name, (component, make) in TESTS.items():
            for value in self._values(node, name):
                yield component, make(self._shapes, self._data, node, value)
        for name in _LOGIC:
            for value in self._all(node, name):
                yield name.capitalize(), self._logic(name, value)

    def _logic(self, name: str, value: str) -> Test:
        if name in {"not", "node"}:
            conforms = self.shape(value).conforms
            if name == "node" and self._all(value, "path"):
                raise UnsupportedError(f"sh:node with the property shape {value}")
            return conforms if name == "node" else lambda node: not conforms(node)
        members = [self.shape(item).conforms for item in self._shapes.items(value)]
        if not members:
            raise UnsupportedError(f"an empty list at sh:{name}")
        if name == "xone":
            return lambda node: sum(member(node) for member in members) == 1
        decide: Callable[..., bool] = all if name == "and" else any
        return lambda node: decide(member(node) for member in members)

    def _wholes(self, node: str) -> Iterator[tuple[str, Whole]]:
        for name, (component, make) in WHOLES.items():
            for value in self._values(node, name):
                yield component, make(self._data, value)
        if self._all(node, "qualifiedValueShape"):
            yield from self._qualified(node)

    def _qualified(self, node: str) -> Iterator[tuple[str, Whole]]:
        wanted = self.shape(self._only(node, "qualifiedValueShape") or "").conforms
        siblings = self._siblings(node)

        def count(values: Collection[str]) -> int:
            return sum(wanted(value) and not any(sibling.conforms(value) for sibling in siblings) for value in values)

        if least := self._only(node, "qualifiedMinCount"):
            low = whole_number(least)
            yield "QualifiedMinCount", lambda _, values: () if count(values) >= low else (None,)
        if most := self._only(node, "qualifiedMaxCount"):
            high = whole_number(most)
            yield "QualifiedMaxCount", lambda _, values: () if count(values) <= high else (None,)

    def _siblings(self, node: str) -> list[Shape]:
        """List the shapes that a qualified value may not conform to as well (SHACL §4.7.3)."""
        if not any(is_true(value) for value in self._all(node, "qualifiedValueShapesDisjoint")):
            return []
        own = set(self._all(node, "qualifiedValueShape"))
        parents = self._shapes.subjects(iri(SH + "property"), node)
        besides = {inner for parent in parents for inner in self._all(parent, "property")}
        shapes = {value for inner in besides for value in self._all(inner, "qualifiedValueShape")} - own
        return [self.shape(value) for value in sorted(shapes)]

    def _property(self, node: str) -> Shape:
        if not self._all(node, "path"):
            raise UnsupportedError(f"sh:property with {node}, which has no path")
        return self.shape(node)

    def _finders(self, shape: Shape, path: str | None) -> Iterator[Finder]:
        if any(is_true(value) for value in self._all(shape.node, "closed")):
            yield self._closed(shape)
        elif self._all(shape.node, "ignoredProperties") and not self._all(shape.node, "closed"):
            raise UnsupportedError("sh:ignoredProperties without sh:closed")
        for node in self._all(shape.node, "sparql"):
            if finder := self._constraints.finder(node, shape, self._paths.write(path) if path else None):
                yield finder

    def _closed(self, shape: Shape) -> Finder:
        inner = self._all(shape.node, "property")
        allowed = {path for one in inner for path in self._all(one, "path")}
        allowed.update(item for head in self._all(shape.node, "ignoredProperties") for item in self._shapes.items(head))
        name = f"{SH}ClosedConstraintComponent"

        def finder(focus: str) -> Iterator[Finding]:
            nodes = shape.values(focus) if shape.values else (focus,)
            for predicate, values in ((p, vs) for n in nodes for p, vs in self._data.outgoing.get(n, {}).items()):
                for value in values if predicate not in allowed else ():
                    yield Finding(
                        focus=focus,
                        shape=shape.node,
                        component=name,
                        severity=shape.severity,
                        path=predicate,
                        value=value,
                        messages=shape.messages,
                    )

        return finder

    def _values(self, node: str, name: str) -> list[str]:
        values = self._all(node, name)
        if name in _SINGLE and len(values) > 1:
            raise UnsupportedError(f"several values of sh:{name} at {node}")
        return values

    def _all(self, node: str, name: str) -> list[str]:
        return list(self._shapes.objects(node, iri(SH + name)))

    def _only(self, node: str, name: str) -> str | None:
        values = self._all(node, name)
        if len(values) > 1:
            raise UnsupportedError(f"several values of sh:{name} at {node}")
        return values[0] if values else None
