"""The triples of a version by subject: what each thing is, what it is called, what is said of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.comparison.expression import write_expression
from mgi_graph.namespaces import MIGOV, STANDARD, shrink
from mgi_graph.queries.names import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.store.protocol import Term

TYPE: Final = f"{STANDARD['rdf']}type"
CONCEPT: Final = f"{STANDARD['skos']}Concept"
_OWL: Final = STANDARD["owl"]
_RDFS: Final = STANDARD["rdfs"]
_UNDER: Final = f"{_RDFS}subClassOf"
#: What makes a thing a term, the first that fits.
TERM_KINDS: Final = {
    f"{_OWL}Class": "class",
    f"{_RDFS}Class": "class",
    f"{_OWL}ObjectProperty": "object property",
    f"{_OWL}DatatypeProperty": "datatype property",
    f"{_OWL}AnnotationProperty": "annotation property",
    f"{STANDARD['rdf']}Property": "property",
    f"{STANDARD['skos']}ConceptScheme": "concept scheme",
    CONCEPT: "concept",
}


class View:
    """Look up the things of one version."""

    def __init__(self, triples: Iterable[ox.Triple] = ()) -> None:
        """Sort the triples by subject and property."""
        self._kinds: dict[tuple[str, ...], tuple[str, str]] = {}
        self.things: dict[Term, dict[str, set[Term]]] = {}
        for triple in triples:
            self.things.setdefault(triple.subject, {}).setdefault(triple.predicate.value, set()).add(triple.object)

    def without(self, other: View) -> View:
        """Return what this version says and another one does not."""
        left = View()
        for thing, said in self.things.items():
            known = other.things.get(thing, {})
            more = {name: rest for name, values in said.items() if (rest := values - known.get(name, set()))}
            if more:
                left.things[thing] = more
        return left

    def values(self, thing: Term, *properties: str) -> tuple[Term, ...]:
        """Return the values of some properties, sorted."""
        said = self.things.get(thing, {})
        return tuple(sorted({value for each in properties for value in said.get(each, ())}, key=str))

    def iris(self, thing: Term, *properties: str) -> tuple[str, ...]:
        """Return those values that are IRIs."""
        return tuple(value.value for value in self.values(thing, *properties) if isinstance(value, ox.NamedNode))

    def is_true(self, thing: Term, name: str) -> bool:
        """Tell whether a property is stated to be true."""
        return any(isinstance(value, ox.Literal) and value.value in {"true", "1"} for value in self.values(thing, name))

    def label(self, iri: str) -> str:
        """Return what a thing is called, in English where it can be, or nothing."""
        for each in LABELS:
            literals = [value for value in self.values(ox.NamedNode(iri), each) if isinstance(value, ox.Literal)]
            if literals:
                return min(literals, key=lambda value: (value.language != "en", value.value)).value
        return ""

    def write(self, term: Term) -> str:
        """Return a term in words: a CURIE, a class expression, a list, the text of a literal."""
        return write_expression(term, self.things)

    def kind(self, iri: str) -> tuple[str, str]:
        """Return the group of a thing (terms, findings or entities) and the name of its kind."""
        types = self.iris(ox.NamedNode(iri), TYPE)
        if types not in self._kinds:
            self._kinds[types] = self._kind(types)
        return self._kinds[types]

    def _kind(self, types: tuple[str, ...]) -> tuple[str, str]:
        for each, kind in TERM_KINDS.items():
            if each in types:
                return "terms", kind
        if any(each in self._concepts for each in types):
            return "terms", "concept"
        if any(each in self._findings for each in types):
            return "findings", "finding"
        specific = next((each for each in types if not each.startswith(_OWL)), "")
        if not specific:
            return "entities", "thing"
        return "entities", self.label(specific) or shrink(specific).partition(":")[2]

    @cached_property
    def _concepts(self) -> frozenset[str]:
        return self._below(CONCEPT)

    @cached_property
    def _findings(self) -> frozenset[str]:
        return self._below(f"{MIGOV}Finding")

    def _below(self, top: str) -> frozenset[str]:
        """Return a class and those under it, as the files state."""
        parents = {
            thing.value: self.iris(thing, _UNDER)
            for thing, said in self.things.items()
            if isinstance(thing, ox.NamedNode) and _UNDER in said
        }
        return frozenset({top, *(iri for iri in parents if top in ascend(parents, iri))})


def ascend(parents: Mapping[str, Iterable[str]], start: str) -> frozenset[str]:
    """Return all that stands above something, itself included.

    >>> sorted(ascend({"a": ["b"], "b": ["c", "a"]}, "a"))
    ['a', 'b', 'c']
    """
    found, waiting = {start}, [start]
    while waiting:
        above = set(parents.get(waiting.pop(), ())) - found
        found |= above
        waiting += above
    return frozenset(found)
