"""Blank nodes named after what they say, so that equal structures are equal in two versions.

The canonical labels of RDF Dataset Canonicalization 1.0 depend on the whole dataset: one new
restriction would rename all the others, and the engine warns that they do not suit comparison. Here
a blank node is named by the digest of its own statements, those of the nodes that it leads to
included, whatever stands around it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.store.protocol import Term

#: What every node is called before anything is known of it.
_UNKNOWN: Final = BlankNode("x")


def structured(triples: Iterable[Triple]) -> frozenset[Triple]:
    """Name the blank nodes of one file by their structure; nodes of equal structure become one.

    Nodes that lead back to themselves, which no axiom of OWL has, are told apart by refinement
    (Weisfeiler and Leman), which takes those for one that differ in no path from them.

    >>> one, other = (Triple(BlankNode(), NamedNode("urn:p"), NamedNode("urn:o")) for _ in "12")
    >>> structured([one]) == structured([other]) == structured([one, other])
    True
    """
    known = tuple(triples)
    said: dict[BlankNode, list[Triple]] = {}
    for triple in known:
        if isinstance(triple.subject, BlankNode):
            said.setdefault(triple.subject, []).append(triple)
        if isinstance(triple.object, BlankNode):
            said.setdefault(triple.object, [])
    if not said:
        return frozenset(known)
    names = _named_upwards(said)
    if circular := said.keys() - names.keys():
        names |= _refined({blank: said[blank] for blank in circular}, names)
    return frozenset(substitute(known, names))


def substitute(triples: Iterable[Triple], names: Mapping[Term, NamedNode | BlankNode]) -> Iterable[Triple]:
    """Put other names in the place of nodes, wherever they stand."""
    for triple in triples:
        subject, value = triple.subject, triple.object
        predicate = names.get(triple.predicate, triple.predicate)
        yield Triple(
            names.get(subject, subject),
            predicate if isinstance(predicate, NamedNode) else triple.predicate,
            names.get(value, value),
        )


def _named_upwards(said: Mapping[BlankNode, list[Triple]]) -> dict[Term, NamedNode | BlankNode]:
    """Name the nodes that lead to no other, then those that lead to named ones alone."""
    users: dict[BlankNode, list[BlankNode]] = {}
    waiting = dict.fromkeys(said, 0)
    for blank, triples in said.items():
        for triple in triples:
            if isinstance(triple.object, BlankNode):
                users.setdefault(triple.object, []).append(blank)
                waiting[blank] += 1
    ready = [blank for blank, count in waiting.items() if not count]
    names: dict[Term, NamedNode | BlankNode] = {}
    while ready:
        blank = ready.pop()
        names[blank] = _digest(said[blank], names)
        for user in users.get(blank, ()):
            waiting[user] -= 1
            if not waiting[user]:
                ready.append(user)
    return names


def _refined(
    said: Mapping[BlankNode, list[Triple]], names: Mapping[Term, NamedNode | BlankNode]
) -> dict[Term, NamedNode | BlankNode]:
    """Name nodes by what they lead to, again and again, until no two more are told apart."""
    colours: dict[Term, NamedNode | BlankNode] = dict.fromkeys(said, _UNKNOWN)
    count = 0
    while len(set(colours.values())) > count:
        count = len(set(colours.values()))
        colours = {blank: _digest(triples, {**names, **colours}) for blank, triples in said.items()}
    return colours


def _digest(triples: Iterable[Triple], names: Mapping[Term, NamedNode | BlankNode]) -> BlankNode:
    lines = sorted(f"{triple.predicate} {names.get(triple.object, triple.object)}" for triple in triples)
    return BlankNode(f"x{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:20]}")
