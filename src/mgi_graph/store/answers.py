"""What an engine answers, read as the terms of the dataset: whole, or not at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD
from mgi_graph.store.protocol import Solutions
from mgi_graph.store.skolem import from_engine

if TYPE_CHECKING:
    from mgi_graph.store.dialect import Dialect
    from mgi_graph.store.protocol import Term

JSON: Final = "application/sparql-results+json"
N_TRIPLES: Final = "application/n-triples"
_XSD: Final = STANDARD["xsd"]
_TRUTH: Final = {"1": "true", "0": "false"}
#: The column in which Virtuoso answers an ASK over a dataset that is named: a row for yes, none for no.
_VIRTUOSO_ASK: Final = "__ASK_RETVAL"
_KEY: Final = ox.NamedNode("urn:x")


class BrokenError(Exception):
    """What came is no answer of the form that was asked for, or not all of one."""


def read_solutions(body: bytes, dialect: Dialect) -> Solutions:
    """Read the answer to a SELECT (SPARQL 1.1 Results JSON §3); raises :class:`BrokenError` for anything else."""
    found = _parsed(body)
    if not isinstance(found, ox.QuerySolutions):
        raise BrokenError("a truth value in place of rows")
    columns = tuple(variable.value for variable in found.variables)
    rows = tuple(tuple(term and read_term(term, dialect) for term in solution) for solution in read_rows(found))
    return Solutions(columns=columns, rows=rows)


def read_rows(found: ox.QuerySolutions) -> tuple[ox.QuerySolution, ...]:
    """Read all rows, and the end of the text; raises :class:`BrokenError` where that is missing."""
    try:
        return tuple(found)
    except SyntaxError as error:
        raise BrokenError(str(error)) from error


def read_truth(body: bytes) -> bool:
    """Read the answer to an ASK; raises :class:`BrokenError` for anything else."""
    found = _parsed(body)
    if isinstance(found, ox.QuerySolutions) and [variable.value for variable in found.variables] == [_VIRTUOSO_ASK]:
        return bool(read_rows(found))
    if not isinstance(found, ox.QueryBoolean):
        raise BrokenError("rows in place of a truth value")
    return bool(found)


def read_triples(body: bytes, dialect: Dialect) -> tuple[ox.Triple, ...]:
    """Read N-Triples; raises :class:`BrokenError` where they are malformed."""
    try:
        quads = tuple(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        raise BrokenError(str(error)) from error
    return tuple(read_triple(quad.triple, dialect) for quad in quads)


def read_triple(triple: ox.Triple, dialect: Dialect) -> ox.Triple:
    """Return a triple as the embedded store holds it."""
    subject, value = from_engine(triple.subject), read_term(triple.object, dialect)
    assert isinstance(subject, ox.NamedNode | ox.BlankNode)
    return ox.Triple(subject, triple.predicate, value)


def read_term(term: Term, dialect: Dialect) -> Term:
    """Return a term as the embedded store holds it: blank nodes again, literals in their canonical form."""
    if not isinstance(term, ox.Literal):
        return from_engine(term)
    if term.language is not None or term.datatype.value == f"{_XSD}string":
        return term
    if dialect.booleans_are_numbers and term.datatype.value == f"{_XSD}boolean" and term.value in _TRUTH:
        return ox.Literal(_TRUTH[term.value], datatype=term.datatype)
    return canonical(term)


@lru_cache(maxsize=1 << 16)
def canonical(literal: ox.Literal) -> Term:
    """Return the form of a literal that the embedded store keeps (XSD 1.1 part 2 §2.3.1).

    >>> canonical(ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))).value
    '1'
    """
    store = ox.Store()
    store.add(ox.Quad(_KEY, _KEY, literal))
    (quad,) = store
    kept: Term = quad.object
    return kept


def _parsed(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise BrokenError(str(error)) from error
