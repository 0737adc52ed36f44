"""A description as JSON-LD, framed: one thing at the root, linked things within it.

A thing that the root leads to stands in its place with its label; what points at the root stands under ``@reverse``;
labels of properties and classes under ``@included`` (JSON-LD 1.1 §4.8, §4.13). One linked thing is one line.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import EVIDENCE
from mgi_graph.publication.linked import Thing, Verb, things_of
from mgi_graph.publication.members import TYPES, lay_out, literal, quote, texts, type_of

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from mgi_graph.publication.asides import Aside
    from mgi_graph.publication.context import Context
    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.members import Key

Shown: TypeAlias = "Thing | Literal"
#: What is said of the root, each value once; or by which property what points at it.
Said: TypeAlias = "defaultdict[Verb, set[Shown]]"
_PLACE: Final = attrgetter("place")


class Framed:
    """A description on its way to JSON-LD; it has no blank nodes, and the store no triple terms."""

    def __init__(self, description: ResourceDescription, context: Context) -> None:
        """Begin with nothing said."""
        self._description = description
        self._context = context
        self._things = things_of(description.known, context.canonical)
        self._things.bound()
        self._root = self._things[NamedNode(description.iri)]
        self._said: Said = defaultdict(set)
        self._pointing: Said = defaultdict(set)
        self._places: list[Aside] = []
        #: The things of which the document says something else than what they are called.
        self._own = {self._root: self._root.bare}
        #: What stands in its place.
        self._met: set[Shown] = {self._root}

    def text(self) -> str:
        """Write the document: the root and what it leads to, what points at it, labels of what else is shown."""
        self._look_up()
        self._tell_places()
        parts = [f'"@context": {quote(self._context.iri)}', self._root.bare[1:-1], *self._members(self._said, "  ")]
        if reverse := self._members(self._pointing, "    ", lists=True):
            parts.append('"@reverse": {\n    ' + ",\n    ".join(reverse) + "\n  }")
        if left := self._left():
            parts.append('"@included": [\n    ' + ",\n    ".join(left) + "\n  ]")
        return "{\n  " + ",\n  ".join(parts) + "\n}\n"

    def _look_up(self) -> None:
        """Look up the terms of what is said of the root, and of what points at it."""
        things, verbs, said, pointing = self._things, self._things.verbs, self._said, self._pointing
        evidence, places = verbs[EVIDENCE], self._description.known.places
        for quad in self._description.outgoing:
            verb, value = verbs[quad.predicate], quad.object
            if verb is evidence and isinstance(value, NamedNode) and (place := places[value]) is not None:
                self._places.append(place)
            said[verb].add(things[value] if type(value) is NamedNode else value)  # type: ignore[arg-type]
        for quad in self._description.incoming:
            if (subject := things[quad.subject]) is not self._root:  # type: ignore[index] # it is an IRI
                pointing[verbs[quad.predicate]].add(subject)

    def _tell_places(self) -> None:
        """Tell where passages stand; of one that points at the root, all but that."""
        for place in self._places:
            passage = self._things[place.node]
            if passage is self._root:
                continue
            if not any(passage in values for values in self._pointing.values()):
                self._own[passage] = self._things.place(place)[0]
                continue
            rest = [quad for quad in place.quads if quad.object != self._root.node]
            self._own[passage] = self._things.written(place.node, rest)
            for quad in place.quads:
                if quad.object == self._root.node:
                    self._pointing[self._things.verbs[quad.predicate]].add(passage)

    def _members(self, said: Said, indent: str, *, lists: bool = False) -> list[str]:
        """Write properties in the order of the house."""
        return [
            self._member(verb.turned if lists else verb.key, said[verb], indent, lists=lists)
            for verb in sorted(said, key=_PLACE)
        ]

    def _member(self, key: Key, values: set[Shown], indent: str, *, lists: bool) -> str:
        context, own = self._things.context, self._own
        if key.kind == TYPES:
            types = [value.node if isinstance(value, Thing) else value for value in values]
            return f"{key.text}: [{', '.join(sorted([type_of(each, context) for each in types]))}]"
        if key.kind == "@language" and (found := texts(values)):
            return f"{key.text}: {found}"
        self._met |= values
        items = [
            (own.get(value) or value.text) if isinstance(value, Thing) else literal(value, key.kind, context)
            for value in values
        ]
        return lay_out(key, items, indent, lists=lists)

    def _left(self) -> list[str]:
        """Write what no place of the document has named: properties, classes, profiles of passages."""
        shown = {verb.thing for said in (self._said, self._pointing) for verb in said}
        shown.update(*[self._things.place(place)[1] for place in self._places])
        for verb, values in self._said.items():
            if verb.key.kind == TYPES:
                shown.update(values)  # type: ignore[arg-type] # a literal has been refused
        left = {thing for thing in shown if thing.text is not thing.bare}.union(self._own) - self._met
        return sorted([self._own.get(thing) or thing.text for thing in left])
