"""Documents hold what their files state: no more, and nothing less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.publication import judges

from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import GRAPH, expand
from mgi_graph.publication import document
from mgi_graph.publication.context import read_context
from mgi_graph.publication.writing import SYNTAXES, write
from mgi_graph.queries.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.publication.grouping import Statement
    from mgi_graph.store.embedded import EmbeddedStore


def parsed(files: list[Path]) -> str:
    """Read files with Oxigraph, each blank node its own."""
    quads = [quad for file in files for quad in ox.parse(path=file, rename_blank_nodes=True)]
    return judges.canonical(quads)


def triples(statements: tuple[Statement, ...]) -> str:
    return judges.expected(statements, has_graphs=False)


def test_the_ontology_is_all_its_files(store: EmbeddedStore, project: Project) -> None:
    assert triples(document.ontology(store).statements) == parsed(project.files("ontology"))


def test_the_shapes_are_all_their_files(project: Project) -> None:
    assert triples(document.shapes(project).statements) == parsed(project.files("shapes"))


def test_a_concept_is_no_scheme(tiny: EmbeddedStore) -> None:
    with pytest.raises(NameNotFoundError, match="there is no scheme of concepts"):
        document.scheme(tiny, expand("topic:work"))


def test_a_scheme_is_its_file_and_labels(store: EmbeddedStore, project: Project) -> None:
    found = document.scheme(store, "https://w3id.org/migov/vocab/polarity")
    file = project.root / "data/vocab/polarity.ttl"
    stated = {str(quad.triple) for quad in ox.parse(path=file)}
    written = {str(quad.triple) for quad in found.statements if isinstance(quad, ox.Quad)}
    assert stated <= written
    assert all("Label" in triple or "/label>" in triple or "#label>" in triple for triple in written - stated)


def test_a_graph_is_its_file(store: EmbeddedStore, project: Project) -> None:
    found = document.named_graph(store, f"{GRAPH}data/register/treaties")
    assert triples(found.statements) == parsed([project.root / "data/register/treaties.ttl"])


def test_a_graph_that_is_not_there_has_neighbours(store: EmbeddedStore) -> None:
    with pytest.raises(NameNotFoundError, match=r"nearest: .*graph/data/register/treaties"):
        document.named_graph(store, f"{GRAPH}data/register/treatises")


def test_the_catalogue_holds_every_query(project: Project) -> None:
    queries = list(Catalogue(project))
    found = document.catalogue(queries)
    for saved in queries:
        assert set(document.saved_query(saved).statements) <= set(found.statements)


@pytest.mark.parametrize("suffix", SYNTAXES)
@pytest.mark.parametrize("name", ["ontology", "scheme", "shapes", "catalogue"])
def test_a_document_reads_back_the_same(store: EmbeddedStore, project: Project, name: str, suffix: str) -> None:
    makers: dict[str, Callable[[], document.Document]] = {
        "ontology": lambda: document.ontology(store),
        "scheme": lambda: document.scheme(store, "https://w3id.org/migov/vocab/topic"),
        "shapes": lambda: document.shapes(project),
        "catalogue": lambda: document.catalogue(Catalogue(project)),
    }
    found, context = makers[name](), read_context(store)
    data = write(found.statements, suffix, context, first=found.iri)
    wanted = judges.expected(found.statements, has_graphs=SYNTAXES[suffix].has_graphs)
    assert judges.by_oxigraph(data, suffix, context) == wanted
