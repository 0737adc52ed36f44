"""Each thing has a page that is made for its kind."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.server.pages.reading import Page

from mgi_graph.namespaces import ID, MIGOV
from mgi_graph.server.address import Address, local_of
from mgi_graph.server.app import create_app
from mgi_graph.server.pages.entity import entity_page
from mgi_graph.server.settings import Settings
from mgi_graph.server.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.graph import Graph

HTML = "<script>alert(1)</script><b>&amp;"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;&amp;amp;"


def text_of(graph: Graph, iri: str, address: Address | None = None, language: str = "en") -> str:
    return entity_page(Site(graph, Settings()), iri, address or Address(), language).body.decode()


@pytest.fixture(scope="module")
def pages(graph: Graph, examples: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {iri: text_of(graph, iri) for things in examples.values() for iri in things}


def test_a_thing_of_each_class_has_a_page(pages: dict[str, str]) -> None:
    assert len(pages) > 100
    for text in pages.values():
        assert text.startswith("<!doctype html>")
        assert text.count("<h1") == 1


def test_what_stands_outside_the_folds_is_made_for_the_kind(pages: dict[str, str]) -> None:
    """A table of properties and values is one click away, never the page."""
    for text in pages.values():
        outside = text.partition("All that the graph states of it")[0]
        assert ">Property</th>" not in outside
        assert ">Property</th>" in text


def test_headings_stand_in_order_and_names_of_places_once(pages: dict[str, str]) -> None:
    for iri, text in pages.items():
        page = Page(text)
        assert page.headings[0] == 1, iri
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), iri
        assert len(page.ids) == len(set(page.ids)), iri


def test_nothing_is_styled_or_scripted_inline(pages: dict[str, str]) -> None:
    """The policy of the pages (CSP without unsafe-inline) would leave it out."""
    for iri, text in pages.items():
        page = Page(text)
        assert [(tag, name) for tag, name, _ in page.attributes if name == "style" or name.startswith("on")] == [], iri
        assert "<style" not in text


def test_every_name_on_a_page_is_a_label(graph: Graph, pages: dict[str, str]) -> None:
    """A researcher reads names; the codes of developers stand in the folds alone."""
    for iri, text in pages.items():
        outside = text.partition("What stands behind this page")[0]
        assert f">{MIGOV}" not in outside, iri
        assert ">migov:" not in outside, iri


def test_html_in_labels_is_text(make_graph: Callable[[bytes], Graph]) -> None:
    thing = f"{ID}xy/thing"
    label = HTML.replace('"', '\\"')
    quads = f"""<{thing}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{MIGOV}LegalInstrument> <{ID}g> .
<{thing}> <http://www.w3.org/2004/02/skos/core#prefLabel> "{label}"@en <{ID}g> .
<{thing}> <http://purl.org/dc/terms/description> "{label}"@en <{ID}g> .
<{thing}> <{MIGOV}number> "{label}" <{ID}g> .
<{thing}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <javascript:alert(1)> <{ID}g> .
"""
    text = text_of(make_graph(quads.encode()), thing)
    assert "<script>alert" not in text
    assert text.count(ESCAPED) >= 3
    assert 'href="javascript:' not in text


def test_a_name_in_another_script_is_marked_with_its_language(make_graph: Callable[[bytes], Graph]) -> None:
    thing = f"{ID}xy/thing"
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    quads = f"""<{thing}> <{kind}> <{MIGOV}LegalInstrument> <{ID}g> .
<{thing}> <{label}> "Law"@en <{ID}g> .
<{thing}> <{label}> "ກົດໝາຍ"@lo <{ID}g> .
"""
    graph = make_graph(quads.encode())
    assert "<h1>Law</h1>" in text_of(graph, thing)
    assert '<span lang="lo">ກົດໝາຍ</span>' in text_of(graph, thing)
    assert '<h1 lang="lo">ກົດໝາຍ</h1>' in text_of(graph, thing, language="lo")
    assert "Law" in text_of(graph, thing, language="lo")


def test_a_class_without_a_kind_has_a_page_by_the_labels_of_its_properties(
    make_graph: Callable[[bytes], Graph],
) -> None:
    thing, verb = f"{ID}xy/thing", f"{MIGOV}newProperty"
    quads = f"""<{thing}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{MIGOV}NewClass> <{ID}g> .
<{thing}> <{verb}> "told" <{ID}g> .
<{verb}> <http://www.w3.org/2000/01/rdf-schema#label> "new property"@en <{ID}g> .
"""
    text = text_of(make_graph(quads.encode()), thing).partition("All that the graph states of it")[0]
    assert "<dt>New property</dt><dd>told</dd>" in text


def test_links_lead_behind_the_prefix_of_a_proxy(graph: Graph, examples: dict[str, tuple[str, ...]]) -> None:
    iri = examples[f"{MIGOV}Finding"][0]
    page = Page(text_of(graph, iri, Address(origin="https://example.org", root="/graph")))
    here = [link for link in page.links if link.startswith("/")]
    assert here
    assert [link for link in here if not link.startswith("/graph/")] == []


def test_a_browser_reaches_a_page_by_the_name_of_the_thing(
    browser: TestClient, examples: dict[str, tuple[str, ...]]
) -> None:
    iri = examples[f"{MIGOV}Treaty"][0]
    found = browser.get(local_of(iri) or "")
    assert (found.status_code, found.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_the_site_works_under_a_root_path(graph: Graph, examples: dict[str, tuple[str, ...]]) -> None:
    iri = examples[f"{MIGOV}Finding"][0]
    app = create_app(graph, Settings(root_path="/graph"))
    with TestClient(app, headers={"Accept": "text/html"}, root_path="/graph") as client:
        for path in ("/", Address().link(iri), "/about"):
            text = client.get(f"/graph{path}").text
            links = [link for link in Page(text).links if link.startswith("/")]
            assert links
            assert [link for link in links if not link.startswith("/graph/")] == []


def test_programs_read_what_a_page_is_about(graph: Graph, examples: dict[str, tuple[str, ...]]) -> None:
    iri = examples[f"{MIGOV}Treaty"][0]
    text = text_of(graph, iri, Address(origin="https://example.org"))
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    about = json.loads(data)
    assert (about["@type"], about["@id"]) == ("Legislation", iri)
    assert about["url"] == f"https://example.org{Address().link(iri)}"
    assert f'<link about="{iri}" property="rdf:type" href="http://data.europa.eu/eli/ontology#LegalResource">' in text
