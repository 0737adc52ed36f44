"""Classes as boxes: what the ontology and the shapes say that a thing of a class carries."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from mgi_graph.namespaces import MIGOV, expand, shrink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib.term import Node

    from mgi_graph.project import Project

#: Labels are on everything, and say nothing of a class.
_LABELS: Final = {SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation, SKOS.exactMatch, SKOS.scopeNote}
_ANYTHING: Final = "anything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A property that a thing may carry, or must where it is ``needed``; ``to`` is the class that it leads to."""

    name: str
    kind: str
    to: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A class with its properties; without any, it only stands for what an arrow leads to."""

    name: str
    label: str
    above: str = ""
    below: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    column: int = 0


class Classes:
    """Read boxes from the ontology and the shapes of a project."""

    def __init__(self, project: Project) -> None:
        """Read the files."""
        self.ontology, self.shapes = Graph(), Graph()
        paths = [path for path in project.files("ontology") if path.parent.name == "ontology"]
        self.modules = {path.stem: Graph().parse(path) for path in paths}
        for module in self.modules.values():
            self.ontology += module
        for path in project.files("shapes"):
            if path.parent.name == "shapes":
                self.shapes.parse(path)

    def boxes(self, names: Sequence[str]) -> list[Box]:
        """Make the boxes of a figure: the terms named, what they lead to, and what leads to the first.

        Properties make a figure where no class is named; beside classes they are left out.
        """
        read = [self._box(name) for name in names if name[6:7].isupper()] or [self._loose(names)]
        focus = [box for box in read if box.rows or not any(box.label in each.below for each in read)]
        columns = _columns(focus)
        placed = [_at(box, columns[box.name]) for box in focus]
        for box in placed:
            wanted = dict.fromkeys(row.to for row in box.rows if row.to and row.to not in columns)
            placed_there = {each.name for each in placed if each.column == box.column + 1}
            new = [each for each in wanted if each not in placed_there]
            placed = [*placed, *(Box(name=each, label=self.label(each), column=box.column + 1) for each in new)]
        return [*self._leading_to(focus[0].name, columns), *placed]

    def label(self, name: str) -> str:
        """Return the label of a class."""
        label = None if name == _ANYTHING else self.ontology.value(URIRef(expand(name)), RDFS.label)
        return str(label or name.rpartition(":")[2].lower())

    def _box(self, name: str) -> Box:
        term = URIRef(expand(name))
        above = [each for each in self.ontology.objects(term, RDFS.subClassOf) if isinstance(each, URIRef)]
        below = sorted(
            str(self.ontology.value(each, RDFS.label)) for each in self.ontology.subjects(RDFS.subClassOf, term)
        )
        rows = {row.name: row for row in (*self._of_module(term), *self._of_domain(term), *self._of_shapes(term))}
        return Box(
            name=name,
            label=self.label(name),
            above=", ".join(sorted(self.label(shrink(str(each))) for each in above)),
            below=tuple(below),
            rows=tuple(sorted(rows.values(), key=lambda row: (not row.needed, not row.to, row.name))),
        )

    def _loose(self, names: Sequence[str]) -> Box:
        """Make a box of properties alone."""
        rows = tuple(self._row(URIRef(expand(name)), None) for name in names)
        return Box(name=_ANYTHING, label=_ANYTHING, rows=rows)

    def _of_module(self, term: URIRef) -> Iterator[Row]:
        """List what the module says of anything, where the class has given it its name."""
        module = self.modules.get(shrink(str(term)).removeprefix("migov:").lower(), Graph())
        for each in sorted(module.subjects(RDFS.isDefinedBy), key=str):
            is_class = (each, RDF.type, OWL.Class) in module
            if isinstance(each, URIRef) and not is_class and (each, RDFS.domain, None) not in module:
                yield self._row(each, None)

    def _of_domain(self, term: URIRef) -> Iterator[Row]:
        for each in self.ontology.subjects(RDFS.domain, term):
            if isinstance(each, URIRef):
                yield self._row(each, None)

    def _of_shapes(self, term: URIRef) -> Iterator[Row]:
        """List what the shapes ask for; of several that name a property, the one that needs it comes last."""
        parts = [
            part
            for shape in self.shapes.subjects(SH.targetClass, term)
            for part in self.shapes.objects(shape, SH.property)
        ]
        found = [
            self._row(path, part)
            for part in sorted(parts, key=str)
            if isinstance(path := self.shapes.value(part, SH.path), URIRef) and path not in _LABELS
        ]
        return iter(sorted(found, key=lambda row: (row.needed, bool(row.kind))))

    def _row(self, term: URIRef, shape: Node | None) -> Row:
        name = shrink(str(term)).removeprefix("migov:")
        target = self.ontology.value(term, RDFS.range) or self.shapes.value(shape, SH["class"])
        kind = self.shapes.value(shape, SH.datatype) or target
        least = self.shapes.value(shape, SH.minCount)
        needed = least is not None and int(str(least)) > 0
        if isinstance(kind, URIRef) and str(kind).startswith(MIGOV):
            curie = shrink(str(kind))
            return Row(name=name, kind=self.label(curie), to=curie, needed=needed)
        return Row(name=name, kind=self._kind(term, kind, shape), needed=needed)

    def _kind(self, term: URIRef, kind: Node | None, shape: Node | None) -> str:
        if kind == SKOS.Concept or (shape is not None and self.shapes.value(shape, SH.node)):
            return "concept"
        if kind is None and (term, RDF.type, OWL.DatatypeProperty) in self.ontology:
            return "date" if "xsd:date" in str(self.ontology.value(term, SKOS.scopeNote)) else "value"
        if kind is None:
            return _ANYTHING
        return {"langString": "text", "anyURI": "address"}.get(
            local := shrink(str(kind or "")).rpartition(":")[2], local
        )

    def _leading_to(self, name: str, known: Mapping[str, int]) -> Iterator[Box]:
        """Make boxes of what has a property that leads to a class, those in the figure aside."""
        if name == _ANYTHING:
            return
        target, found = URIRef(expand(name)), dict[str, list[Row]]()
        for each in sorted(self.ontology.subjects(RDFS.range, target), key=str):
            if isinstance(each, URIRef) and (each, RDF.type, OWL.ObjectProperty) in self.ontology:
                domain = self.ontology.value(each, RDFS.domain)
                source = shrink(str(domain)) if domain else _ANYTHING
                found.setdefault(source, []).append(self._row(each, None))
        for source, rows in sorted(found.items()):
            if source not in known:
                yield Box(name=source, label=self.label(source), rows=tuple(rows), column=-1)


def _columns(focus: Sequence[Box]) -> dict[str, int]:
    """Set each class right of those that lead to it, as far as they do not lead in a circle."""
    order = {box.name: number for number, box in enumerate(focus)}
    before = {box.name: {each.name for each in focus if _leads(each, box, order)} for box in focus}
    sorter, columns = TopologicalSorter(before), dict[str, int]()
    for name in sorter.static_order():
        columns[name] = 1 + max((columns[each] for each in before[name]), default=-1)
    return columns


def _leads(source: Box, target: Box, order: Mapping[str, int]) -> bool:
    return order[source.name] < order[target.name] and any(row.to == target.name for row in source.rows)


def _at(box: Box, column: int) -> Box:
    return Box(name=box.name, label=box.label, above=box.above, below=box.below, rows=box.rows, column=column)
