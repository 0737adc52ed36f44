"""Every competency question has the same answer on rdflib's own engine: the queries are plain SPARQL 1.1.

The dataset is all its graphs merged. rdflib 7 evaluates literally, without a planner, and joins the parts
of a group in the order in which they are written; what that asks of a query:

- a FILTER belongs in the innermost group that has its variables: at the end of a group it is
  evaluated after the OPTIONALs, as the recommendation says (SPARQL 1.1 §18.2.2.2);
- a triple pattern whose predicate alone is bound is tried before one whose object comes from VALUES:
  a condition on the predicate is a FILTER EXISTS.
- what follows a UNION is joined with it by comparing every solution of the one with every solution of the
  other: what all branches have in common is written in each of them.

Its bug that matters here: an ``xsd:date`` is less than a string
(:func:`test_rdflib_takes_a_date_to_be_less_than_a_string`, which fails when it is mended). No saved query
compares a date; times are compared as years.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import BNode, URIRef
from rdflib.namespace import XSD
from tests.competency.test_answers import EXPECTED, as_lines

from mgi_graph.queries.parameters import bind_all
from mgi_graph.queries.run import read_answer
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from tests.competency.conftest import Question

    from mgi_graph.graph import Graph
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Term

ROOT = Path(__file__).parent.parent.parent
NUMBERS = {XSD.integer, XSD.decimal}


@pytest.fixture(scope="module")
def plain(graph: Graph) -> rdflib.Graph:
    """The union of all graphs of the dataset, in rdflib's memory store."""
    loaded = rdflib.Graph()
    for triple in graph.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        loaded.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return loaded


def to_rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    return BNode(term.value) if isinstance(term, ox.BlankNode) else URIRef(getattr(term, "value", ""))


def from_rdflib(term: rdflib.term.Node | None) -> Term | None:
    """Write a number in its canonical form: a sum may be 1 here and 1.0 there."""
    if term is None:
        return None
    if not isinstance(term, rdflib.Literal):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    text = format(Decimal(str(term)).normalize(), "f") if term.datatype in NUMBERS else str(term)
    return ox.Literal(text, datatype=ox.NamedNode(str(term.datatype or XSD.string)))


def ask_rdflib(plain: rdflib.Graph, saved: SavedQuery, text: str) -> Solutions:
    found = plain.query(text)
    columns = tuple(str(name) for name in found.vars or ())
    assert columns == tuple(column.name for column in saved.header.columns)
    rows = (row for row in found if isinstance(row, tuple))
    return Solutions(columns=columns, rows=tuple(tuple(map(from_rdflib, row)) for row in rows))


def test_the_answer_is_the_one_that_was_checked(question: Question, graph: Graph, plain: rdflib.Graph) -> None:
    saved = graph.queries[question.query]
    text = bind_all(saved.text, saved.header, question.parameters, graph.store)
    answer = read_answer(graph.store, saved, question.parameters, ask_rdflib(plain, saved, text))
    expected = (EXPECTED / f"{question.id}.tsv").read_text(encoding="utf-8").splitlines()
    assert as_lines(answer) == expected


def test_rdflib_takes_a_date_to_be_less_than_a_string() -> None:
    text = 'ASK { FILTER ("2021-02-28"^^<http://www.w3.org/2001/XMLSchema#date> < "a") }'
    assert rdflib.Graph().query(text).askAnswer is True
    assert not ox.Store().query(text)
