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
    """A graph of strings; each triple is held once, as the line of N-Triples that it is."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Take the triples in."""
        self.lines: dict[str, None] = {}
        self.outgoing: dict[str, dict[str, list[str]]] = {}
        self.incoming: dict[str, dict[str, list[str]]] = {}
        self.add(lines_of(triples))

    def add(self, lines: Iterable[str]) -> None:
        """Take lines in, those that are held already left out."""
        for line in lines:
            if line in self.lines:
                continue
            self.lines[line] = None
            subject, predicate, value = split(line)
            self.outgoing.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self.incoming.setdefault(predicate, {}).setdefault(value, []).append(subject)

    def remove(self, lines: Iterable[str]) -> None:
        """Give up lines that are held."""
        for line in lines:
            del self.lines[line]
            subject, predicate, value = split(line)
            _drop(self.outgoing, subject, predicate, value)
            _drop(self.incoming, predicate, value, subject)

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


def lines_of(triples: Iterable[Triple]) -> list[str]:
    """Write triples as lines of N-Triples, each once.

    >>> lines_of([])
    []
    """
    text = (pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"").decode()
    return [line for line in dict.fromkeys(text.split("\n")) if line]


def split(line: str) -> tuple[str, str, str]:
    """Split a line of N-Triples into its terms.

    >>> split('<urn:a> <urn:b> "c d" .')
    ('<urn:a>', '<urn:b>', '"c d"')
    """
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[:-2]


def _drop(table: dict[str, dict[str, list[str]]], one: str, other: str, last: str) -> None:
    """Take an entry out, and what becomes empty with it: a key says that something is there."""
    table[one][other].remove(last)
    if not table[one][other]:
        del table[one][other]
    if not table[one]:
        del table[one]
