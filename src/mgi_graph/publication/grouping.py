"""Statements grouped as the syntaxes write them: subject, predicates in the order of the house, values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from mgi_graph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

Statement: TypeAlias = Quad | Triple
Node: TypeAlias = NamedNode | BlankNode
Value: TypeAlias = NamedNode | BlankNode | Literal
#: What is said of one subject: for each predicate its values, each once.
Properties: TypeAlias = dict[NamedNode, set[Value]]
Groups: TypeAlias = dict[Node, Properties]


def group(statements: Iterable[Statement]) -> Groups:
    """Group statements by subject and predicate; a triple that several graphs hold counts once."""
    groups: Groups = {}
    merge(groups, statements)
    return groups


def merge(groups: Groups, statements: Iterable[Statement]) -> None:
    """Add statements to groups.

    Raises :class:`OutputError` for a triple term, which RDF 1.1 does not have.
    """
    for statement in statements:
        subject, predicate, value = statement.subject, statement.predicate, statement.object
        if type(value) is Triple or type(subject) is Triple:
            raise OutputError("the syntaxes of RDF 1.1 have no triple terms: take them out of the query")
        properties = groups.get(subject)
        if properties is None:
            groups[subject] = {predicate: {value}}
        elif (values := properties.get(predicate)) is None:
            properties[predicate] = {value}
        else:
            values.add(value)


def has_blank(groups: Groups) -> bool:
    """Tell whether a blank node stands anywhere."""
    return any(
        isinstance(subject, BlankNode) or any(isinstance(each, BlankNode) for values in of.values() for each in values)
        for subject, of in groups.items()
    )


def subjects(groups: Groups, first: str | None = None) -> list[Node]:
    """List the subjects by IRI, the one that the document is about before all others, blank nodes last."""
    return sorted(groups, key=lambda node: (node.value != first, isinstance(node, BlankNode), node.value))
