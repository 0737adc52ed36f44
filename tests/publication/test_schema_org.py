"""Pages say to search engines what the graph says, in terms that exist."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mgi_graph.namespaces import expand
from mgi_graph.publication import schema_org
from mgi_graph.publication.catalog import Addresses, describe_catalog
from mgi_graph.publication.description import describe_resource
from mgi_graph.publication.dump import write_dumps
from mgi_graph.publication.eli import EliProperty, describe_eli
from mgi_graph.publication.schema_dataset import describe_dataset
from mgi_graph.publication.schema_org import describe_thing, embedded
from mgi_graph.turtle.published import vocabularies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project
    from mgi_graph.publication.description import Describer
    from mgi_graph.publication.schema_org import Json
    from mgi_graph.store.embedded import EmbeddedStore

PAGE = "http://127.0.0.1:8000/doc/x"


def names(data: Json) -> Iterator[str]:
    """Go through the types and properties of a document."""
    if isinstance(data, list):
        for each in data:
            yield from names(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield str(value) if key == "@type" else key.removeprefix("@context").removeprefix("@id")
            yield from names(value)


def test_an_instrument_is_legislation(describer: Describer) -> None:
    data = describe_thing(describer.describe(expand("kh:law-on-nationality-1996")), PAGE)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": expand("kh:law-on-nationality-1996"),
        "url": PAGE,
        "name": "Law on Nationality",
        "legislationType": "law",
        "legislationDate": "1996",
        "legislationJurisdiction": {"@type": "AdministrativeArea", "@id": expand("int:state-kh"), "name": "Cambodia"},
        "about": [
            {"@type": "DefinedTerm", "@id": expand("topic:citizenship"), "name": "access to citizenship"},
            {"@type": "DefinedTerm", "@id": expand("topic:naturalization"), "name": "naturalization"},
        ],
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("int:iom", "Organization"),
        ("int:state-kh", "Country"),
        ("kh:finding-2021-1-2p4s1-a", "Claim"),
        ("kh:mgi-2021", "Report"),
        ("topic:citizenship", "DefinedTerm"),
        ("kh:quantity-2021-1-2p4s1-a", "Thing"),
    ],
)
def test_a_thing_is_of_the_kind_that_its_classes_say(describer: Describer, name: str, kind: str) -> None:
    assert describe_thing(describer.describe(expand(name)), PAGE)["@type"] == kind


def test_a_claim_says_what_and_where(describer: Describer) -> None:
    data = describe_thing(describer.describe(expand("kh:finding-2021-1-2p4s1-a")), PAGE)
    assert str(data["text"]).startswith("Under the Law on Nationality a foreigner can become")
    assert data["appearance"] == {
        "@type": "Report",
        "@id": expand("kh:mgi-2021"),
        "name": "MGI Profile 2021, Kingdom of Cambodia",
    }
    assert data["citation"] == {"@type": "CreativeWork", "@id": expand("kh-mgi-2021:1.2p4s1"), "name": "1.2p4s1"}


def test_its_terms_exist(store: EmbeddedStore, describer: Describer) -> None:
    known = vocabularies()["https://schema.org/"]
    things = {quad.subject.value for quad in store.quads() if hasattr(quad.subject, "value")}
    for iri in sorted(iri for iri in things if iri.startswith("https://w3id.org/migov/"))[::40]:
        data = describe_thing(describer.describe(iri), PAGE)
        assert {name for name in names(data) if name} <= known | {"https://schema.org"}
    tables = [to for rows in (schema_org._COMMON, *schema_org._OF.values()) for _, to in rows]
    assert {*tables, *(kind for _, kind in schema_org.KINDS), *schema_org._LEADS} <= known


def test_its_properties_exist_in_the_ontology(store: EmbeddedStore) -> None:
    rows = [name for rows in (schema_org._COMMON, *schema_org._OF.values()) for name, _ in rows]
    for name in {name for name in rows if name.startswith("migov:")}:
        assert store.ask(f"ASK {{ <{expand(name)}> a ?kind }}"), name


def test_nothing_in_it_ends_the_script(trig: Callable[[str], EmbeddedStore]) -> None:
    store = trig('graph:g { xy:a skos:prefLabel "</script><script>alert(1)</script> & \\u2028"@en }')
    text = embedded(describe_thing(describe_resource(store, expand("xy:a")), PAGE))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == "</script><script>alert(1)</script> & \u2028"


def test_of_several_languages_the_nearest_is_taken(tiny: EmbeddedStore) -> None:
    assert describe_thing(describe_resource(tiny, expand("xy:law-1")), PAGE)["name"] == "Law 1"


def test_the_dataset_is_what_the_catalogue_says(
    built: Built, store: EmbeddedStore, project: Project, tmp_path: Path
) -> None:
    addresses = Addresses(home=PAGE, sparql=f"{PAGE}/sparql", void=f"{PAGE}/void", dumps=f"{PAGE}/dump/")
    dumps = write_dumps(built.path, store, project, tmp_path)
    data = describe_dataset(describe_catalog(store, addresses, dumps), PAGE)
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {
        "@type": "DataDownload",
        "contentUrl": f"{PAGE}/dump/mgi-graph.nq.gz",
        "encodingFormat": "application/n-quads",
        "contentSize": f"{dumps[0].size} B",
        "sha256": dumps[0].sha256,
    } in data["distribution"]
    assert {
        "@type": "CreativeWork",
        "@id": expand("kh:mgi-2021"),
        "name": "Migration Governance Indicators Profile 2021 – Kingdom of Cambodia",
        "license": "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/",
    } in data["isBasedOn"]
    assert {name for name in names(data) if name} <= vocabularies()["https://schema.org/"] | {"https://schema.org"}


def test_eli_is_what_the_graph_says_of_an_instrument(describer: Describer) -> None:
    assert describe_eli(describer.describe(expand("kh:law-on-nationality-1996"))) == (
        EliProperty(name="eli:type_document", value=expand("ikind:law"), is_link=True),
        EliProperty(name="rdf:type", value=expand("eli:LegalResource"), is_link=True),
    )


def test_eli_has_texts_too(trig: Callable[[str], EmbeddedStore]) -> None:
    store = trig('graph:g { xy:a <http://data.europa.eu/eli/ontology#number> "12/96" }')
    assert describe_eli(describe_resource(store, expand("xy:a"))) == (
        EliProperty(name="eli:number", value="12/96", is_link=False),
    )


def test_eli_says_nothing_of_other_things(describer: Describer) -> None:
    assert describe_eli(describer.describe(expand("int:iom"))) == ()
