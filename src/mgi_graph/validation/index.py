"""Triples as strings, found by subject or by predicate and object.

A term is the string that N-Triples writes for it: equal strings are equal terms (RDF 1.1 Concepts
§3.3), with the lexical form of the file, and comparing them costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Triple

RDF: Final = STANDARD["rdf"]
RDFS: Final = STANDARD["rdfs"]
SH: Final = STANDARD["sh"]
TYPE: Final = f"<{RDF}type>"
SUBCLASS: Final = f"<{RDFS}subClassOf>"
FIRST: Final = f"<{RDF}first>"
REST: Final = f"<{RDF}rest>"
NIL: Final = f"<{RDF}nil>"

_NOTHING: Final[dict[str, list[str]]] = {}


def iri(text: str) -> str:
    """Write an IRI as a term.

    >>> iri("urn:a")
    '<urn:a>'
    """
    return f"<{text}>"


class Index:
    """A graph of strings; each triple is held once."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Take the triples in."""
        text = (pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"").decode()
        self.lines = [line for line in dict.fromkeys(text.split("\n")) if line]
        self.outgoing: dict[str, dict[str, list[str]]] = {}
        self.incoming: dict[str, dict[str, list[str]]] = {}
        for line in self.lines:
            subject, predicate, rest = line.split(" ", 2)
            value = rest[:-2]
            self.outgoing.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self.incoming.setdefault(predicate, {}).setdefault(value, []).append(subject)

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the values of a predicate."""
        return self.outgoing.get(subject, _NOTHING).get(predicate, ())

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return what has a value of a predicate."""
        return self.incoming.get(predicate, _NOTHING).get(value, ())

    def one(self, subject: str, predicate: str) -> str | None:
        """Return the first value of a predicate, in the order of the text."""
        return next(iter(self.objects(subject, predicate)), None)

    def items(self, head: str) -> Iterator[str]:
        """Walk a list (RDF Schema 1.1 §5.2), once round where it runs in a ring."""
        seen: set[str] = set()
        while head != NIL and head not in seen:
            seen.add(head)
            yield from self.objects(head, FIRST)
            head = self.one(head, REST) or NIL

    def below(self, term: str) -> set[str]:
        """Return a class and all under it (SHACL §3.2: rdfs:subClassOf*)."""
        found, todo = {term}, [term]
        while todo:
            more = {sub for sub in self.subjects(SUBCLASS, todo.pop()) if sub not in found}
            found |= more
            todo += more
        return found

    def instances(self, term: str) -> set[str]:
        """Return the SHACL instances of a class."""
        typed = self.incoming.get(TYPE, _NOTHING)
        return {subject for kind in self.below(term) for subject in typed.get(kind, ())}
