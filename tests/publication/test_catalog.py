"""The catalogue says what the repository says: title, licences, version, where the dataset is and what it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.conftest import ROOT

from mgi_graph.namespaces import expand, shrink
from mgi_graph.publication.catalog import DESCRIPTION, TITLE, Addresses, describe_catalog, previous_release
from mgi_graph.publication.dump import Dump
from mgi_graph.publication.void import DATASET
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.store.embedded import EmbeddedStore

HERE = "http://127.0.0.1:8000/behind/"
ADDRESSES = Addresses(home=HERE, sparql=f"{HERE}sparql", void=f"{HERE}.well-known/void", dumps=f"{HERE}dump/")


@pytest.fixture
def dump(tmp_path: Path) -> Dump:
    return Dump(
        of=DATASET,
        name="d.nq.gz",
        path=tmp_path / "d.nq.gz",
        media_type="application/n-quads",
        encoding="application/gzip",
        sha256="ab" * 32,
        size=7,
    )


@pytest.fixture
def said(store: EmbeddedStore, dump: Dump) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, value in describe_catalog(store, ADDRESSES, [dump]):
        assert not isinstance(subject, ox.Triple)
        assert not isinstance(value, ox.Triple)
        found.setdefault((subject.value, shrink(predicate.value)), set()).add(value.value)
    return found


def test_title_and_description_are_those_of_the_citation() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'title: "{TITLE}"' in citation
    assert f'abstract: "{DESCRIPTION}"' in citation


def test_it_is_published_as_the_ontology_is(said: dict[tuple[str, str], set[str]]) -> None:
    assert said[DATASET, "dcterms:license"] == {"https://creativecommons.org/licenses/by/4.0/"}
    assert said[DATASET, "dcterms:publisher"] == {expand("fw:maintainers")}
    assert said[DATASET, "dcat:version"] == {VERSION}
    assert f"date-released: {said[DATASET, 'dcterms:issued'].pop()}" in (ROOT / "CITATION.cff").read_text()


def test_the_sources_keep_their_own_licences(said: dict[tuple[str, str], set[str]]) -> None:
    profile = expand("kh:mgi-2021")
    assert profile in said[DATASET, "prov:wasDerivedFrom"]
    assert said[profile, "dcterms:license"] == {"https://creativecommons.org/licenses/by-nc-nd/3.0/igo/"}


def test_it_tells_where_the_dataset_is(said: dict[tuple[str, str], set[str]], store: EmbeddedStore) -> None:
    assert said[DATASET, "void:sparqlEndpoint"] == {f"{HERE}sparql"}
    assert said[DATASET, "void:dataDump"] == {f"{HERE}dump/d.nq.gz"}
    assert said[f"{DATASET}#d.nq.gz", "dcat:downloadURL"] == {f"{HERE}dump/d.nq.gz"}
    assert said[f"{DATASET}#d.nq.gz-sum", "spdx:checksumValue"] == {"ab" * 32}
    assert said[f"{DATASET}#d.nq.gz", "dcat:byteSize"] == {"7"}
    assert said[f"{HERE}.well-known/void", "foaf:primaryTopic"] == {DATASET}
    assert said[DATASET, "dcterms:identifier"] == {f"sha256:{store.digest}"}


def test_terms_exist_in_their_vocabularies(store: EmbeddedStore, dump: Dump) -> None:
    from mgi_graph.turtle.published import vocabularies

    known = vocabularies()
    used = {triple.predicate.value for triple in describe_catalog(store, ADDRESSES, [dump])}
    for iri in used:
        space = next((space for space in known if iri.startswith(space)), None)
        assert space is None or iri.removeprefix(space) in known[space] or iri in {expand("dcat:previousVersion")}, iri


def test_a_first_release_has_none_before_it(project: Project, store: EmbeddedStore) -> None:
    assert previous_release(project, "0.1.0") == ""
    assert not any("previousVersion" in str(triple) for triple in describe_catalog(store, ADDRESSES, []))


def test_a_later_release_names_the_one_before(project: Project, store: EmbeddedStore) -> None:
    assert previous_release(project, "0.10.0") == "0.1.0"
    found = {str(triple) for triple in describe_catalog(store, ADDRESSES, [], previous="0.1.0")}
    assert any("previousVersion" in each and "ontology/0.1.0" in each for each in found)
