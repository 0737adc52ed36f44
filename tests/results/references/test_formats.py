"""References are read back by the libraries of each format, and say no more than the graph knows."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from mgi_graph.results.layout import PLAIN
from mgi_graph.results.references.bibtex import write_bibtex
from mgi_graph.results.references.csl import item_of
from mgi_graph.results.references.formats import write_references
from mgi_graph.results.references.model import Author, Reference, References
from mgi_graph.results.references.read import read_references
from mgi_graph.results.references.ris import write_ris
from mgi_graph.results.references.text import line_of
from mgi_graph.results.run import read_lines, run_of

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.queries.answer import Answer
    from mgi_graph.store.embedded import EmbeddedStore

TEXT = st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1)
NEWS = Reference(
    iri="",
    key="a-2021",
    kind="news",
    title="Work & {Pay}: 100% of it",
    authors=(Author(name="Ngo, K.", family="Ngo", given="K."), Author(name="Ministry of Sea, Air and Land")),
    year="2021",
    mark="2021a",
    date="2021-01-10",
    container="The Xyland Post",
    url="http://example.org/a_b?x=1&y=2%20",
)
BARE = Reference(iri="", key="b", kind="document", title="Notice")


@pytest.fixture(scope="session")
def answer(store: EmbeddedStore, project: object) -> Answer:
    from mgi_graph.graph import Graph as Opened

    return Opened(store, project).query("thresholds")  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def references(store: EmbeddedStore, answer: Answer) -> References:
    return read_references(store, answer)


def test_bibtex_is_read_back_with_bodies_whole_and_persons_in_parts() -> None:
    entry = parse_string(write_bibtex([NEWS]), "bibtex").entries["a-2021"]
    person, body = entry.persons["author"]
    assert (entry.type, person.last_names, person.first_names) == ("article", ["Ngo"], ["K."])
    assert body.last_names == ["{Ministry of Sea, Air and Land}"]
    assert entry.fields["title"] == r"{Work \& {\textbraceleft}Pay{\textbraceright}: 100\% of it}"
    assert (entry.fields["month"], entry.fields["url"]) == ("January", NEWS.url)


@given(TEXT, TEXT)
def test_no_text_breaks_out_of_bibtex(title: str, name: str) -> None:
    work = Reference(iri="", key="k", kind="document", title=title, authors=(Author(name=name),))
    entries = parse_string(write_bibtex([work, BARE]), "bibtex").entries
    assert list(entries) == ["k", "b"]
    assert len(entries["k"].persons["author"]) == 1


def test_ris_is_read_back() -> None:
    news, bare = rispy.loads(write_ris([NEWS, BARE]))
    assert (news["type_of_reference"], news["year"], news["date"]) == ("NEWS", "2021", "2021/01/10/")
    assert news["authors"] == ["Ngo, K.", "Ministry of Sea \N{EN DASH} Air and Land"]
    assert (bare["title"], bare["notes"]) == ("Notice", ["No date"])


@pytest.mark.filterwarnings("ignore")  # the library warns of its own style files
def test_csl_is_rendered_by_a_citation_processor() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([item_of(NEWS), item_of(BARE)])
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for key in ("a-2021", "b"):
            bibliography.register(Citation([CitationItem(key)]))
        said = " | ".join(str(entry) for entry in bibliography.bibliography())
    assert "Ngo, K. and Ministry of Sea, Air and Land (2021a)" in said
    assert "Notice” (no date)" in said


def test_what_is_not_known_is_left_out_and_a_missing_year_is_said() -> None:
    assert item_of(BARE) == {"id": "b", "type": "document", "title": "Notice"}
    assert line_of(BARE) == "Notice (n.d.)."
    assert "No date" in write_bibtex([BARE])


def test_every_work_of_a_real_answer_is_in_every_form(answer: Answer, references: References) -> None:
    run = run_of(answer, PLAIN)
    keys = [work.key for work in references.works] + [f"mgi-graph-thresholds-{run.answer[:8]}"]
    assert len(keys) > 10
    assert list(parse_string(write_references(references, run, "bibtex"), "bibtex").entries) == keys
    assert [each["id"] for each in rispy.loads(write_references(references, run, "ris"))] == keys
    assert [each["id"] for each in json.loads(write_references(references, run, "csl-json"))] == keys
    assert len(write_references(references, run, "text").splitlines()) == len(keys)


@pytest.mark.parametrize("form", ["text", "ris", "csl-json"])
def test_the_last_reference_has_the_citation_of_the_run(answer: Answer, references: References, form: str) -> None:
    found = read_lines(write_references(references, run_of(answer, PLAIN), form))
    assert found is not None
    assert (found.query, found.answer) == ("thresholds", run_of(answer, PLAIN).answer)


def test_the_profile_is_cited_as_it_demands(references: References) -> None:
    assert line_of(references.records[0]) == references.records[0].demanded


def test_the_key_sources_of_a_row_document_what_stands_in_it(store: EmbeddedStore, graph: Graph) -> None:
    from mgi_graph.graph import Graph as Opened

    opened = Opened(store, graph.project)
    law = opened.sparql("SELECT ?law { VALUES ?law { kh:law-on-immigration-1994 } }")
    assert [each.short for each in read_references(store, law).rows[0]] == ["Government of Cambodia, 1994a"]  # type: ignore[arg-type]
