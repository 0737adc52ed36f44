"""An answer in Python: rows with names and types, frames, files, and what a prompt shows."""

from __future__ import annotations

import copy
import datetime
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from mgi_graph import Entity, QueryResult, Row
from mgi_graph.errors import OutputError
from mgi_graph.graph.result import STYLES

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.graph import Graph

#: One row of every type that SPARQL gives, and one without any value.
TYPES = """SELECT * WHERE {
    VALUES (?thing ?whole ?share ?double ?truth ?day ?moment ?text) {
        (xy:finding-a 7 0.10 1.5e0 true "2021-02-28"^^xsd:date "2021-02-28T12:00:00Z"^^xsd:dateTime "a<b>")
        (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF)
    }
}"""


def rows_of(g: Graph, text: str) -> QueryResult:
    found = g.sparql(text)
    assert isinstance(found, QueryResult)
    return found


def test_a_row_has_a_typed_value_for_each_column_by_name_place_and_key(g: Graph) -> None:
    row = g.query("findings")[0]
    assert row.finding == Entity(iri="https://w3id.org/migov/id/xy/finding-a")
    assert (row.finding.curie, row.finding.label) == ("xy:finding-a", "Xyland has a law.")
    assert row.year == row[2] == row["year"] == 1994
    finding, polarity, year = row
    assert (str(finding), str(polarity), year) == ("Xyland has a law.", "present", 1994)
    assert row.as_dict()["year"] == 1994


def test_a_row_carries_its_passages_with_their_citations(g: Graph) -> None:
    row = g.query("findings")[0]
    assert [str(each) for each in row.evidence] == ["§1.3 ¶5 s2, p. 13\N{EN DASH}14", "§1.3 ¶10 s1, p. 14"]
    assert row.evidence[0].pages == (13, 14)
    assert [each.curie for each in g.query("findings").evidence] == [
        "xy-mgi-2021:1.3p5s2",
        "xy-mgi-2021:1.3p10s1",
        "xy-mgi-2021:fn9",
    ]


def test_every_datatype_becomes_the_python_type_that_means_it(g: Graph) -> None:
    full, empty = rows_of(g, TYPES)
    assert list(full) == [
        Entity(iri="https://w3id.org/migov/id/xy/finding-a"),
        7,
        Decimal("0.10"),
        1.5,
        True,
        datetime.date(2021, 2, 28),
        datetime.datetime(2021, 2, 28, 12, tzinfo=datetime.UTC),
        "a<b>",
    ]
    assert [type(value) for value in full[1:5]] == [int, Decimal, float, bool]
    assert list(empty) == [None] * 8


def test_a_literal_that_its_datatype_does_not_allow_stays_text(g: Graph) -> None:
    assert rows_of(g, 'SELECT ("x"^^xsd:integer AS ?n) ("2021-02-31"^^xsd:date AS ?d) {}')[0].as_dict() == {
        "n": "x",
        "d": "2021-02-31",
    }


def test_an_answer_is_counted_indexed_sliced_and_read_by_column(g: Graph) -> None:
    result = g.query("findings")
    assert (len(result), len(list(result)), len(result[:1])) == (2, 2, 1)
    assert result["year"] == (1994, None)
    assert result[-1].year is None
    assert result.names == ("finding", "polarity", "year")
    assert bool(result)


def test_a_column_that_is_not_there_is_named_with_those_that_are(g: Graph) -> None:
    result = g.query("findings")
    with pytest.raises(KeyError, match="no column 'yaer'; it has finding, polarity, year"):
        result["yaer"]
    with pytest.raises(AttributeError, match="no column 'yaer'; it has finding, polarity, year"):
        _ = result[0].yaer
    with pytest.raises(KeyError, match="yaer"):
        result[0]["yaer"]


def test_a_column_named_evidence_in_free_sparql_is_the_value(g: Graph) -> None:
    row = rows_of(g, "SELECT ?evidence { xy:finding-b migov:hasEvidence ?evidence }")[0]
    assert row.evidence == row["evidence"] == Entity(iri="https://w3id.org/migov/id/xy/mgi-2021/passage/fn9")


def test_a_row_can_be_copied_pickled_compared_and_completed(g: Graph) -> None:
    row = g.query("findings")[0]
    assert copy.deepcopy(row) == pickle.loads(pickle.dumps(row)) == row
    assert len({row, g.query("findings")[0]}) == 1
    assert row != Row(("finding",), (None,))
    assert {"finding", "year", "evidence"} <= set(dir(row))
    assert row._ipython_key_completions_() == ["finding", "polarity", "year"]


def test_records_are_dictionaries_with_the_passages(g: Graph) -> None:
    record = g.query("findings").to_records()[1]
    assert list(record) == ["finding", "polarity", "year", "evidence"]


def test_a_pandas_frame_has_nullable_types_and_labels_beside_iris(g: Graph) -> None:
    frame = g.query("findings").to_pandas()
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "finding": "string",
        "findingLabel": "string",
        "polarity": "string",
        "polarityLabel": "string",
        "year": "Int64",
        "evidence": "object",
        "citation": "string",
    }
    assert frame["polarityLabel"].tolist() == ["present", "absent"]
    assert frame["year"].isna().tolist() == [False, True]
    assert frame["evidence"][1] == ["https://w3id.org/migov/id/xy/mgi-2021/passage/fn9"]
    assert frame.attrs["query"] == "findings"


