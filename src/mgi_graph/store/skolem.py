"""Blank nodes that pass through requests: each has its own scope for them, so they are IRIs on the engine.

RDF 1.1 Concepts §3.5: an IRI below ``/.well-known/genid/`` stands for a blank node, and becomes one again here. A
query that tells IRIs from blank nodes would see the difference: :mod:`mgi_graph.store.rewriting` mends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Triple

if TYPE_CHECKING:
    from mgi_graph.store.protocol import Term

#: What IRIs begin with that stand for blank nodes.
GENID: Final = "https://w3id.org/.well-known/genid/migov/"
_LABEL: Final = re.compile(rb"_:([^\s\"<>@^]+)\Z")
_SKOLEM: Final = re.compile(rb"<" + re.escape(GENID.encode()) + rb"([^>]*)>")


def to_engine(term: Term) -> Term:
    """Return a term as the engine holds it.

    >>> str(to_engine(BlankNode("a")))
    '<https://w3id.org/.well-known/genid/migov/a>'
    """
    if isinstance(term, BlankNode):
        return NamedNode(GENID + term.value)
    if isinstance(term, Triple):
        return Triple(to_engine(term.subject), term.predicate, to_engine(term.object))  # type: ignore[arg-type]
    return term


def from_engine(term: Term) -> Term:
    """Return a term as the dataset holds it.

    >>> str(from_engine(NamedNode(GENID + "a")))
    '_:a'
    """
    if isinstance(term, NamedNode) and term.value.startswith(GENID):
        return BlankNode(term.value[len(GENID) :])
    return term


def line_to_engine(triple: bytes) -> bytes:
    """Return the text of a triple in N-Triples, without its full stop, as the engine is given it.

    >>> line_to_engine(b'_:a <urn:p> "_:b"')
    b'<https://w3id.org/.well-known/genid/migov/a> <urn:p> "_:b"'
    """
    if b"_:" not in triple:
        return triple
    subject, predicate, value = triple.split(b" ", 2)
    return b" ".join(
        (_LABEL.sub(_named, subject), predicate, _LABEL.sub(_named, value) if value[:2] == b"_:" else value)
    )


def _named(label: re.Match[bytes]) -> bytes:
    return b"<" + GENID.encode() + label[1] + b">"
