"""Clients of the field read every kind of IRI in every form, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.compare import isomorphic

from mgi_graph.publication.context import read_context

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

#: A path of each kind, and what must be said of what in it.
KINDS = (
    "/id/int/state-fr",
    "/id/mgi/mgi-2021",
    "/vocab/topic",
    "/vocab/polarity/absent",
    "/ontology",
    "/ontology/{version}",
    "/vocab",
    "/shapes",
    "/graph",
    "/graph/data/vocab/polarity",
    "/query/treaty-status",
)
FORMS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt", "nq": "nquads", "trig": "trig"}


def document(path: str) -> str:
    if path.startswith("/id/"):
        return path.replace("/id/", "/doc/", 1)
    return f"/doc{path}" if path.startswith("/vocab/") else path


def parsed(url: str, form: str) -> rdflib.Graph:
    """Parse as a client does; what is in named graphs is put together."""
    whole = rdflib.Dataset(default_union=True)
    whole.parse(url, format=form)
    graph = rdflib.Graph()
    for subject, predicate, value, _ in whole.quads():
        graph.add((subject, predicate, value))
    return graph


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib warns of what it calls itself
@pytest.mark.parametrize("path", KINDS)
def test_rdflib_reads_the_same_triples_in_every_form(live: str, graph: Graph, path: str) -> None:
    local = document(path.format(version=read_context(graph.store).version))
    first = parsed(f"{live}{local}.nt", "nt")
    assert len(first) > 3
    for suffix, form in FORMS.items():
        found = parsed(f"{live}{local}.{suffix}", form)
        assert len(found) == len(first), suffix
        if len(first) < 1000:
            assert isomorphic(found, first), suffix


@pytest.mark.parametrize("path", KINDS)
def test_rdflib_follows_an_iri_to_its_triples(live: str, graph: Graph, path: str) -> None:
    found = rdflib.Graph()
    found.parse(f"{live}{path.format(version=read_context(graph.store).version)}")
    assert len(found) > 3


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", [form for form in FORMS.values() if form != "nquads"])
def test_rdflib_asks_an_iri_for_the_form_that_it_was_told(live: str, graph: Graph, form: str) -> None:
    """By Accept alone: for N-Triples that is text/plain, its media type of old, which of a query is a table.

    For N-Quads rdflib sends the list that it sends when it is told nothing, and is given Turtle.
    """
    version = read_context(graph.store).version
    paths = [path.format(version=version) for path in KINDS if form != "nt" or not path.startswith("/query/")]
    assert [path for path in paths if len(parsed(f"{live}{path}", form)) <= 3] == []
