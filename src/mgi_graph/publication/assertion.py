"""Make triples of IRIs, CURIEs and plain values."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.namespaces import expand


def link(subject: str, predicate: str, value: str) -> Triple:
    """State that a thing leads to another.

    >>> print(link("https://example.org/a", "skos:broader", "https://example.org/b"))
    <https://example.org/a> <http://www.w3.org/2004/02/skos/core#broader> <https://example.org/b>
    """
    return Triple(_node(subject), _node(predicate), _node(value))


def say(subject: str, predicate: str, value: str | int | bool, language: str | None = None) -> Triple:
    """State a text in a language, or a plain value.

    >>> print(say("https://example.org/a", "void:triples", 3).object)
    "3"^^<http://www.w3.org/2001/XMLSchema#integer>
    """
    return Triple(_node(subject), _node(predicate), Literal(value, language=language))


def typed(subject: str, predicate: str, value: str, datatype: str) -> Triple:
    """State a value of a datatype."""
    return Triple(_node(subject), _node(predicate), Literal(value, datatype=_node(datatype)))


@lru_cache(maxsize=4096)
def _node(name: str) -> NamedNode:
    return NamedNode(expand(name))
