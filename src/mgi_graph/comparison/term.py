"""A published term with what binds those who use it: its place, its bounds, its status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.comparison.view import TERM_KINDS, TYPE, View
from mgi_graph.namespaces import MIGOV, STANDARD, VOCAB, prefix_by_rule, shrink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.store.protocol import Term as Node

_OWL: Final = STANDARD["owl"]
_RDFS: Final = STANDARD["rdfs"]
_SKOS: Final = STANDARD["skos"]
_DCTERMS: Final = STANDARD["dcterms"]
_KINDS: Final = frozenset(TERM_KINDS)
#: Axioms that part two terms, and those that part each two of a list.
_APART: Final = (f"{_OWL}disjointWith", f"{_OWL}propertyDisjointWith")
_ALL_APART: Final = {f"{_OWL}AllDisjointClasses", f"{_OWL}AllDisjointProperties"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property, concept or scheme; names are CURIEs, class expressions as Manchester writes them.

    ``above`` are the classes, properties or concepts that it stands under, ``same`` what it is
    equivalent to, ``traits`` the characteristics of a property, ``schemes`` those of a concept.
    """

    name: str
    kind: str
    label: str = ""
    definition: str = ""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    deprecated: bool = False
    replacement: tuple[str, ...] = ()


def is_published(iri: str) -> bool:
    """Tell whether a term is one that others rely on: ours, and not one country's.

    >>> is_published("https://w3id.org/migov/ontology#Finding"), is_published("https://w3id.org/migov/id/xy/law")
    (True, False)
    """
    return iri.startswith((MIGOV, VOCAB)) and prefix_by_rule(iri) is None


def read_terms(view: View) -> dict[str, Term]:
    """Read the published terms of a version, by IRI, A to Z."""
    apart = _apart(view)
    named = (node for node in view.things if isinstance(node, ox.NamedNode))
    found = {
        node.value: _term(view, node, apart.get(shrink(node.value), set()))
        for node in named
        if is_published(node.value) and view.kind(node.value)[0] == "terms"
    }
    return dict(sorted(found.items()))


def _term(view: View, node: ox.NamedNode, apart: set[str]) -> Term:
    def written(*properties: str) -> tuple[str, ...]:
        return tuple(sorted({view.write(value) for value in view.values(node, *properties)}))

    said = [view.write(value) for value in view.values(node, f"{_SKOS}definition", f"{_DCTERMS}description")]
    types = set(view.iris(node, TYPE))
    return Term(
        name=shrink(node.value),
        kind=view.kind(node.value)[1],
        label=view.label(node.value),
        definition=said[0] if said else "",
        domain=written(f"{_RDFS}domain"),
        range=written(f"{_RDFS}range"),
        above=written(f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf", f"{_SKOS}broader"),
        same=written(f"{_OWL}equivalentClass", f"{_OWL}equivalentProperty"),
        disjoint=tuple(sorted(apart)),
        traits=tuple(sorted(shrink(each) for each in types if each.endswith("Property") and each not in _KINDS)),
        schemes=written(f"{_SKOS}inScheme"),
        deprecated=view.is_true(node, f"{_OWL}deprecated"),
        replacement=written(f"{_DCTERMS}isReplacedBy"),
    )


def _apart(view: View) -> dict[str, set[str]]:
    """Return for each term those that share no member with it, as the axioms say in so many words."""
    found: dict[str, set[str]] = {}
    for group in _groups(view):
        for name in group:
            found.setdefault(name, set()).update(group - {name})
    return found


def _groups(view: View) -> Iterator[set[str]]:
    for node, said in view.things.items():
        if isinstance(node, ox.NamedNode):
            for other in view.iris(node, *_APART):
                yield {shrink(node.value), shrink(other)}
        if _ALL_APART.intersection(view.iris(node, TYPE)):
            yield _members(view, said.get(f"{_OWL}members", set()))
        for start in said.get(f"{_OWL}disjointUnionOf", ()):
            yield _members(view, {start})


def _members(view: View, starts: set[Node]) -> set[str]:
    """Return the named members of lists."""
    found: set[str] = set()
    waiting, seen = list(starts), set(starts)
    while waiting:
        node = waiting.pop()
        found.update(shrink(iri) for iri in view.iris(node, f"{STANDARD['rdf']}first"))
        more = set(view.values(node, f"{STANDARD['rdf']}rest")) - seen
        seen |= more
        waiting += more
    return found
