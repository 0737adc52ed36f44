"""The context gives each term one name, and keeps what the names mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]
from tests.publication.judges import loader

from mgi_graph.errors import BuildError
from mgi_graph.namespaces import expand
from mgi_graph.publication.context import read_context
from mgi_graph.publication.writing import write_description
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.publication.context import Context
    from mgi_graph.publication.description import Describer
    from mgi_graph.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def context(store: EmbeddedStore) -> Context:
    return read_context(store)


def definitions(context: Context) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(context.text)["@context"]
    return found


def test_it_bears_the_version_of_the_ontology(context: Context) -> None:
    assert context.version == VERSION
    assert context.iri == f"https://w3id.org/migov/context/{VERSION}.jsonld"


def test_a_document_can_refer_to_a_copy_of_it(describer: Describer, context: Context) -> None:
    here = context.at("http://127.0.0.1:8000/context/1.jsonld")
    found = json.loads(write_description(describer.describe(expand("int:iom")), "jsonld", here))
    assert found["@context"] == "http://127.0.0.1:8000/context/1.jsonld"
    assert here.text == context.text


def test_every_term_of_the_ontology_has_a_name(store: EmbeddedStore, context: Context) -> None:
    query = "SELECT DISTINCT ?x WHERE { ?x <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> ?o; a ?kind }"
    defined = {str(row[0])[1:-1] for row in store.select(query).rows}
    ours = {iri for iri in defined if iri.startswith(expand("migov:"))}
    assert len(ours) > 200
    assert ours <= {term.iri for term in context.terms}


def test_no_two_terms_share_a_name(context: Context) -> None:
    assert len({term.name for term in context.terms}) == len({term.iri for term in context.terms}) == len(context.terms)


def test_two_terms_of_one_name_are_refused(trig: Callable[[str], EmbeddedStore]) -> None:
    store = trig("graph:ontology { migov:title a owl:DatatypeProperty . dcterms:title a owl:AnnotationProperty . }")
    with pytest.raises(BuildError, match=r"the name title .* would stand for"):
        read_context(store)


def test_a_term_that_is_named_like_a_prefix_is_refused(trig: Callable[[str], EmbeddedStore]) -> None:
    with pytest.raises(BuildError, match=r"the name org .* a keyword or a prefix"):
        read_context(trig("graph:ontology { migov:org a owl:ObjectProperty . }"))


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("LegalInstrument", expand("migov:LegalInstrument")),
        ("topic", {"@id": expand("migov:topic"), "@type": "@id", "@container": "@set"}),
        ("nationalType", {"@id": expand("migov:nationalType"), "@type": "@id"}),
        ("adoptionYear", {"@id": expand("migov:adoptionYear"), "@type": "xsd:integer"}),
        ("prefLabel", {"@id": expand("skos:prefLabel"), "@container": "@language"}),
        ("statement", {"@id": expand("migov:statement"), "@container": "@language"}),
        ("eli:amends", {"@id": expand("eli:amends"), "@type": "@id", "@container": "@set"}),
    ],
)
def test_a_term_is_defined_as_the_ontology_has_it(context: Context, name: str, definition: object) -> None:
    assert definitions(context)[name] == definition


def test_it_is_the_same_bytes_from_the_same_ontology(store: EmbeddedStore, context: Context) -> None:
    assert read_context(store).text == context.text


def test_a_processor_reads_every_name_as_its_term(context: Context) -> None:
    for term in context.terms:
        if term.kind == "@class":
            document: dict[str, Any] = {"@context": context.iri, "id": "urn:x", "type": term.name}
            (found,) = jsonld.expand(document, {"documentLoader": loader(context)})
            assert found["@type"] == [term.iri]
        else:
            value = {"en": "x"} if term.kind == "@language" else "urn:y"
            document = {"@context": context.iri, "id": "urn:x", term.name: value}
            (found,) = jsonld.expand(document, {"documentLoader": loader(context)})
            assert term.iri in found


def test_a_processor_would_write_the_same_document(describer: Describer, context: Context) -> None:
    found = describer.describe(expand("kh:law-on-nationality-1996"))
    document = json.loads(write_description(found, "jsonld", context))
    options = {"documentLoader": loader(context)}
    again = jsonld.compact(jsonld.expand(document, options), context.iri, options)
    assert again["@context"] == context.iri
    assert again.keys() - {"included"} == document.keys()
    for key in ("prefLabel", "adoptionYear", "topic", "nationalType", "type"):
        assert again[key] == document[key]