def test_frames_of_free_sparql_have_the_types_of_their_values(g: Graph) -> None:
    result = rows_of(g, TYPES)
    assert {name: str(kind) for name, kind in result.to_pandas().dtypes.items()} == {
        "thing": "string",
        "thingLabel": "string",
        "whole": "Int64",
        "share": "Float64",
        "double": "Float64",
        "truth": "boolean",
        "day": "datetime64[s]",
        "moment": "datetime64[us, UTC]",
        "text": "string",
    }
    assert [str(kind) for kind in result.to_polars().dtypes] == [
        "String",
        "String",
        "Int64",
        "Float64",
        "Float64",
        "Boolean",
        "Date",
        "Datetime(time_unit='us', time_zone='UTC')",
        "String",
    ]


def test_a_column_of_mixed_values_is_text_in_frames(g: Graph) -> None:
    frame = rows_of(g, 'SELECT ?x { VALUES ?x { 1 "one" } }').to_polars()
    assert frame.to_dict(as_series=False) == {"x": ["1", "one"]}


def test_labels_do_not_take_the_name_of_another_column(g: Graph) -> None:
    frame = rows_of(g, 'SELECT ?x ?xLabel { VALUES (?x ?xLabel) { (xy:finding-a "mine") } }').to_pandas()
    assert frame.to_dict("list") == {"x": ["https://w3id.org/migov/id/xy/finding-a"], "xLabel": ["mine"]}


def test_an_empty_answer_has_frames_with_its_columns(g: Graph) -> None:
    result = g.query("findings", finding="xy:finding-b", polarity="present")
    assert len(result) == 0
    assert not result
    assert list(result.to_pandas().columns) == result.to_polars().columns
    assert str(result.to_pandas()["year"].dtype) == "Int64"
    assert "0 rows" in repr(result)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_what_installs_it(
    g: Graph, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(OutputError, match=rf"{library} is not installed: pip install 'mgi-graph\[frames\]'"):
        getattr(g.query("findings"), f"to_{library}")()


def test_an_answer_becomes_the_statements_about_what_is_in_it(g: Graph) -> None:
    from rdflib import URIRef

    graph = g.query("findings", finding="xy:finding-b").to_rdflib()
    base = "https://w3id.org/migov/id/xy/"
    assert (URIRef(f"{base}finding-b"), None, None) in graph
    assert (URIRef(f"{base}mgi-2021/passage/fn9"), None, None) in graph
    assert (URIRef(f"{base}finding-a"), None, None) not in graph


def test_the_suffix_of_a_file_says_its_form(g: Graph, tmp_path: Path) -> None:
    result = g.query("findings")
    assert result.save(tmp_path / "a.csv").read_text(encoding="utf-8").startswith("finding,findingLabel,")
    assert result.save(str(tmp_path / "a.json")).read_bytes().startswith(b"{")
    assert result.save(tmp_path / "answer", "markdown").read_text(encoding="utf-8").count("|") > 8


def test_a_suffix_that_no_form_has_is_refused(g: Graph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"answer\.doc"):
        g.query("findings").save(tmp_path / "answer.doc")
    assert list(tmp_path.iterdir()) == []


def test_a_suffix_of_bytes_is_written_as_bytes(g: Graph, tmp_path: Path) -> None:
    assert g.query("findings").save(tmp_path / "a.parquet").read_bytes().startswith(b"PAR1")


def test_a_result_is_cited_with_its_digests_and_in_every_style(g: Graph) -> None:
    result = g.query("findings", polarity="absent")
    assert "findings?polarity=absent" in result.citation
    assert "0" * 64 in result.citation
    cited = {style: result.cite(style) for style in STYLES}
    assert cited["bibtex"].startswith("@")
    assert "TY  - " in cited["ris"]
    assert cited["csl-json"].startswith("[")
    assert all("Profile of Xyland" in text for text in cited.values())
    with pytest.raises(OutputError, match="there is no style 'apa'; use text, bibtex, ris, csl-json"):
        result.cite("apa")  # type: ignore[arg-type]


def test_a_prompt_shows_the_question_the_first_rows_and_how_many_there_are(g: Graph) -> None:
    shown = repr(g.query("findings"))
    assert shown.startswith("What does the profile find?\nfindings (CQ-001)")
    assert "§1.3 ¶5 s2" in shown
    assert "2 rows\nSource: Office of Xyland (2021) Profile of Xyland." in shown
    many = repr(rows_of(g, "SELECT ?p { ?s ?p ?o }"))
    assert "rows, the first 10 shown" in many
    assert max(map(len, many.splitlines())) <= 120


class Tags(HTMLParser):
    """Collect the tags and the text, and see that each tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        self.open += [] if tag == "br" else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def test_a_notebook_shows_a_table_with_caption_heads_links_and_sources(g: Graph) -> None:
    page = Tags(g.query("findings")._repr_html_())
    assert [attrs["scope"] for tag, attrs in page.seen if tag == "th"] == ["col"] * 4
    assert {"caption", "thead", "tbody", "tfoot"} <= {tag for tag, _ in page.seen}
    assert ("a", {"href": "https://w3id.org/migov/id/xy/finding-a", "title": "xy:finding-a"}) in page.seen
    assert "Source: Office of Xyland (2021) Profile of Xyland." in page.said


def test_a_notebook_shows_no_value_as_markup_and_links_to_no_script(g: Graph) -> None:
    text = 'SELECT ("<script>alert(1)</script>" AS ?a) (IRI("javascript:alert(1)") AS ?b) ("&\\"" AS ?c) {}'
    page = Tags(rows_of(g, text)._repr_html_())
    assert {tag for tag, _ in page.seen} & {"script", "a"} == set()
    assert "<script>alert(1)</script>" in page.said


def test_threads_may_share_a_graph_and_an_answer(g: Graph) -> None:
    result = g.query("findings")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: (list(g.query("findings")), list(result), result.evidence), range(40)))
    assert {len(each) for triple in answers for each in triple} == {2, 3}
    assert all(asked == list(result) for asked, _, _ in answers)
